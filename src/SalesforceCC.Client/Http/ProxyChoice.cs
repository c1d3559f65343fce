using System.Net;

namespace SalesforceCC.Http;

/// <summary>Which proxy is used. Once one is, every connection, and every look-up of a name, is the proxy's.</summary>
internal static class ProxyChoice
{
    /// <summary>The proxy that the handler must be given; null: it finds that of the environment or system by itself.</summary>
    public static IWebProxy? ForHandler(RoadOptions options) =>
#if NET
        options.Proxy;
#else
        options.Proxy ?? EnvironmentProxy.Find();
#endif

    /// <summary>Scheme, host and port of the proxy that requests to a URL go through, never its password; null: none.</summary>
    public static string? NameFor(RoadOptions options, Uri url)
    {
#if NET
        IWebProxy? proxy = ForHandler(options) ?? HttpClient.DefaultProxy;
#else
        IWebProxy? proxy = ForHandler(options) ?? WebRequest.DefaultWebProxy;
#endif
        if (proxy is null || proxy.IsBypassed(url))
            return null;
        Uri? address = proxy.GetProxy(url);
        return address is null || address == url
            ? null
            : address.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped);
    }
}
