namespace SalesforceCC.Http;

/// <summary>An error as it stands in a body: with a code, or a text, or both.</summary>
internal sealed record FoundError(string? Code, string? Message, IReadOnlyList<string> Fields);
