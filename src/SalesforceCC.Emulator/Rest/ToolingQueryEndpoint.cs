using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SalesforceCC.Emulator.Http;
using SalesforceCC.Emulator.Soql.Validation;

namespace SalesforceCC.Emulator.Rest;

/// <summary>
/// <c>GET /tooling/query?q=</c>: the objects of the REST API in the form of the Tooling API, which adds three keys to
/// the page and has urls of its own. Pages are rebuilt key by key, for nobody reads much from here.
/// </summary>
internal sealed partial class ToolingQueryEndpoint(QueryEndpoint query)
{
    public Answer Get(Call call)
    {
        if (query.Columns(call) is { } columns)
            return columns;
        string soql = call.Query["q"].ToString();
        return Rebuild(query.Run(call, soql, includeDeleted: false, SoqlApi.Tooling), From().Match(soql).Groups["entity"].Value);
    }

    public Answer Next(Call call) => Rebuild(query.Next(call), null);

    private static Answer Rebuild(Answer page, string? entity)
    {
        using (page)
        {
            JsonObject old = JsonNode.Parse(page.Body.Span)!.AsObject();
            JsonObject body = new JsonObject { ["size"] = old["records"]!.AsArray().Count };
            foreach ((string? name, JsonNode? value) in old)
                body[name] = value?.DeepClone();
            if (body["nextRecordsUrl"]?.ToString() is { } next)
                body["nextRecordsUrl"] = next.Replace("/query/", "/tooling/query/", StringComparison.Ordinal);
            MoveUrls(body["records"]);
            body["queryLocator"] = null;
            body["entityTypeName"] = entity;
            return Answer.Json(200, body);
        }
    }

    // Rows, their parents and their children are at home below /tooling, too.
    private static void MoveUrls(JsonNode? node)
    {
        if (node is JsonArray rows)
        {
            foreach (JsonNode? row in rows)
                MoveUrls(row);
        }
        else if (node is JsonObject value)
        {
            if (value["attributes"] is JsonObject attributes && attributes["url"]?.ToString() is { } url)
                attributes["url"] = url.Replace("/sobjects/", "/tooling/sobjects/", StringComparison.Ordinal);
            // Values with parts, which are kept as text.
            foreach (string name in new[] { "Coverage", "Metadata" })
            {
                if (value[name] is JsonValue text)
                    value[name] = JsonNode.Parse(text.GetValue<string>());
            }
            foreach ((_, JsonNode? member) in value)
                MoveUrls(member);
        }
    }

    [GeneratedRegex(@"\bFROM\s+(?<entity>\w+)", RegexOptions.IgnoreCase)]
    private static partial Regex From();
}
