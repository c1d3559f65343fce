using System.Net;

namespace SalesforceCC.Http;

/// <summary>A response that reports a failure, kept whole for those who want to see it.</summary>
/// <param name="StatusCode">HTTP status.</param>
/// <param name="Headers">Headers of the response and its content, by name, in any case.</param>
/// <param name="Body">The body as text; cut at 1 MiB.</param>
/// <param name="IsJson">The content type says JSON.</param>
internal sealed record ErrorResponse(
    HttpStatusCode StatusCode, IReadOnlyDictionary<string, IReadOnlyList<string>> Headers, string Body, bool IsJson);
