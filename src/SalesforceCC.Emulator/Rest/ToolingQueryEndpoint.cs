using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SalesforceCC.Emulator.Http;

namespace SalesforceCC.Emulator.Rest;

/// <summary>
/// <c>GET /tooling/query?q=</c>: the objects of the REST API in the form of the Tooling API, which adds three keys to
/// the page. Pages are rebuilt key by key, for nobody reads much from here.
/// </summary>
internal sealed partial class ToolingQueryEndpoint(QueryEndpoint query)
{
    public Answer Get(Call call)
    {
        if (query.Columns(call) is { } columns)
            return columns;
        var soql = call.Query["q"].ToString();
        return Rebuild(query.Run(call, soql, includeDeleted: false), From().Match(soql).Groups["entity"].Value);
    }

    public Answer Next(Call call) => Rebuild(query.Next(call), null);

    private static Answer Rebuild(Answer page, string? entity)
    {
        using (page)
        {
            var old = JsonNode.Parse(page.Body.Span)!.AsObject();
            var body = new JsonObject { ["size"] = old["records"]!.AsArray().Count };
            foreach (var (name, value) in old)
                body[name] = value?.DeepClone();
            if (body["nextRecordsUrl"]?.ToString() is { } next)
                body["nextRecordsUrl"] = next.Replace("/query/", "/tooling/query/", StringComparison.Ordinal);
            body["queryLocator"] = null;
            body["entityTypeName"] = entity;
            return Answer.Json(200, body);
        }
    }

    [GeneratedRegex(@"\bFROM\s+(?<entity>\w+)", RegexOptions.IgnoreCase)]
    private static partial Regex From();
}
