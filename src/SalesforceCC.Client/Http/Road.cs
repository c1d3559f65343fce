using System.Net;
using Polly;

namespace SalesforceCC.Http;

/// <summary>
/// The one road to the network: retry -> trace -> bearer -> usage -> socket. What is not in this list does not happen to
/// a request. Retry stands outside the handlers, because an answer that breaks off while it is read must be asked for
/// again too, and no handler sees that.
/// </summary>
internal sealed class Road : IDisposable
{
    private readonly HttpMessageHandler _socket;
    private readonly HttpMessageInvoker _open;
    private readonly HttpMessageInvoker? _api;
    private readonly ResiliencePipeline _retry;
    private readonly RoadOptions _options;

    // Handlers do not end what is under way when they are disposed, so this does.
    private readonly CancellationTokenSource _closing;

    /// <summary>Builds the road; with <paramref name="bearer"/> also the lane for requests that carry the token.</summary>
    private Road(
        RoadOptions options,
        HttpMessageHandler socket,
        CancellationTokenSource closing,
        BearerHandler? bearer = null,
        ApiUsageCounter? usage = null)
    {
        _closing = closing;
        _options = options;
        _socket = socket;
        _retry = RetryPolicy.Create(options);
        _open = new HttpMessageInvoker(new TraceHandler(options.Clock) { InnerHandler = socket }, disposeHandler: false);
        if (bearer is null)
            return;

        bearer.InnerHandler = new UsageHandler(usage!) { InnerHandler = socket };
        _api = new HttpMessageInvoker(new TraceHandler(options.Clock) { InnerHandler = bearer }, disposeHandler: false);
    }

    /// <summary>A road without tokens, for the OAuth endpoints.</summary>
    public static Road Open(RoadOptions options) => new(options, Socket.Create(options), new CancellationTokenSource());

    /// <summary>The same road and socket, with a lane for API requests.</summary>
    public Road WithBearer(BearerHandler bearer, ApiUsageCounter usage) => new(_options, _socket, _closing, bearer, usage);

    /// <summary>The failure of requests that come after the end, or are ended by it.</summary>
    public static SfException Closed() => new(SfErrorCodes.SessionClosed, "The session was disconnected.");

    /// <summary>Sends a request and reads its answer, as often as the policy allows.</summary>
    /// <param name="lane">With the token or without.</param>
    /// <param name="make">Makes the request; called once an attempt.</param>
    /// <param name="read">Reads the answer's body. Reads of the stream are bounded by the time allowed.</param>
    /// <param name="options">Replay, and statuses that are no failure.</param>
    /// <param name="stop">Ends it at once.</param>
    /// <exception cref="SfException">Any failure but being stopped.</exception>
    public async Task<T> SendAsync<T>(
        Lane lane,
        Func<HttpRequestMessage> make,
        Func<HttpResponseMessage, Stream, CancellationToken, Task<T>> read,
        SendOptions options,
        CancellationToken stop)
    {
        if (_closing.IsCancellationRequested)
            throw Closed();

        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(stop, _closing.Token);
        ResilienceContext context = ResilienceContextPool.Shared.Get(continueOnCapturedContext: false, end.Token);
        context.Properties.Set(RetryPolicy.ReplayKey, options.Replay);
        try
        {
            return await _retry.ExecuteAsync(
                static async (c, s) => await s.self.AttemptAsync(s.lane, s.make, s.read, s.options, c.CancellationToken)
                    .ConfigureAwait(false),
                context,
                (self: this, lane, make, read, options)).ConfigureAwait(false);
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException && end.IsCancellationRequested)
        {
            throw stop.IsCancellationRequested ? new OperationCanceledException(stop) : Closed();
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    public void Dispose()
    {
        _closing.Cancel();
        _open.Dispose();
        _api?.Dispose();
        _socket.Dispose();
    }

    private async Task<T> AttemptAsync<T>(
        Lane lane,
        Func<HttpRequestMessage> make,
        Func<HttpResponseMessage, Stream, CancellationToken, Task<T>> read,
        SendOptions options,
        CancellationToken stop)
    {
        using HttpRequestMessage request = make();
        Prepare(request);
        using AttemptTimer timer = new(_options, stop);
        try
        {
            HttpMessageInvoker invoker = lane == Lane.Api ? _api! : _open;
            using HttpResponseMessage response = await invoker.SendAsync(request, timer.Token).ConfigureAwait(false);
            if (!response.IsSuccessStatusCode && response.StatusCode != options.AlsoAnswer)
                throw await ErrorReader.ReadAsync(request, response, _options.Clock, timer.Token).ConfigureAwait(false);

            Stream body = await HttpShim.ReadStreamAsync(response.Content, timer.Token).ConfigureAwait(false);
            return await read(response, new TimedStream(body, timer), timer.Token).ConfigureAwait(false);
        }
        catch (SfException e) when (e.Request is null && e.StatusCode is null)
        {
            throw TransportErrors.Name(e, request);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            throw new OperationCanceledException(stop);
        }
        catch (Exception e) when (TransportErrors.From(e, request, timer, ProxyChoice.NameFor(_options, request.RequestUri!)) is { } failure)
        {
            throw failure;
        }
    }

    private void Prepare(HttpRequestMessage request)
    {
        request.Headers.TryAddWithoutValidation("User-Agent", _options.UserAgent);

        // A request without content whose connection ends without an answer is repeated by the connection pool, of
        // itself and whatever its method. With content, be it empty, it is not: a write's fate is unknown then.
        if (request.Content is null && !TransportErrors.Reads(request.Method))
            request.Content = new ByteArrayContent([]);
#if NET
        request.Version = HttpVersion.Version20;
        request.VersionPolicy = HttpVersionPolicy.RequestVersionOrLower;
#else
        // .NET Framework would ask whether it may send the content, and wait where nobody answers that.
        request.Headers.ExpectContinue = false;
#endif
    }
}
