using System.Text.Json;

namespace SalesforceCC.Emulator.Apex;

/// <summary>What a class annotated with @RestResource answers.</summary>
internal sealed record ApexRestEndpoint
{
    /// <summary>The path behind <c>/services/apexrest/</c>.</summary>
    public string Path { get; init; } = "";

    public string Method { get; init; } = "GET";

    public int Status { get; init; } = 200;

    /// <summary>Headers of the answer; with an ETag among them, a matching If-None-Match is answered with 304.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>The body: JSON, or a text where the headers name another type.</summary>
    public JsonElement Body { get; init; }
}
