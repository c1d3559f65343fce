using System.Net;

namespace SalesforceCC.Rest;

/// <summary>A response, read whole.</summary>
/// <param name="StatusCode">HTTP status.</param>
/// <param name="Headers">Headers by name.</param>
/// <param name="MediaType">Content type without parameters, in lower case; empty where there is none.</param>
/// <param name="Body">The bytes, after decompression.</param>
internal sealed record RestResponse(
    HttpStatusCode StatusCode, IReadOnlyDictionary<string, IReadOnlyList<string>> Headers, string MediaType, byte[] Body)
{
    /// <summary>The body as text in UTF-8, which is what Salesforce sends.</summary>
    public string Text => System.Text.Encoding.UTF8.GetString(Body);

    /// <summary>The content type says JSON.</summary>
    public bool IsJson => MediaType.EndsWith("json", StringComparison.Ordinal);

    /// <summary>The content type says text of some kind.</summary>
    public bool IsText =>
        MediaType.Length == 0
        || MediaType.StartsWith("text/", StringComparison.Ordinal)
        || MediaType.EndsWith("xml", StringComparison.Ordinal)
        || MediaType.EndsWith("javascript", StringComparison.Ordinal);
}
