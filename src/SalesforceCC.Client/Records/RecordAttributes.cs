using SalesforceCC.Json;

namespace SalesforceCC.Records;

/// <summary>Salesforce's <c>attributes</c>: the type of a record and its URL. Only the type is of use.</summary>
internal static class RecordAttributes
{
    private static readonly byte[] s_url = "\",\"url\":\""u8.ToArray();

    /// <summary>Reads the record's type out of its attributes, and drops the rest.</summary>
    public static bool TryRead(ref JsonCursor cursor, ShapeNode node, RecordFrame frame)
    {
        JsonCursor start = cursor;
        if (node.LikelyAttributes is { } likely && TryLikely(ref cursor, likely))
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
            bool isType = cursor.Data.Slice(name, cursor.Position - name).SequenceEqual("\"type\""u8);
            if (!cursor.TryColon() || !cursor.TryPeek(out byte next))
                return false;
            int value = cursor.Position;
            if (!cursor.TrySkip())
                return false;
            if (isType && next == '"')
                frame.RawType = RememberType(node, cursor.Data, start.Position, value, cursor.Position);
        }
    }

    // {"type":"Account","url":" is what the next record will start with, too.
    private static bool TryLikely(ref JsonCursor cursor, byte[] likely)
    {
        if (!cursor.TryMatch(likely))
            return false;

        // The cursor steps over strings from their opening quote.
        cursor.StepBack();
        return cursor.TryString(out _) && cursor.TryMatch("}"u8);
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
