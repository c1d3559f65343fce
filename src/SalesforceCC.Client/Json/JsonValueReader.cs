namespace SalesforceCC.Json;

/// <summary>Reads one JSON value that is in memory as a whole. Its cursor never runs out: it throws instead.</summary>
internal sealed class JsonValueReader(JsonSource source)
{
    public object? Read(ReadOnlySpan<byte> json)
    {
        JsonCursor cursor = new(json, source, 0);
        JsonEdge.SkipMark(ref cursor);
        object? value = ReadValue(ref cursor);
        JsonEdge.TryEnd(ref cursor, source);
        return value;
    }

    private static object? ReadValue(ref JsonCursor cursor)
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

    private static object?[] ReadArray(ref JsonCursor cursor)
    {
        List<object?> elements = [];
        cursor.Enter();
        for (bool first = true; ;)
        {
            cursor.TryNextElement(ref first, out bool found);
            if (!found)
                return [.. elements];
            elements.Add(ReadValue(ref cursor));
        }
    }

    private static SfJsonObject ReadObject(ref JsonCursor cursor)
    {
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
            members.Set(name, ReadValue(ref cursor));
        }
    }
}
