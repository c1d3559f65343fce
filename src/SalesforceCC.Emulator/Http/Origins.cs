namespace SalesforceCC.Emulator.Http;

/// <summary>Where this emulator can be reached.</summary>
internal sealed class Origins
{
    public string Http { get; set; } = "";

    public string? Https { get; set; }

    /// <summary>Where HTTP/2 is spoken without TLS. What it is told of the org leads to <see cref="Http"/>.</summary>
    public string? Http2 { get; set; }

    public string For(string scheme) => scheme == "https" && Https is { } https ? https : Http;
}
