using System.Net;

namespace SalesforceCC.Http;

/// <summary>One send of a request and what comes of it: a message of its own, with a timer of its own.</summary>
internal sealed class Exchange : IDisposable
{
    private readonly ApiRequest _request;
    private readonly RoadOptions _options;
    private readonly SentContent? _body;
    private readonly IdleTimer _timer;
    private readonly CancellationToken _stop;
    private HttpResponseMessage? _response;

    public Exchange(ApiRequest request, RoadOptions options, CancellationToken stop)
    {
        _request = request;
        _options = options;
        _stop = stop;
        Message = request.ToMessage();
        _body = Message.Content as SentContent;
        _timer = new IdleTimer(request.IdleTimeout ?? options.Timeout, options.Clock, stop);
        Prepare();
    }

    /// <summary>The message, of this send alone.</summary>
    public HttpRequestMessage Message { get; }

    /// <summary>Ends when the caller stops, or the network is silent for too long.</summary>
    public CancellationToken Token => _timer.Token;

    /// <summary>The body could be sent once only, and the network has asked for it.</summary>
    public bool HasUsedUpBody => _request.Body is { IsReplayable: false } && _body is { WasRead: true };

    /// <summary>Puts a token on the message, and on no message to anybody but its instance.</summary>
    /// <exception cref="SfException">FOREIGN_ORIGIN.</exception>
    public void Use(IAccessToken token)
    {
        Origin.Require(token.InstanceUrl, _request.Url);
        if (_body?.TryCarry(token.Header.Parameter!) != true)
            Message.Headers.Authorization = token.Header;
    }

    /// <summary>Sends the message and waits for the head of the response.</summary>
    public async Task<HttpResponseMessage> SendAsync(HttpMessageInvoker invoker)
    {
        _timer.Sending();
        _response = await invoker.SendAsync(Message, _timer.Token).ConfigureAwait(false);
        _timer.NotReceiving();
        if (_response.Content is { } content)
            _response.Content = new TimedContent(content, _timer);
        return _response;
    }

    /// <summary>The failure that a response reports.</summary>
    public async Task<SfException> ReadFailureAsync()
    {
        SfException failure = await ErrorReader.ReadAsync(Message, _response!, _options.Clock, Token).ConfigureAwait(false);
        if (failure.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable && _request.Download is { Received: > 0 } download)
        {
            download.Forget();
            failure.MayPass = true;
        }

        return failure;
    }

    /// <summary>What an exception means; null: it is none of the network's, nor of a reader's.</summary>
    public SfException? Explain(Exception e) => e switch
    {
        _ when _body?.SourceFailure is { } failure => TransportErrors.Name(failure, Message),
        SfException failure => failure.Request is null && failure.StatusCode is null ? TransportErrors.Name(failure, Message) : failure,
        _ => TransportErrors.From(e, Message, _timer, ProxyChoice.NameFor(_options, _request.Url)),
    };

    public void Dispose()
    {
        _timer.Dispose();
        _response?.Dispose();
        Message.Dispose();
    }

    private void Prepare()
    {
        Message.Headers.TryAddWithoutValidation("User-Agent", _options.UserAgent);
        if (_body is not null)
            _body.Timer = _timer;

        // A request without content whose connection ends without an answer is repeated by the connection pool, of
        // itself and whatever its method. With content, be it empty, it is not: a write's fate is unknown then.
        if (Message.Content is null && (!_request.Reads || _request.Repeat == Repeat.NotExecuted))
            Message.Content = new ByteArrayContent([]);

        // What can be sent once only is not sent before the server has seen the token: a 401 in place of 100 Continue
        // leaves the body unread, whatever kind of token it is. Who does not answer that is given a second, no more.
        // For all others it would be a round trip for nothing.
        bool asksFirst = _request.Body is { IsReplayable: false };
#if NET
        if (asksFirst)
            Message.Headers.ExpectContinue = true;
        Message.Version = HttpVersion.Version20;
        Message.VersionPolicy = HttpVersionPolicy.RequestVersionOrLower;
#else
        // .NET Framework would ask for every content, where nobody says otherwise.
        Message.Headers.ExpectContinue = asksFirst;
#endif
    }
}
