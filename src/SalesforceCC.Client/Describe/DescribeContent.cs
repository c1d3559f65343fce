using SalesforceCC.Json;

namespace SalesforceCC.Describe;

/// <summary>
/// A describe, or the list of objects, on its way in: members that are kept, and arrays of objects that are made into
/// something one after the other. No more of the JSON is held than the longest of these objects.
/// </summary>
/// <param name="what">What it is, for errors.</param>
/// <param name="members">The members that are kept.</param>
/// <param name="lists">The arrays that are read, by name: what is kept of each object in them, and who takes it.</param>
internal sealed class DescribeContent(
    string what, MemberTable members, IReadOnlyDictionary<string, (MemberTable Members, Action<DescribeRow> Take)> lists) : JsonPieces
{
    private readonly MemberTable _listNames = new([.. lists.Keys]);
    private readonly string[] _names = [.. lists.Keys];
    private readonly object?[] _values = new object?[members.Count];
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);
    private (MemberTable Members, Action<DescribeRow> Take)? _list;

    /// <summary>Reads a stream to its end.</summary>
    /// <exception cref="SfException">INVALID_RESPONSE.</exception>
    public async Task<DescribeRow> ReadAsync(Stream stream, CancellationToken stop)
    {
        await ReadAsync(stream, new JsonSource(what, JsonSource.DefaultMaxDepth), stop).ConfigureAwait(false);
        return new DescribeRow(members, _values, what);
    }

    /// <summary>Refuses what has no such array.</summary>
    public void Require(string list)
    {
        if (!_read.Contains(list))
            throw JsonSource.Invalid($"The {what} has no array '{list}'.");
    }

    protected override bool TryMember(ref JsonCursor cursor, ReadOnlySpan<byte> name, byte first)
    {
        // An array that is not kept is read over in the same steps: it may be as long as the others.
        int list = _listNames.Find(name, expected: 0);
        int place = list < 0 ? members.Find(name, expected: 0) : -1;
        if (first == '[' && place < 0)
        {
            if (list >= 0 && !_read.Add(_names[list]))
                throw cursor.Wrong($"only one array '{_names[list]}'");
            _list = list < 0 ? null : lists[_names[list]];
            EnterElements(ref cursor);
            return true;
        }

        return place < 0 ? cursor.TrySkip() : members.TryValue(ref cursor, first, what, out _values[place]);
    }

    protected override bool TryElement(ref JsonCursor cursor, byte first)
    {
        if (first != '{' || _list is not { } list)
            return cursor.TrySkip();
        if (!list.Members.TryRead(ref cursor, what, out DescribeRow? row))
            return false;
        list.Take(row!);
        return true;
    }
}
