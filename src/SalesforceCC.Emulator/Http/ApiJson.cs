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

    public static Utf8JsonWriter WriterTo(IBufferWriter<byte> buffer) => new(buffer, s_writer);
}
