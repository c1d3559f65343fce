using SalesforceCC.Json;

namespace SalesforceCC.Records;

/// <summary>One record, or an array of records and nulls, on its way in.</summary>
internal sealed class RecordContent : IJsonContent
{
    private readonly RecordParser _parser;
    private readonly ShapeNode _root;
    private readonly bool _isArray;
    private readonly List<SfRecord?> _records = [];

    public RecordContent(RecordParser parser, ShapeNode root, bool isArray = false)
    {
        _parser = parser;
        _root = root;
        _isArray = isArray;
    }

    public IReadOnlyList<SfRecord?> Records => _records;

    // Such answers are small: they are read in one go, from their start when that was too early.
    public int Read(ReadOnlySpan<byte> data, JsonSource source)
    {
        JsonCursor cursor = new(data, source, 0);
        _records.Clear();
        _parser.Incomplete.Clear();
        bool isRead = JsonEdge.TryStart(ref cursor, source, _isArray ? '[' : '{')
            && (_isArray ? TryArray(ref cursor) : TryRecord(ref cursor))
            && JsonEdge.TryEnd(ref cursor, source);
        return isRead ? cursor.Position : 0;
    }

    private bool TryArray(ref JsonCursor cursor)
    {
        cursor.Enter();
        for (bool first = true; ;)
        {
            if (!cursor.TryNextElement(ref first, out bool found))
                return false;
            if (!found)
                return true;
            if (!TryRecord(ref cursor))
                return false;
        }
    }

    private bool TryRecord(ref JsonCursor cursor)
    {
        if (!cursor.TryPeek(out byte next))
            return false;
        SfRecord? record = null;
        if (next == 'n')
        {
            if (!_isArray)
                throw cursor.Wrong("a record");
            if (!cursor.TryLiteral("null"u8))
                return false;
        }
        else if (next != '{')
        {
            throw cursor.Wrong("a record");
        }
        else if (!_parser.TryRead(ref cursor, _root, out record))
        {
            return false;
        }

        _records.Add(record);
        return true;
    }
}
