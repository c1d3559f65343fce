using System.Runtime.ExceptionServices;

namespace SalesforceCC.Http;

/// <summary>
/// The one road to the network: retry -> token -> governor -> trace -> usage -> connection. What is not in this list does
/// not happen to a request. Retry stands outside, because a response that breaks off while it is read must be asked for
/// again too, and no handler sees that.
/// </summary>
internal sealed class Road : IDisposable
{
    private readonly HttpMessageHandler _connection;
    private readonly HttpMessageInvoker _invoker;
    private readonly ITokenSource? _tokens;
    private readonly Governor? _governor;
    private readonly Lazy<Retries> _retries;
    private readonly RoadOptions _options;

    // Handlers do not end what is under way when they are disposed, so this does.
    private readonly CancellationTokenSource _closing;

    private Road(
        RoadOptions options,
        HttpMessageHandler connection,
        CancellationTokenSource closing,
        ITokenSource? tokens = null,
        ApiUsageCounter? usage = null)
    {
        _closing = closing;
        _options = options;
        _connection = connection;
        _tokens = tokens;
        _governor = tokens is null ? null : new Governor(options.MaximumRequests, options.Clock);
        _retries = new Lazy<Retries>(() => new Retries(options, _governor));
        _invoker = new HttpMessageInvoker(
            new TraceHandler(options.Clock) { InnerHandler = usage is null ? connection : new UsageHandler(usage) { InnerHandler = connection } },
            disposeHandler: false);
    }

    /// <summary>A road without tokens, for the OAuth endpoints: what goes there waits for no other request.</summary>
    public static Road Open(RoadOptions options) => new(options, ConnectionHandler.Create(options), new CancellationTokenSource());

    /// <summary>A road with tokens over the same connections, for the requests of a session.</summary>
    public Road ForSession(ITokenSource tokens, ApiUsageCounter usage) => new(_options, _connection, _closing, tokens, usage);

    /// <summary>The failure of requests that come after the end, or are ended by it.</summary>
    public static SfException Closed() => new(SfErrorCodes.SessionClosed, "The session was disconnected.");

    /// <summary>Sends a request and reads its response, as often as the policy allows.</summary>
    /// <param name="request">The request.</param>
    /// <param name="read">Reads the response's body. Reads of the stream are bounded by the time allowed.</param>
    /// <param name="stop">Ends it at once.</param>
    /// <exception cref="SfException">Any failure but being stopped.</exception>
    public async Task<T> SendAsync<T>(
        ApiRequest request, Func<HttpResponseMessage, Stream, CancellationToken, Task<T>> read, CancellationToken stop)
    {
        if (_closing.IsCancellationRequested)
            throw Closed();

        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(stop, _closing.Token);
        try
        {
            try
            {
                return await AttemptAsync(request, read, end.Token).ConfigureAwait(false);
            }
            catch (SfException e)
            {
                // Most requests succeed at once, and need no policy.
                return await _retries.Value.GoOnAsync(
                    request, ExceptionDispatchInfo.Capture(e), token => AttemptAsync(request, read, token), end.Token).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException && end.IsCancellationRequested)
        {
            throw stop.IsCancellationRequested ? new OperationCanceledException(stop) : Closed();
        }
    }

    public void Dispose()
    {
        _closing.Cancel();
        _invoker.Dispose();
        _connection.Dispose();
    }

    /// <summary>
    /// Sends a request once, and once more with a new token where the first has ended: it was not carried out then, so
    /// that holds for writes too.
    /// </summary>
    private async Task<T> AttemptAsync<T>(
        ApiRequest request, Func<HttpResponseMessage, Stream, CancellationToken, Task<T>> read, CancellationToken stop)
    {
        IAccessToken? token = await TokenAsync(request, rejected: null, stop).ConfigureAwait(false);
        (bool hasEnded, T result) = await ExchangeAsync(request, read, token, mayRenew: token is not null, stop).ConfigureAwait(false);
        if (!hasEnded)
            return result;
        token = await TokenAsync(request, token, stop).ConfigureAwait(false);
        return (await ExchangeAsync(request, read, token, mayRenew: false, stop).ConfigureAwait(false)).Result;
    }

    private async Task<IAccessToken?> TokenAsync(ApiRequest request, IAccessToken? rejected, CancellationToken stop) =>
        request.Token == TokenUse.None || _tokens is null ? null : await _tokens.GetAsync(rejected, stop).ConfigureAwait(false);

    private async Task<(bool HasEnded, T Result)> ExchangeAsync<T>(
        ApiRequest request,
        Func<HttpResponseMessage, Stream, CancellationToken, Task<T>> read,
        IAccessToken? token,
        bool mayRenew,
        CancellationToken stop)
    {
        using Exchange exchange = new(request, _options, stop);
        try
        {
            if (token is not null)
                exchange.Use(token);
            HttpResponseMessage response = await SendAsync(exchange, stop).ConfigureAwait(false);
            if (mayRenew && !exchange.HasUsedUpBody
                && await SessionEnded.SaysAsync(response, exchange.Token).ConfigureAwait(false))
                return (true, default!);
            if (!request.Accepts(response.StatusCode))
                throw await exchange.ReadFailureAsync().ConfigureAwait(false);

            Stream body = await HttpShim.ReadStreamAsync(response.Content, exchange.Token).ConfigureAwait(false);
            return (false, await read(response, body, exchange.Token).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            throw new OperationCanceledException(stop);
        }
        catch (Exception e) when (exchange.Explain(e) is { } failure && failure != e)
        {
            throw failure;
        }
    }

    private Task<HttpResponseMessage> SendAsync(Exchange exchange, CancellationToken stop) =>
        _governor is null ? exchange.SendAsync(_invoker) : SendAsync(exchange, _governor, stop);

    private async Task<HttpResponseMessage> SendAsync(Exchange exchange, Governor governor, CancellationToken stop)
    {
        await governor.EnterAsync(stop).ConfigureAwait(false);
        try
        {
            return await exchange.SendAsync(_invoker).ConfigureAwait(false);
        }
        finally
        {
            governor.Leave();
        }
    }
}
