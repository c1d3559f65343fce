using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace SalesforceCC.Emulator.Http;

/// <summary>How JSON is written: compact, and without escaping what JSON itself does not make one escape.</summary>
internal static class ApiJson
{
    private static readonly JsonWriterOptions s_writer = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    public static JsonSerializerOptions Serializer { get; } = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>For requests: what the type does not allow to be missing must be there.</summary>
    public static JsonSerializerOptions Reader { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    public static Utf8JsonWriter WriterTo(IBufferWriter<byte> buffer) => new(buffer, s_writer);
}
