using SalesforceCC.Http;

namespace SalesforceCC.Events.PubSub;

/// <summary>The connections of the Pub/Sub API: those of the HTTP side, and alive for hours.</summary>
internal static class PubSubHandler
{
    /// <summary>How long a connection may say nothing until it is asked whether it is still there.</summary>
    public static readonly TimeSpan PingDelay = TimeSpan.FromSeconds(30);

    /// <summary>How long it may take to answer.</summary>
    public static readonly TimeSpan PingTimeout = TimeSpan.FromSeconds(20);

    public static HttpMessageHandler Create(RoadOptions options) =>
        new Hidden(new LoopbackHandler(Open(options, useProxy: true), () => Open(options, useProxy: false), options));

    private static SocketsHttpHandler Open(RoadOptions options, bool useProxy)
    {
        SocketsHttpHandler handler = ConnectionHandler.Open(options, useProxy);

        // A stream on which nothing happens is not told that its network has gone.
        handler.KeepAlivePingDelay = PingDelay;
        handler.KeepAlivePingTimeout = PingTimeout;
        handler.KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests;
        return handler;
    }

    // Where gRPC's client sees a SocketsHttpHandler, it makes the connections itself: past the proxy, and with errors of its own.
    private sealed class Hidden(HttpMessageHandler handler) : HttpMessageHandler
    {
        private readonly HttpMessageInvoker _invoker = new(handler);

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => _invoker.SendAsync(request, cancellationToken);

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                _invoker.Dispose();
            base.Dispose(disposing);
        }
    }
}
