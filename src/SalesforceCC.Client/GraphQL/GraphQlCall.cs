using SalesforceCC.Http;
using SalesforceCC.Json;
using SalesforceCC.Rest;
using SalesforceCC.Values;

namespace SalesforceCC.GraphQL;

/// <summary>Calls of <c>graphql</c>.</summary>
internal static class GraphQlCall
{
    private const int MaxDepth = 500;

    /// <summary>Sends a document, and reads the response.</summary>
    /// <param name="session">The session.</param>
    /// <param name="query">The document.</param>
    /// <param name="variables">Values of its variables.</param>
    /// <param name="operationName">The operation, where there are several; null: the only one.</param>
    /// <param name="reads">It changes nothing, so that it may be repeated.</param>
    /// <param name="stop">Ends it.</param>
    /// <exception cref="SfException">Any failure of the call; INVALID_PARAMETER: a variable that JSON has no form for.</exception>
    public static async Task<GraphQlResponse> SendAsync(
        SfSession session, string query, IReadOnlyDictionary<string, object?> variables, string? operationName, bool reads, CancellationToken stop)
    {
        Dictionary<string, object?> body = new() { ["query"] = query };
        if (variables.Count > 0)
            body["variables"] = variables;
        if (operationName is not null)
            body["operationName"] = operationName;
        ApiRequest request = new()
        {
            Method = HttpMethod.Post,
            Url = session.Resolve("graphql"),
            Body = RequestBody.Of(JsonBody.Of(body, name: "variables"), "application/json"),
            Repeat = reads ? Repeat.Idempotent : Repeat.ByMethod,
        };
        return await session.SendAsync(
            request,
            async (response, stream, token) =>
            {
                ForeignPage.Refuse(response);
                return Read(await Http.Body.ReadAsync(stream, int.MaxValue / 2, token).ConfigureAwait(false), request.Name);
            },
            stop).ConfigureAwait(false);
    }

    private static GraphQlResponse Read(byte[] json, string request)
    {
        if (JsonValues.Read(json, MaxDepth) is not SfJsonObject root || !root.Any(static m => m.Key is "data" or "errors")
            || root["data"] is not (null or SfJsonObject) || root["errors"] is not (null or object?[]))
            throw JsonReply.Malformed("GraphQL response");
        SfException[] errors = [.. (root["errors"] as object?[] ?? []).Select(e => GraphQlErrors.Of(e, request))];
        SfJsonObject? data = root["data"] as SfJsonObject;
        return data is null && errors.Length == 0
            ? throw new SfException(SfErrorCodes.InvalidResponse, "The GraphQL response has neither data nor errors.")
            : new GraphQlResponse(data, errors);
    }
}
