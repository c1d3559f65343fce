using System.Text;
using System.Text.Json;
using SalesforceCC.Emulator.Data;

namespace SalesforceCC.Emulator.Http;

/// <summary>
/// A whole answer, rendered before its first byte leaves: an error found in the middle of a row can still change the
/// status, and a composite request can embed the answers of its parts. Only bytes that may be many, such as those of a
/// file, are read while they are sent.
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

    /// <summary>Gives the body while it is sent; null where it is in memory.</summary>
    public Stream? Source { get; private init; }

    /// <summary>What <see cref="Source"/> gives is worth to be compressed.</summary>
    public bool Compressible { get; private init; }

    public List<KeyValuePair<string, string>> Headers { get; } = [];

    public static Answer Empty(int status) => new(status, null, default);

    public static Answer Text(int status, string text) => Text(status, text, "text/plain;charset=UTF-8");

    public static Answer Text(int status, string text, string contentType) =>
        new(status, contentType, Encoding.UTF8.GetBytes(text));

    /// <summary>A body that is read while it is sent; the answer disposes of it.</summary>
    public static Answer Stream(int status, string contentType, Stream source) =>
        new(status, contentType, default) { Source = source };

    /// <summary>A CSV file, sent compressed where that is wanted. Recorded answers do not name its encoding, which is UTF-8.</summary>
    public static Answer Table(Stream source) => new(200, "text/csv", default) { Source = source, Compressible = true };

    public static Answer Json(int status, object body) =>
        new(status, JsonType, JsonSerializer.SerializeToUtf8Bytes(body, ApiJson.Serializer));

    public static Answer Json(int status, Action<Utf8JsonWriter> write)
    {
        PooledBuffer buffer = new();
        try
        {
            using (Utf8JsonWriter writer = ApiJson.WriterTo(buffer))
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
        Answer answer = Json(error.Status, writer => ErrorWriter.Write(writer, error.Errors));
        return error.Status == 401 ? answer.With("WWW-Authenticate", "Token") : answer;
    }

    public Answer With(string header, string value)
    {
        Headers.Add(new(header, value));
        return this;
    }

    public void Dispose()
    {
        _owned?.Dispose();
        Source?.Dispose();
    }
}
