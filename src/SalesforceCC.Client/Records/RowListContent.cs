using SalesforceCC.Json;

namespace SalesforceCC.Records;

/// <summary>
/// Rows on their way in that stand in no query page: an array of records and nulls, by itself or as one member of an
/// object.
/// </summary>
/// <param name="parser">Reads the records.</param>
/// <param name="root">Where their shapes start.</param>
/// <param name="member">The name of the member with its quotes; null: the array stands by itself.</param>
internal sealed class RowListContent(RecordParser parser, ShapeNode root, byte[]? member) : IJsonContent
{
    private readonly List<SfRecord> _records = [];

    // For each element, where its record is; -1: it is null.
    private readonly List<int> _places = [];
    private Step _step;
    private bool _isFirst = true;
    private bool _hasRows;
    private int _depth;

    private enum Step
    {
        Start,
        Members,
        Rows,
        End,
    }

    /// <summary>The records, as a page.</summary>
    public RecordPage ToPage(IReadOnlyList<DescribeFailure> failures)
    {
        if (!_hasRows)
            throw JsonSource.Invalid("The list of records is not there.");
        return new RecordPage([.. _records], _records.Count, isDone: true, null, parser.Incomplete) { DescribeFailures = failures };
    }

    /// <summary>The elements in their order, once their page is made.</summary>
    public SfRecord?[] Elements(RecordPage page) => [.. _places.Select(p => p < 0 ? null : page[p])];

    public int Read(ReadOnlySpan<byte> data, JsonSource source)
    {
        JsonCursor cursor = new(data, source, _depth);
        while (true)
        {
            // A step that runs out of bytes is taken again from here.
            JsonCursor start = cursor;
            bool isFirst = _isFirst;
            bool isEnd = _step == Step.End;
            if (!TryStep(ref cursor, source))
            {
                _isFirst = isFirst;
                cursor = start;
                break;
            }

            if (isEnd)
                break;
        }

        _depth = cursor.Depth;
        return cursor.Position;
    }

    private bool TryStep(ref JsonCursor cursor, JsonSource source)
    {
        switch (_step)
        {
            case Step.Start:
                if (!JsonEdge.TryStart(ref cursor, source, member is null ? '[' : '{'))
                    return false;
                cursor.Enter();
                _hasRows = member is null;
                _step = member is null ? Step.Rows : Step.Members;
                return true;

            case Step.Members:
                return TryMember(ref cursor);

            case Step.Rows:
                return TryRow(ref cursor);

            default:
                return JsonEdge.TryEnd(ref cursor, source);
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

        if (!name.SequenceEqual(member))
            return cursor.TrySkip();
        if (next != '[' || _hasRows)
            throw cursor.Wrong("one array of records");
        cursor.Enter();
        _hasRows = true;
        _isFirst = true;
        _step = Step.Rows;
        return true;
    }

    private bool TryRow(ref JsonCursor cursor)
    {
        if (!cursor.TryNextElement(ref _isFirst, out bool found))
            return false;
        if (!found)
        {
            _isFirst = false;
            _step = member is null ? Step.End : Step.Members;
            return true;
        }

        if (!cursor.TryPeek(out byte next))
            return false;
        if (next == 'n')
        {
            if (!cursor.TryLiteral("null"u8))
                return false;
            _places.Add(-1);
            return true;
        }

        if (next != '{')
            throw cursor.Wrong("a record");
        if (!parser.TryRead(ref cursor, root, out SfRecord? record))
            return false;
        _places.Add(_records.Count);
        _records.Add(record!);
        return true;
    }
}
