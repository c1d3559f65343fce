using System.Text.Json;
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
}
