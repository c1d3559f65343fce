using System.Net;
using System.Runtime.InteropServices;

namespace SalesforceCC.Http;

/// <summary>
/// Which proxy is used. Once one is, every connection, and every look-up of a name, is the proxy's. This machine itself is
/// trusted without TLS, so what goes there goes through no proxy on another machine, whoever names one.
/// </summary>
internal static class ProxyChoice
{
    // .NET Framework speaks to no others.
    private static readonly string[] s_schemes =
        RuntimeInformation.FrameworkDescription.StartsWith(".NET Framework", StringComparison.Ordinal)
            ? ["http"]
            : ["http", "https", "socks4", "socks4a", "socks5"];

    /// <summary>The proxy that was given, or else that of the environment; null: the handler takes the system's by itself.</summary>
    /// <exception cref="SfException">PROXY_REFUSED: it is none that can be used.</exception>
    public static IWebProxy? Choose(IWebProxy? given)
    {
        if (given is WebProxy { Address: { } address } && !Supports(address))
            throw new SfException(
                SfErrorCodes.ProxyRefused, $"A proxy is spoken to by {string.Join(", ", s_schemes)}; '{address.Scheme}' is none of these.");
        return given ?? EnvironmentProxy.Find(Environment.GetEnvironmentVariable);
    }

    /// <summary>Whether this runtime can speak to such a proxy.</summary>
    public static bool Supports(Uri proxy) => s_schemes.Contains(proxy.Scheme) && proxy.Host.Length > 0;

    /// <summary>Scheme, host and port of the proxy that requests to a URL go through, never its password; null: none.</summary>
    public static string? NameFor(RoadOptions options, Uri url) =>
        Find(options, url) is { } address && !EndsTrust(address, url)
            ? address.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped)
            : null;

    /// <summary>A request to this machine would leave it for a proxy.</summary>
    public static bool EndsTrust(RoadOptions options, Uri url) => url.IsLoopback && Find(options, url) is { } address && EndsTrust(address, url);

    private static bool EndsTrust(Uri proxy, Uri url) => url.IsLoopback && !proxy.IsLoopback;

    private static Uri? Find(RoadOptions options, Uri url)
    {
#if NET
        IWebProxy? proxy = options.Proxy ?? HttpClient.DefaultProxy;
#else
        IWebProxy? proxy = options.Proxy ?? WebRequest.DefaultWebProxy;
#endif
        if (proxy is null || proxy.IsBypassed(url))
            return null;
        Uri? address = proxy.GetProxy(url);
        return address is null || address == url ? null : address;
    }
}
