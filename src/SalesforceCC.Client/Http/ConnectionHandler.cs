using System.Net.Security;

namespace SalesforceCC.Http;

/// <summary>The end of the road: connections, TLS, proxy, gzip.</summary>
internal static class ConnectionHandler
{
    /// <summary>
    /// A handler that follows no redirect (it would carry the token along), keeps no cookies (Salesforce's are
    /// telemetry), and speaks gzip (<see cref="GzipHandler"/>).
    /// </summary>
    public static HttpMessageHandler Create(RoadOptions options) =>
        new GzipHandler(new LoopbackHandler(Carrier(options, useProxy: true), () => Carrier(options, useProxy: false), options));

    private static HttpMessageHandler Carrier(RoadOptions options, bool useProxy) => options.Transport?.Invoke() ?? Open(options, useProxy);

#if NET
    /// <summary>Connections without any of that, for whoever speaks another protocol over them.</summary>
    public static SocketsHttpHandler Open(RoadOptions options, bool useProxy)
    {
        SocketsHttpHandler handler = new()
        {
            // A long session must notice when DNS moves the instance.
            PooledConnectionLifetime = TimeSpan.FromMinutes(10),
            EnableMultipleHttp2Connections = true,
            ConnectTimeout = TimeSpan.FromSeconds(30),
        };
        if (options.SkipCertificateCheck)
            handler.SslOptions = new SslClientAuthenticationOptions
            {
                // The instance may be another host than the domain: only this machine's own is taken unseen.
                RemoteCertificateValidationCallback = static (sender, _, _, errors) =>
                    errors == SslPolicyErrors.None
                    || (sender is SslStream stream && new UriBuilder("https", stream.TargetHostName).Uri.IsLoopback),
            };
#else
    private static HttpClientHandler Open(RoadOptions options, bool useProxy)
    {
        _ = TlsVersions.Offer();
        HttpClientHandler handler = new() { MaxConnectionsPerServer = 64 };
        if (options.SkipCertificateCheck)
            handler.ServerCertificateCustomValidationCallback = static (request, _, _, errors) =>
                errors == SslPolicyErrors.None || request.RequestUri!.IsLoopback;
#endif
        handler.AllowAutoRedirect = false;
        handler.UseCookies = false;
        handler.UseProxy = useProxy;
        if (useProxy && options.Proxy is { } proxy)
            handler.Proxy = proxy;
        return handler;
    }
}
