using SalesforceCC.Json;

namespace SalesforceCC.Records;

/// <summary>
/// Rows on their way in that stand in no query page: an array of records and nulls, by itself or as one member of an
/// object.
/// </summary>
/// <param name="parser">Reads the records.</param>
/// <param name="root">Where their shapes start.</param>
/// <param name="member">The name of the member with its quotes; null: the array stands by itself.</param>
internal sealed class RowListContent(RecordParser parser, ShapeNode root, byte[]? member) : JsonPieces(isArray: member is null)
{
    private readonly List<SfRecord> _records = [];

    // For each element, where its record is; -1: it is null.
    private readonly List<int> _places = [];
    private bool _hasRows = member is null;

    /// <summary>The records, as a page.</summary>
    public RecordPage ToPage(IReadOnlyList<DescribeFailure> failures)
    {
        if (!_hasRows)
            throw JsonSource.Invalid("The list of records is not there.");
        return new RecordPage([.. _records], _records.Count, isDone: true, null, parser.Incomplete) { DescribeFailures = failures };
    }

    /// <summary>The elements in their order, once their page is made.</summary>
    public SfRecord?[] Elements(RecordPage page) => [.. _places.Select(p => p < 0 ? null : page[p])];

    protected override bool TryMember(ref JsonCursor cursor, ReadOnlySpan<byte> name, byte first)
    {
        if (!name.SequenceEqual(member))
            return cursor.TrySkip();
        if (first != '[' || _hasRows)
            throw cursor.Wrong("one array of records");
        _hasRows = true;
        EnterElements(ref cursor);
        return true;
    }

    protected override bool TryElement(ref JsonCursor cursor, byte first)
    {
        if (first == 'n')
        {
            if (!cursor.TryLiteral("null"u8))
                return false;
            _places.Add(-1);
            return true;
        }

        if (first != '{')
            throw cursor.Wrong("a record");
        if (!parser.TryRead(ref cursor, root, rows: null, out SfRecord? record))
            return false;
        _places.Add(_records.Count);
        _records.Add(record!);
        return true;
    }
}
