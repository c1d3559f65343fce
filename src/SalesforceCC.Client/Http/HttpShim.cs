namespace SalesforceCC.Http;

/// <summary>The few calls that differ between .NET and .NET Framework.</summary>
internal static class HttpShim
{
#if NET
    public static HttpMethod Patch => HttpMethod.Patch;

    public static Task<Stream> ReadStreamAsync(HttpContent content, CancellationToken stop) =>
        content.ReadAsStreamAsync(stop);
#else
    private static readonly HttpMethod s_patch = new("PATCH");

    public static HttpMethod Patch => s_patch;

    public static Task<Stream> ReadStreamAsync(HttpContent content, CancellationToken stop) =>
        content.ReadAsStreamAsync();
#endif
}
