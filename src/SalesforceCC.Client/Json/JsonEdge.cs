using System.Text;

namespace SalesforceCC.Json;

/// <summary>The two ends of an answer.</summary>
internal static class JsonEdge
{
    private const int Excerpt = 60;

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Goes to the opening byte of the answer, which must be the one expected.</summary>
    public static bool TryStart(ref JsonCursor cursor, JsonSource source, char expected)
    {
        SkipMark(ref cursor);
        cursor.SkipSpace();
        ReadOnlySpan<byte> start = cursor.Data.Slice(cursor.Position);
        if (!start.IsEmpty && start[0] == expected)
            return true;
        if (start.IsEmpty)
            return cursor.End($"the {source.Content}");
        if (start.Length < Excerpt && !source.IsComplete)
            return false;

        // A proxy's page or a login form: its first words say more than a position.
        string excerpt = Encoding.UTF8.GetString(start.Slice(0, Math.Min(start.Length, Excerpt)).ToArray());
        throw JsonSource.Broken(start[0] == '<'
            ? $"The answer is HTML or XML, and not a {source.Content}. It starts: {excerpt}"
            : $"The answer is not a {source.Content}. It starts: {excerpt}");
    }

    /// <summary>Steps over a byte order mark: JSON has none, but some proxies put one there.</summary>
    public static void SkipMark(ref JsonCursor cursor)
    {
        if (cursor.Position == 0)
            cursor.TryMatch(ByteOrderMark);
    }

    /// <summary>Reads white space to the end of the answer, where nothing else may stand.</summary>
    public static bool TryEnd(ref JsonCursor cursor, JsonSource source)
    {
        cursor.SkipSpace();
        if (!cursor.IsAtEnd)
            throw cursor.Malformed("the end");
        return source.IsComplete;
    }
}
