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
    string what, MemberTable members, IReadOnlyDictionary<string, (MemberTable Members, Action<DescribeRow> Take)> lists)
{
    private readonly MemberTable _listNames = new([.. lists.Keys]);
    private readonly string[] _names = [.. lists.Keys];
    private readonly object?[] _values = new object?[members.Count];
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);
    private (MemberTable Members, Action<DescribeRow> Take)? _list;
    private Step _step;
    private bool _isFirst = true;
    private int _depth;

    private enum Step
    {
        Start,
        Members,
        List,
        End,
    }

    /// <summary>Reads a stream to its end.</summary>
    /// <exception cref="SfException">INVALID_RESPONSE.</exception>
    public async Task<DescribeRow> ReadAsync(Stream stream, CancellationToken stop)
    {
        JsonSource source = new(what, JsonSource.DefaultMaxDepth);
        using PageBuffer buffer = new(stream);
        do
        {
            source.IsComplete = !await buffer.FillAsync(stop).ConfigureAwait(false);
            source.Offset = buffer.Consumed;
            buffer.Consume(Read(buffer.Unread, source));
        }
        while (!source.IsComplete);
        return new DescribeRow(members, _values, what);
    }

    /// <summary>Refuses what has no such array.</summary>
    public void Require(string list)
    {
        if (!_read.Contains(list))
            throw JsonSource.Invalid($"The {what} has no array '{list}'.");
    }

    private int Read(ReadOnlySpan<byte> data, JsonSource source)
    {
        JsonCursor cursor = new(data, source, _depth);
        while (_step != Step.End)
        {
            // A step that runs out of bytes is taken again from here.
            JsonCursor start = cursor;
            bool isFirst = _isFirst;
            if (TryStep(ref cursor, source))
                continue;
            _isFirst = isFirst;
            _depth = start.Depth;
            return start.Position;
        }

        JsonEdge.TryEnd(ref cursor, source);
        _depth = cursor.Depth;
        return cursor.Position;
    }

    private bool TryStep(ref JsonCursor cursor, JsonSource source)
    {
        switch (_step)
        {
            case Step.Start:
                if (!JsonEdge.TryStart(ref cursor, source, '{'))
                    return false;
                cursor.Enter();
                _step = Step.Members;
                return true;

            case Step.Members:
                return TryMember(ref cursor);

            default:
                return TryElement(ref cursor);
        }
    }

    private bool TryMember(ref JsonCursor cursor)
    {
        if (!cursor.TryNextName(ref _isFirst, out bool found, out ReadOnlySpan<byte> name, out byte next))
            return false;
        if (!found)
        {
            _step = Step.End;
            return true;
        }

        // An array that is not kept is read over in the same steps: it may be as long as the others.
        int list = _listNames.Find(name, expected: 0);
        int place = list < 0 ? members.Find(name, expected: 0) : -1;
        if (next == '[' && place < 0)
        {
            if (list >= 0 && !_read.Add(_names[list]))
                throw cursor.Wrong($"only one array '{_names[list]}'");
            _list = list < 0 ? null : lists[_names[list]];
            cursor.Enter();
            _isFirst = true;
            _step = Step.List;
            return true;
        }

        return place < 0 ? cursor.TrySkip() : members.TryValue(ref cursor, next, what, out _values[place]);
    }

    private bool TryElement(ref JsonCursor cursor)
    {
        if (!cursor.TryNextElement(ref _isFirst, out bool found))
            return false;
        if (!found)
        {
            _isFirst = false;
            _step = Step.Members;
            return true;
        }

        if (!cursor.TryPeek(out byte next))
            return false;
        if (next != '{' || _list is not { } list)
            return cursor.TrySkip();
        if (!list.Members.TryRead(ref cursor, what, out DescribeRow? row))
            return false;
        list.Take(row!);
        return true;
    }
}
