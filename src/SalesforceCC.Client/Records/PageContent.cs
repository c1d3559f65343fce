using SalesforceCC.Json;

namespace SalesforceCC.Records;

/// <summary>A query page on its way in: <c>{totalSize, done, nextRecordsUrl?, records[]}</c>, in any order.</summary>
internal sealed class PageContent : IJsonContent
{
    private readonly RecordParser _parser;
    private readonly ShapeNode _root;
    private readonly Action<string>? _onNextRecordsUrl;
    private SfRecord[] _records = new SfRecord[256];
    private int _count;
    private Step _step;
    private bool _isFirst = true;
    private int _depth;
    private bool _hasRecords;
    private bool? _isDone;
    private long? _totalSize;
    private string? _nextRecordsUrl;

    public PageContent(RecordParser parser, ShapeNode root, Action<string>? onNextRecordsUrl)
    {
        _parser = parser;
        _root = root;
        _onNextRecordsUrl = onNextRecordsUrl;
    }

    private enum Step
    {
        Start,
        Members,
        Records,
        End,
    }

    public RecordPage ToPage(IReadOnlyList<DescribeFailure> failures)
    {
        if (!_hasRecords)
            throw JsonSource.Invalid("The query page has no records array.");
        if (_isDone == false && _nextRecordsUrl is null)
            throw new SfException(SfErrorCodes.InvalidResponse, "The query page says that more rows follow, but has no nextRecordsUrl.") { Final = true };
        Array.Resize(ref _records, _count);
        return new RecordPage(_records, _totalSize, _isDone ?? _nextRecordsUrl is null, _nextRecordsUrl, _parser.Incomplete)
        {
            DescribeFailures = failures,
        };
    }

    public int Read(ReadOnlySpan<byte> data, JsonSource source)
    {
        JsonCursor cursor = new(data, source, _depth);
        if (TryRead(ref cursor, source))
            JsonEdge.TryEnd(ref cursor, source);
        _depth = cursor.Depth;
        return cursor.Position;
    }

    /// <summary>
    /// Reads the page where it stands in something else. False: the bytes ended, and the cursor is where reading goes on
    /// when more have come.
    /// </summary>
    public bool TryRead(ref JsonCursor cursor, JsonSource source)
    {
        while (_step != Step.End)
        {
            // A step that runs out of bytes is taken again from here.
            JsonCursor start = cursor;
            bool isFirst = _isFirst;
            if (!TryStep(ref cursor, source))
            {
                _isFirst = isFirst;
                cursor = start;
                return false;
            }
        }

        return true;
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
                return TryRecord(ref cursor);
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

        return name.SequenceEqual(ChildPage.Records) ? TryEnterRecords(ref cursor, next) : TryValue(ref cursor, name);
    }

    private bool TryEnterRecords(ref JsonCursor cursor, byte next)
    {
        if (next != '[')
            throw cursor.Wrong("the array of records");
        if (_hasRecords)
            throw cursor.Wrong("only one array of records");
        cursor.Enter();
        _hasRecords = true;
        _isFirst = true;
        _step = Step.Records;
        return true;
    }

    private bool TryValue(ref JsonCursor cursor, ReadOnlySpan<byte> name)
    {
        JsonCursor before = cursor;
        if (!cursor.TrySkip())
            return false;
        ReadOnlySpan<byte> value = cursor.Data.Slice(before.Position, cursor.Position - before.Position);
        if (name.SequenceEqual("\"totalSize\""u8))
        {
            _totalSize = JsonNumber.TryReadLong(value) ?? throw before.Wrong("a whole number as totalSize");
        }
        else if (name.SequenceEqual("\"done\""u8))
        {
            _isDone = value.SequenceEqual("true"u8) || (value.SequenceEqual("false"u8)
                ? false
                : throw before.Wrong("true or false as done"));
        }
        else if (name.SequenceEqual("\"nextRecordsUrl\""u8) && value[0] != 'n')
        {
            if (value[0] != '"')
                throw before.Wrong("text as nextRecordsUrl");
            _nextRecordsUrl = JsonText.Escaped(value.Slice(1, value.Length - 2));
            _onNextRecordsUrl?.Invoke(_nextRecordsUrl);
        }

        return true;
    }

    private bool TryRecord(ref JsonCursor cursor)
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
        if (next != '{')
            throw cursor.Wrong("a record");
        if (!_parser.TryRead(ref cursor, _root, out SfRecord? record))
            return false;
        if (_count == _records.Length)
            Array.Resize(ref _records, _count * 2);
        _records[_count++] = record!;
        return true;
    }
}
