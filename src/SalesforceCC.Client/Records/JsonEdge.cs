using System.Text;

namespace SalesforceCC.Records;

/// <summary>The two ends of an answer.</summary>
internal static class JsonEdge
{
    private const int Excerpt = 60;

    /// <summary>Goes to the opening byte of the answer, which must be the one expected.</summary>
    public static bool TryStart(ref JsonCursor cursor, char expected, string content)
    {
        TrySkipMark(ref cursor);
        if (cursor.IsAtEnd)
            return cursor.End(content);
        if (!cursor.TryPeek(out byte next))
            return false;
        if (next == expected)
            return true;

        // A proxy's page or a login form: its first words say more than a position.
        ReadOnlySpan<byte> start = cursor.Data.Slice(cursor.Position);
        string excerpt = Encoding.UTF8.GetString(start.Slice(0, Math.Min(start.Length, Excerpt)).ToArray());
        throw JsonSource.Invalid(next == '<'
            ? $"The answer is HTML or XML where {content} was expected. It starts: {excerpt}"
            : $"The answer is not {content}. It starts: {excerpt}");
    }

    /// <summary>Reads white space to the end of the answer, where nothing else may stand.</summary>
    public static bool TryEnd(ref JsonCursor cursor, JsonSource source)
    {
        cursor.SkipSpace();
        if (!cursor.IsAtEnd)
            throw cursor.Malformed("the end");
        return source.IsComplete;
    }

    // Not allowed in JSON, but some proxies put a byte order mark there.
    private static void TrySkipMark(ref JsonCursor cursor)
    {
        if (cursor.Position == 0)
            cursor.TryMatch([0xEF, 0xBB, 0xBF]);
    }
}
