using System.Text;
using System.Text.Json;
using SalesforceCC.Emulator.Data;

namespace SalesforceCC.Emulator.Http;

/// <summary>
/// A whole answer, rendered before its first byte leaves: an error found in the middle of a row can still change the
/// status, and a composite request can embed the answers of its parts.
/// </summary>
internal sealed class Answer : IDisposable
{
    private const string JsonType = "application/json;charset=UTF-8";

    private readonly PooledBuffer? _owned;
    private readonly ReadOnlyMemory<byte> _body;

    private Answer(int status, string? contentType, ReadOnlyMemory<byte> body, PooledBuffer? owned = null)
    {
        Status = status;
        ContentType = contentType;
        _body = body;
        _owned = owned;
    }

    public int Status { get; }

    /// <summary>Null where there is no body at all.</summary>
    public string? ContentType { get; }

    /// <summary>Has a body, and it is JSON.</summary>
    public bool IsJson => ContentType == JsonType;

    public ReadOnlyMemory<byte> Body => _owned?.Written ?? _body;

    /// <summary>The body once more in gzip, where it has been compressed before.</summary>
    public ReadOnlyMemory<byte> Gzipped { get; private init; }

    public List<KeyValuePair<string, string>> Headers { get; } = [];

    public static Answer Empty(int status) => new(status, null, default);

    public static Answer Text(int status, string text) => Text(status, text, "text/plain;charset=UTF-8");

    public static Answer Text(int status, string text, string contentType) =>
        new(status, contentType, Encoding.UTF8.GetBytes(text));

    /// <summary>A file; the type is misspelt as in real answers, from memory.</summary>
    public static Answer Bytes(int status, byte[] bytes) => new(status, "application/octetstream", bytes);

    public static Answer Json(int status, object body) =>
        new(status, JsonType, JsonSerializer.SerializeToUtf8Bytes(body, ApiJson.Serializer));

    public static Answer Json(int status, Action<Utf8JsonWriter> write)
    {
        var buffer = new PooledBuffer();
        try
        {
            using (var writer = ApiJson.WriterTo(buffer))
                write(writer);
            return new Answer(status, JsonType, default, buffer);
        }
        catch
        {
            buffer.Dispose();
            throw;
        }
    }

    /// <summary>JSON that stands in a buffer already; the answer disposes of it.</summary>
    public static Answer Json(int status, PooledBuffer body) => new(status, JsonType, default, body);

    /// <summary>JSON that is kept by somebody else, as it is and compressed.</summary>
    public static Answer Json(int status, ReadOnlyMemory<byte> body, ReadOnlyMemory<byte> gzipped) =>
        new(status, JsonType, body) { Gzipped = gzipped };

    public static Answer Error(SalesforceError error)
    {
        var answer = Json(error.Status, writer => WriteError(writer, error));
        return error.Status == 401 ? answer.With("WWW-Authenticate", "Token") : answer;
    }

    public Answer With(string header, string value)
    {
        Headers.Add(new(header, value));
        return this;
    }

    public void Dispose() => _owned?.Dispose();

    /// <summary>Recorded answers have the code first where it is not the resource itself that refuses.</summary>
    private static bool IsOfRouting(SalesforceError error) =>
        error.ErrorCode == "PROCESSING_HALTED" ||
        (error.ErrorCode == "NOT_FOUND" && error.Message.StartsWith("The requested resource does not exist", StringComparison.Ordinal));

    private static void WriteError(Utf8JsonWriter writer, SalesforceError error)
    {
        writer.WriteStartArray();
        writer.WriteStartObject();
        if (IsOfRouting(error))
            writer.WriteString("errorCode", error.ErrorCode);
        writer.WriteString("message", error.Message);
        if (!IsOfRouting(error))
            writer.WriteString("errorCode", error.ErrorCode);
        if (error.Fields.Count > 0 || error.ErrorCode == "ENTITY_IS_DELETED")
        {
            writer.WriteStartArray("fields");
            foreach (var field in error.Fields)
                writer.WriteStringValue(field);
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
        writer.WriteEndArray();
    }
}
