namespace SalesforceCC.Json;

/// <summary>Reads any JSON into objects, for the answers of which only the user knows the shape.</summary>
/// <remarks>
/// Objects with <c>attributes.type</c> become records; others <see cref="SfJsonObject"/>; arrays <c>object?[]</c>.
/// Numbers as in records; text is text, also where it looks like a date.
/// </remarks>
internal static class JsonValues
{
    /// <summary>Reads one JSON value, or throws <c>INVALID_RESPONSE</c>.</summary>
    /// <param name="stream">The answer's body. It is read to its end, and left open.</param>
    /// <param name="maxDepth">How many objects and arrays may be open within each other.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<object?> ReadAsync(
        Stream stream, int maxDepth = JsonSource.DefaultMaxDepth, CancellationToken cancellationToken = default)
    {
        using PageBuffer buffer = new(stream);
        while (await buffer.FillAsync(cancellationToken).ConfigureAwait(false))
        {
        }

        return Read(buffer.Unread, maxDepth);
    }

    /// <summary>Reads one JSON value from memory.</summary>
    public static object? Read(ReadOnlySpan<byte> json, int maxDepth = JsonSource.DefaultMaxDepth) =>
        new JsonValueReader(new JsonSource("answer", maxDepth) { IsComplete = true }).Read(json);
}
