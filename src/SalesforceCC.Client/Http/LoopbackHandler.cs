namespace SalesforceCC.Http;

/// <summary>Sends what stays on this machine past a proxy that is on another one: see <see cref="ProxyChoice"/>.</summary>
/// <param name="usual">The handler with the proxy, if there is one.</param>
/// <param name="direct">Makes a handler without.</param>
/// <param name="options">Which proxy is used.</param>
internal sealed class LoopbackHandler(HttpMessageHandler usual, Func<HttpMessageHandler> direct, RoadOptions options)
    : DelegatingHandler(usual)
{
    private readonly Lazy<HttpMessageInvoker> _direct = new(() => new HttpMessageInvoker(direct()));

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken stop) =>
        ProxyChoice.EndsTrust(options, request.RequestUri!)
            ? _direct.Value.SendAsync(request, stop)
            : base.SendAsync(request, stop);

    protected override void Dispose(bool disposing)
    {
        if (disposing && _direct.IsValueCreated)
            _direct.Value.Dispose();
        base.Dispose(disposing);
    }
}
