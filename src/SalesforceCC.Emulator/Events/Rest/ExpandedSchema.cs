using System.Text.Json.Nodes;

namespace SalesforceCC.Emulator.Events.Rest;

/// <summary>
/// The schema of a message as the Streaming API sends it: JSON, with the event's fields two levels deep, and times as texts.
/// Its form is from memory.
/// </summary>
internal static class ExpandedSchema
{
    private static readonly string[] s_times = [":DateTime", ":DateOnly", ":TimeOnly"];

    public static JsonObject Of(JsonObject compact) => new()
    {
        ["name"] = compact["name"]!.DeepClone(),
        ["namespace"] = compact["namespace"]!.DeepClone(),
        ["type"] = "expanded-record",
        ["fields"] = new JsonArray(
            Field("data", Record(
                "Data",
                Field("schema", "string"),
                Field("payload", Record("Payload", [.. compact["fields"]!.AsArray().Select(f => Payload(f!.AsObject()))])),
                Field("event", Record("Event", Field("replayId", "long"))))),
            Field("channel", "string")),
    };

    private static JsonObject Payload(JsonObject field)
    {
        JsonObject copy = field.DeepClone().AsObject();
        string doc = field["doc"]?.ToString() ?? "";
        if (!Array.Exists(s_times, t => doc.Contains(t, StringComparison.Ordinal))) return copy;
        copy["type"] = field["type"] is JsonArray ? new JsonArray("null", "string") : "string";
        return copy;
    }

    private static JsonObject Record(string name, params JsonNode[] fields) => new()
    {
        ["type"] = "record",
        ["name"] = name,
        ["namespace"] = "",
        ["fields"] = new JsonArray([.. fields]),
    };

    private static JsonObject Field(string name, JsonNode type) => new() { ["name"] = name, ["type"] = type };
}
