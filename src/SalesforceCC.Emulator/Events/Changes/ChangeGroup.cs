using SalesforceCC.Emulator.Events.Schemas;

namespace SalesforceCC.Emulator.Events.Changes;

/// <summary>Rows of one object that were changed in the same way by one transaction: one event.</summary>
internal sealed class ChangeGroup(EventSchema schema, RowDifference change)
{
    private readonly List<string> _ids = [change.Row.Id];

    public EventSchema Schema => schema;

    /// <summary>The change; the first of them where they are several.</summary>
    public RowDifference Change => change;

    public IReadOnlyList<string> Ids => _ids;

    public void Add(string id) => _ids.Add(id);

    /// <summary>The change is the same, on another row.</summary>
    public bool IsSame(RowDifference other) =>
        other.ChangeType == change.ChangeType && other.Layout == change.Layout && other.Values.SequenceEqual(change.Values);
}
