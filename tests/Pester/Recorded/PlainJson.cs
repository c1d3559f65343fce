using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SalesforceCC.Tests;

/// <summary>
/// JSON in one form, to compare an answer with the objects made of it: without the attributes of records, with the
/// rows of a subquery as an array, numbers and text written in one way.
/// </summary>
public static class PlainJson
{
    public static string Of(string json) => Plain(JsonNode.Parse(json), inRecord: false)?.ToJsonString() ?? "null";

    /// <summary>The items of a top-level array, or the value itself.</summary>
    public static string[] Items(string json) =>
        JsonNode.Parse(json) is JsonArray array ? array.Select(i => Plain(i, false)?.ToJsonString() ?? "null").ToArray() : [Of(json)];

    /// <summary>Whether it is JSON at all.</summary>
    public static bool Is(string text)
    {
        try
        {
            JsonDocument.Parse(text).Dispose();
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static JsonNode Plain(JsonNode node, bool inRecord)
    {
        switch (node)
        {
            case JsonObject o when inRecord && o["records"] is JsonArray rows && o.ContainsKey("totalSize"):
                return Plain(rows, inRecord);
            case JsonObject o:
                bool isRecord = o["attributes"] is JsonObject attributes && attributes.ContainsKey("type");
                return new JsonObject(o.Where(m => !(isRecord && m.Key == "attributes"))
                    .Select(m => KeyValuePair.Create(m.Key, Plain(m.Value, isRecord))));
            case JsonArray a:
                return new JsonArray(a.Select(i => Plain(i, inRecord)).ToArray());
            case JsonValue v when v.GetValueKind() == JsonValueKind.Number:
                return JsonValue.Create(v.GetValue<decimal>() + 0.0m);
            default:
                return node?.DeepClone();
        }
    }
}
