using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Events.Schemas;

namespace SalesforceCC.Emulator.Events.Changes;

/// <summary>
/// Gathers the changes of a transaction: the same change of several rows of an object is one event with several ids, as when
/// many rows are deleted. Events stay in the order of their first rows, and no row goes ahead of an earlier change of its own.
/// </summary>
internal sealed class ChangeMerger
{
    private readonly List<ChangeGroup> _groups = [];
    private readonly Dictionary<int, ChangeGroup> _mergeable = [];
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    public IReadOnlyList<ChangeGroup> Groups => _groups;

    public void Add(EventSchema schema, RowDifference change)
    {
        bool first = _seen.Add(change.Row.Id);
        bool mergeable = change.Row.Operation is RowOperation.Update or RowOperation.Delete or RowOperation.HardDelete;
        if (!mergeable)
        {
            _groups.Add(new ChangeGroup(schema, change));
            return;
        }
        int key = KeyOf(change);
        if (first && _mergeable.TryGetValue(key, out ChangeGroup? same) && same.IsSame(change))
        {
            same.Add(change.Row.Id);
            return;
        }
        ChangeGroup group = new(schema, change);
        _groups.Add(group);
        _mergeable[key] = group;
    }

    private static int KeyOf(RowDifference change)
    {
        HashCode hash = new();
        hash.Add(change.Layout);
        hash.Add(change.ChangeType);
        foreach (ChangedValue value in change.Values)
        {
            hash.Add(value.Field);
            hash.Add(value.Part);
            hash.Add(value.Value);
        }
        return hash.ToHashCode();
    }
}
