using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace SalesforceCC.Emulator.Control;

/// <summary>JSON of the knobs: camel case, and a misspelt property is an error rather than silently nothing.</summary>
internal static class ControlJson
{
    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter() },
    };

    public static T Read<T>(Http.Call call)
        where T : new() =>
        call.Body.IsEmpty ? new T() : JsonSerializer.Deserialize<T>(call.Body.Span, Options) ?? new T();

    public static Http.Answer Answer(object body) =>
        Http.Answer.Json(200, JsonSerializer.SerializeToElement(body, Options));

    /// <summary>An order that names only what it changes.</summary>
    public static JsonObject ReadObject(Http.Call call) =>
        call.Body.IsEmpty ? [] : JsonNode.Parse(call.Body.Span) as JsonObject
            ?? throw new FormatException("The body must be a JSON object.");

    /// <summary>The same thing with the properties that the order names.</summary>
    public static T Merge<T>(T thing, JsonObject order)
    {
        JsonObject merged = JsonSerializer.SerializeToNode(thing, Options)!.AsObject();
        foreach ((string? name, JsonNode? value) in order)
            merged[name] = value?.DeepClone();
        return merged.Deserialize<T>(Options)!;
    }
}
