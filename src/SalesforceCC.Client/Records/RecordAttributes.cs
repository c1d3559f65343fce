using SalesforceCC.Json;

namespace SalesforceCC.Records;

/// <summary>Salesforce's <c>attributes</c>: the type of a record and its URL, whose end is the record's Id.</summary>
internal static class RecordAttributes
{
    private static readonly byte[] s_url = "\",\"url\":\""u8.ToArray();

    /// <summary>Reads the record's type and URL out of its attributes, and drops the rest.</summary>
    public static bool TryRead(ref JsonCursor cursor, ShapeNode node, RecordFrame frame)
    {
        JsonCursor start = cursor;
        if (node.LikelyAttributes is { } likely && TryLikely(ref cursor, likely, frame))
        {
            frame.RawType = node.LikelyType;
            return true;
        }

        cursor = start;
        cursor.Enter();
        for (bool first = true; ;)
        {
            if (!cursor.TryNextMember(ref first, out bool found))
                return false;
            if (!found)
                return true;
            int name = cursor.Position;
            if (!cursor.TryString(out _))
                return false;
            ReadOnlySpan<byte> member = cursor.Data.Slice(name, cursor.Position - name);
            if (!cursor.TryColon() || !cursor.TryPeek(out byte next))
                return false;
            int value = cursor.Position;
            if (!cursor.TrySkip())
                return false;
            if (next != '"')
                continue;
            if (member.SequenceEqual("\"url\""u8))
                frame.SetUrl(value + 1, cursor.Position - value - 2);
            else if (member.SequenceEqual("\"type\""u8))
                frame.RawType = RememberType(node, cursor.Data, start.Position, value, cursor.Position);
        }
    }

    // {"type":"Account","url":" is what the next record will start with, too.
    private static bool TryLikely(ref JsonCursor cursor, byte[] likely, RecordFrame frame)
    {
        if (!cursor.TryMatch(likely))
            return false;

        // The cursor steps over strings from their opening quote.
        int start = cursor.Position;
        cursor.StepBack();
        if (!cursor.TryString(out _))
            return false;
        frame.SetUrl(start, cursor.Position - start - 1);
        return cursor.TryMatch("}"u8);
    }

    private static byte[] RememberType(ShapeNode node, ReadOnlySpan<byte> data, int start, int type, int end)
    {
        ReadOnlySpan<byte> name = data.Slice(type + 1, end - type - 2);
        if (node.LikelyType is null || !name.SequenceEqual(node.LikelyType))
        {
            node.LikelyType = name.ToArray();
            ReadOnlySpan<byte> following = data.Slice(end - 1);
            node.LikelyAttributes = following.StartsWith(s_url)
                ? data.Slice(start, end - 1 + s_url.Length - start).ToArray()
                : null;
        }

        return node.LikelyType!;
    }
}
