namespace SalesforceCC.Emulator.Http;

/// <summary>Where this emulator can be reached.</summary>
internal sealed class Origins
{
    public string Http { get; set; } = "";

    public string? Https { get; set; }

    public string For(string scheme) => scheme == "https" && Https is { } https ? https : Http;
}
