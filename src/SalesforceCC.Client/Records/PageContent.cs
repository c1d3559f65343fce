using SalesforceCC.Json;

namespace SalesforceCC.Records;

/// <summary>A query page on its way in: <c>{totalSize, done, nextRecordsUrl?, records[]}</c>, in any order.</summary>
internal sealed class PageContent : JsonPieces
{
    private readonly RecordParser _parser;
    private readonly ShapeNode _root;
    private readonly Action<string>? _onNextRecordsUrl;

    // As long as no row holds an object.
    private readonly PackedRows _packed = new();

    // From then on.
    private List<SfRecord>? _records;
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

    public RecordPage ToPage(IReadOnlyList<DescribeFailure> failures)
    {
        if (!_hasRecords)
            throw JsonSource.Invalid("The query page has no records array.");
        if (_isDone == false && _nextRecordsUrl is null)
            throw new SfException(SfErrorCodes.InvalidResponse, "The query page says that more rows follow, but has no nextRecordsUrl.") { Final = true };
        bool isDone = _isDone ?? _nextRecordsUrl is null;
        RecordPage page = _records is null
            ? new RecordPage(_packed, _totalSize, isDone, _nextRecordsUrl)
            : new RecordPage([.. _records], _totalSize, isDone, _nextRecordsUrl, _parser.Incomplete);
        page.DescribeFailures = failures;
        return page;
    }

    protected override bool TryMember(ref JsonCursor cursor, ReadOnlySpan<byte> name, byte first)
    {
        if (!name.SequenceEqual(ChildPage.Records))
            return TryValue(ref cursor, name);
        if (first != '[')
            throw cursor.Wrong("the array of records");
        if (_hasRecords)
            throw cursor.Wrong("only one array of records");
        _hasRecords = true;
        EnterElements(ref cursor);
        return true;
    }

    protected override bool TryElement(ref JsonCursor cursor, byte first)
    {
        if (first != '{')
            throw cursor.Wrong("a record");
        if (!_parser.TryRead(ref cursor, _root, _records is null ? _packed : null, out SfRecord? record))
            return false;
        if (record is not null)
            (_records ??= [.. _packed.Drain()]).Add(record);
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
}
