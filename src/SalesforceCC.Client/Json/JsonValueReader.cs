using SalesforceCC.Records;

namespace SalesforceCC.Json;

/// <summary>Reads one JSON value that is in memory as a whole. Its cursor never runs out: it throws instead.</summary>
internal sealed class JsonValueReader
{
    private readonly JsonSource _source;
    private readonly RecordTyping _typing = new(source: null, aliases: null);
    private readonly ShapeNode _root = new();
    private readonly RecordParser _parser;

    public JsonValueReader(JsonSource source)
    {
        _source = source;
        _parser = new RecordParser(_typing);
    }

    public object? Read(ReadOnlySpan<byte> json)
    {
        JsonCursor cursor = new(json, _source, 0);
        JsonEdge.SkipMark(ref cursor);
        object? value = ReadValue(ref cursor);
        JsonEdge.TryEnd(ref cursor, _source);
        return value;
    }

    private object? ReadValue(ref JsonCursor cursor)
    {
        cursor.TryPeek(out byte next);
        switch (next)
        {
            case (byte)'{':
                return ReadObject(ref cursor);
            case (byte)'[':
                return ReadArray(ref cursor);
            default:
                JsonScalar.TryRead(ref cursor, next, out object? value);
                return value;
        }
    }

    private object? ReadArray(ref JsonCursor cursor)
    {
        List<object?> elements = [];
        cursor.Enter();
        for (bool first = true; ;)
        {
            cursor.TryNextElement(ref first, out bool found);
            if (!found)
                return elements.ToArray();
            elements.Add(ReadValue(ref cursor));
        }
    }

    private object? ReadObject(ref JsonCursor cursor)
    {
        JsonCursor start = cursor;
        SfJsonObject members = new();
        cursor.Enter();
        for (bool first = true; ;)
        {
            cursor.TryNextMember(ref first, out bool found);
            if (!found)
                return members;
            int position = cursor.Position;
            cursor.TryString(out bool isEscaped);
            string name = JsonText.Read(cursor.Data.Slice(position + 1, cursor.Position - position - 2), isEscaped);
            cursor.TryColon();
            object? value = ReadValue(ref cursor);

            // A record: it is read again, as one. Salesforce puts the attributes first, so little is read twice.
            if (name == "attributes" && value is SfJsonObject attributes && attributes["type"] is string)
            {
                cursor = start;
                _parser.TryRead(ref cursor, _root, out SfRecord? record);
                return record;
            }

            members.Set(name, value);
        }
    }
}
