using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Http;

namespace SalesforceCC.Emulator.Composite;

/// <summary>One part of a composite request.</summary>
internal sealed record Subrequest(
    string Method,
    string Url,
    string ReferenceId,
    JsonNode? Body = null,
    Dictionary<string, string>? HttpHeaders = null)
{
    public bool IsQueryOrCollection =>
        Url.Contains("/query", StringComparison.Ordinal) || Url.Contains("/composite/", StringComparison.Ordinal);

    /// <summary>A list of rows that are saved all or not at all.</summary>
    public bool IsAllOrNone =>
        (Body is JsonObject list && list["allOrNone"] is JsonValue flag && flag.TryGetValue(out bool all) && all) ||
        Url.Contains("allOrNone=true", StringComparison.OrdinalIgnoreCase);

    public Call ToCall(Call outer, References references)
    {
        string url = references.Resolve(Url, Uri.EscapeDataString);
        if (!CallReader.OneSlash(url).StartsWith("/services/data/", StringComparison.Ordinal))
            throw new SalesforceError(400, "INVALID_URL", $"The url must start with /services/data/: {url}");
        JsonNode? body = Body?.DeepClone();
        references.ResolveIn(ref body);
        return Make(outer, Method, url, body, HttpHeaders);
    }

    /// <summary>
    /// What a subrequest answers may be put into JSON; resources that answer with something else, such as the bytes of a
    /// file, are no subrequests. Code and text are not documented.
    /// </summary>
    public static Answer OnlyJson(Answer answer)
    {
        if (answer.IsJson || (answer.Body.IsEmpty && answer.Source is null))
            return answer;
        answer.Dispose();
        return Answer.Error(new SalesforceError(
            400, "INVALID_INPUT", "The resource cannot be used in a composite request: it does not answer with JSON"));
    }

    /// <summary>A call with the rights of the outer one, and otherwise on its own.</summary>
    public static Call Make(
        Call outer, string method, string url, JsonNode? body, Dictionary<string, string>? extraHeaders = null)
    {
        int query = url.IndexOf('?', StringComparison.Ordinal);
        HeaderDictionary headers = new HeaderDictionary { ["Content-Type"] = "application/json" };
        foreach ((string? name, string? value) in extraHeaders ?? [])
            headers[name] = value;
        return outer with
        {
            Method = method.ToUpperInvariant(),
            Path = CallReader.OneSlash(query < 0 ? url : url[..query]),
            Query = new QueryCollection(query < 0 ? [] : QueryHelpers.ParseQuery(url[query..])),
            Headers = headers,
            Body = body is null ? default : JsonSerializer.SerializeToUtf8Bytes(body, ApiJson.Serializer),
        };
    }
}
