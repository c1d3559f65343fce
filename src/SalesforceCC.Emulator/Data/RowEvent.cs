using SalesforceCC.Emulator.Data.Rows;

namespace SalesforceCC.Emulator.Data;

/// <summary>A row that has been changed; told after the change has been committed.</summary>
/// <param name="Change">The row, with its values of before and after, and by whom it was changed.</param>
/// <param name="At">When, by the org's clock.</param>
internal sealed record RowEvent(RowChange Change, DateTimeOffset At)
{
    public SObjectType Type => Change.Type;

    public string Id => Change.Id;

    /// <summary>What has happened; never an upsert.</summary>
    public RowOperation Operation => Change.Operation;

    /// <summary>Who has changed it.</summary>
    public string UserId => Change.Context.UserId;

    /// <summary>For updates, the fields that have other values now.</summary>
    public IReadOnlyList<string> ChangedFields =>
        Operation == RowOperation.Update ? [.. Change.Plan.Columns.Where((_, i) => Change.Differs(i))] : [];
}
