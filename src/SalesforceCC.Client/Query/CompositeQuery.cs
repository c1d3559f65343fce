using System.Net;
using System.Text.Json;
using SalesforceCC.Http;
using SalesforceCC.Json;

namespace SalesforceCC.Query;

/// <summary>A query as the only subrequest of a composite request: the documented way for statements too long for a URL.</summary>
internal static class CompositeQuery
{
    /// <summary>The body of <c>POST /composite</c>.</summary>
    /// <param name="pathAndQuery">What would have been the URL.</param>
    /// <param name="options">Value of Sforce-Query-Options, which subrequests do not inherit; null: none.</param>
    public static RequestBody Body(string pathAndQuery, string? options)
    {
        Dictionary<string, object> query = new()
        {
            ["method"] = "GET",
            ["url"] = pathAndQuery,
            ["referenceId"] = "query",
        };
        if (options is not null)
            query["httpHeaders"] = new Dictionary<string, string> { ["Sforce-Query-Options"] = options };
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(
            new Dictionary<string, object> { ["compositeRequest"] = new object[] { query } });
        return RequestBody.Of(json, "application/json");
    }

    /// <summary>The page inside the answer; its error thrown, as if it had come by itself.</summary>
    public static byte[] Unwrap(byte[] answer) => JsonReply.Read(answer, "composite response", static root =>
    {
        JsonElement only = root.GetProperty("compositeResponse")[0];
        HttpStatusCode status = (HttpStatusCode)only.GetProperty("httpStatusCode").GetInt32();
        string body = only.GetProperty("body").GetRawText();
        return (int)status is >= 200 and < 300
            ? System.Text.Encoding.UTF8.GetBytes(body)
            : throw ErrorReader.OfSubrequest(status, body, "POST composite (query)");
    });
}
