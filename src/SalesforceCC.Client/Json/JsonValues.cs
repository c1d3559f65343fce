namespace SalesforceCC.Json;

/// <summary>Reads any JSON into objects, for the answers of which only the user knows the shape.</summary>
/// <remarks>
/// Objects become <see cref="SfJsonObject"/> with all their members, records too; arrays <c>object?[]</c>. Numbers as in
/// records; text is text, also where it looks like a date.
/// </remarks>
internal static class JsonValues
{
    /// <summary>Reads one JSON value from memory, or throws <c>INVALID_RESPONSE</c>.</summary>
    /// <param name="json">The bytes.</param>
    /// <param name="maxDepth">How many objects and arrays may be open within each other.</param>
    public static object? Read(ReadOnlySpan<byte> json, int maxDepth = JsonSource.DefaultMaxDepth) =>
        new JsonValueReader(new JsonSource("answer", maxDepth) { IsComplete = true }).Read(json);
}
