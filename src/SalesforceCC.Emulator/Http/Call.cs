using System.Text.Json;
using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Data.Blobs;
using SalesforceCC.Emulator.OAuth;
using SalesforceCC.Emulator.Rest;

namespace SalesforceCC.Emulator.Http;

/// <summary>
/// A request as the endpoints see it. Subrequests of a composite call have the same form, so that they run through the
/// same endpoints.
/// </summary>
internal sealed record Call
{
    public required string Method { get; init; }

    /// <summary>The path as sent, still percent-encoded: a slash in an external id must not end its segment.</summary>
    public required string Path { get; init; }

    public required IQueryCollection Query { get; init; }

    public required IHeaderDictionary Headers { get; init; }

    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Bytes that came in a part of their own; null for most.</summary>
    public BlobInput? Blob { get; init; }

    /// <summary>Scheme and authority under which this emulator was reached, whatever the Host header claims.</summary>
    public required string Origin { get; init; }

    /// <summary>The variable segments of the path, decoded.</summary>
    public IReadOnlyDictionary<string, string> Values { get; init; } = new Dictionary<string, string>();

    /// <summary>Who calls; set by the REST API before an endpoint runs.</summary>
    public Session? Caller { get; init; }

    /// <summary>Set by the REST API before an endpoint runs.</summary>
    public ApiVersion Version { get; init; } = ApiVersion.Newest;

    public string UserId =>
        Caller?.UserId ?? throw new InvalidOperationException("This endpoint stands outside the REST API.");

    public string ContentType => Headers.ContentType.ToString().Split(';')[0].Trim();

    /// <summary>The body as a JSON object.</summary>
    /// <exception cref="SalesforceError">UNSUPPORTED_MEDIA_TYPE, JSON_PARSER_ERROR.</exception>
    public JsonElement ReadObject()
    {
        // The texts of the three errors are from memory of live orgs; only codes and statuses are documented.
        if (!ContentType.Equals("application/json", StringComparison.OrdinalIgnoreCase))
        {
            throw new SalesforceError(
                415, "UNSUPPORTED_MEDIA_TYPE", $"Content type {ContentType} not supported for this resource");
        }

        if (Body.IsEmpty)
        {
            throw new SalesforceError(
                400, "JSON_PARSER_ERROR", "The HTTP entity body is required, but this request has no entity body.");
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(Body);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? document.RootElement.Clone()
                : throw new SalesforceError(400, "JSON_PARSER_ERROR", "Expected a JSON object at [line:1, column:1]");
        }
        catch (JsonException e)
        {
            throw ParserError(e, "Unexpected character");
        }
    }

    /// <summary>The body as a JSON object of a known shape.</summary>
    /// <exception cref="SalesforceError">UNSUPPORTED_MEDIA_TYPE, JSON_PARSER_ERROR.</exception>
    public T Read<T>()
    {
        try
        {
            return ReadObject().Deserialize<T>(ApiJson.Reader)!;
        }
        catch (JsonException e)
        {
            throw ParserError(e, e.Message.Split(" Path: ")[0]);
        }
    }

    private static SalesforceError ParserError(JsonException e, string what) => new(
        400, "JSON_PARSER_ERROR", $"{what} at [line:{e.LineNumber + 1}, column:{e.BytePositionInLine + 1}]");
}
