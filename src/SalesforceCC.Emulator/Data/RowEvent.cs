namespace SalesforceCC.Emulator.Data;

/// <summary>A row that has been changed; told after the change has been committed.</summary>
/// <param name="Type">The object.</param>
/// <param name="Id">The row.</param>
/// <param name="Operation">What has happened; never an upsert.</param>
/// <param name="ChangedFields">For updates, the fields that have other values now.</param>
/// <param name="UserId">Who has changed it.</param>
/// <param name="At">When, by the org's clock.</param>
public sealed record RowEvent(
    SObjectType Type, string Id, RowOperation Operation, IReadOnlyList<string> ChangedFields, string UserId, DateTimeOffset At);
