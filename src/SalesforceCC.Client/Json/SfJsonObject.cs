using System.Collections;

namespace SalesforceCC;

/// <summary>A JSON object: its members in their order.</summary>
/// <remarks>Of a name that is repeated, the last value stands in the first one's place. Names that differ in case are two.</remarks>
internal sealed class SfJsonObject : IReadOnlyList<KeyValuePair<string, object?>>
{
    private readonly List<KeyValuePair<string, object?>> _members = [];
    private readonly Dictionary<string, int> _positions = new(StringComparer.Ordinal);

    internal SfJsonObject()
    {
    }

    /// <summary>How many members there are.</summary>
    public int Count => _members.Count;

    /// <summary>The member at a position.</summary>
    public KeyValuePair<string, object?> this[int index] => _members[index];

    /// <summary>The value of a member by its name; null when there is none of that name.</summary>
    public object? this[string name] => _positions.TryGetValue(name, out int position) ? _members[position].Value : null;

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => _members.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal void Set(string name, object? value)
    {
        if (_positions.TryGetValue(name, out int position))
        {
            _members[position] = new(_members[position].Key, value);
            return;
        }

        _positions[name] = _members.Count;
        _members.Add(new(name, value));
    }
}
