using System.Net;

namespace SalesforceCC.Http;

/// <summary>
/// A body on its way: what the network takes counts as progress, and a source that fails is told from a network that
/// does.
/// </summary>
internal sealed class SentContent : HttpContent, ISecretContent
{
    private readonly HttpContent _inner;
    private readonly RequestBody _body;
    private bool _kept;

    public SentContent(HttpContent inner, RequestBody body)
    {
        _inner = inner;
        _body = body;
        foreach (KeyValuePair<string, IEnumerable<string>> header in inner.Headers)
            Headers.TryAddWithoutValidation(header.Key, header.Value);
    }

    /// <summary>Watches the send; set before it begins.</summary>
    public IdleTimer? Timer { get; set; }

    /// <summary>The network has asked for the body: before that, no byte of it has left.</summary>
    public bool WasRead { get; private set; }

    /// <summary>Why the source failed; null: it did not.</summary>
    public SfException? SourceFailure { get; private set; }

    /// <summary>Gives the token to a content that carries it; false: it goes into a header.</summary>
    public bool TryCarry(string token)
    {
        if (_inner is not ITokenContent content)
            return false;
        content.Carry(token);
        return true;
    }

    /// <inheritdoc/>
    public string Mask(string text) => _inner is ISecretContent secret ? secret.Mask(text) : text;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SendAsync(stream, CancellationToken.None);

#if NET
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
        SendAsync(stream, cancellationToken);
#endif

    protected override bool TryComputeLength(out long length)
    {
        length = _inner.Headers.ContentLength ?? 0;
        return _inner.Headers.ContentLength is not null;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_kept)
        {
            _kept = true;
            if (WasRead || !_body.TakeBack(_inner))
                _inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private async Task SendAsync(Stream stream, CancellationToken stop)
    {
        WasRead = true;
        using SendingStream sending = new(stream, Timer, _body.Progress);
        Timer?.NotSending();
        try
        {
#if NET
            await _inner.CopyToAsync(sending, stop).ConfigureAwait(false);
#else
            await _inner.CopyToAsync(sending).ConfigureAwait(false);
#endif
        }
        catch (Exception e) when (!sending.HasFailed && e is not OperationCanceledException)
        {
            SourceFailure = RequestBody.NotRead(e);
            throw;
        }

        // The answer is waited for.
        Timer?.Sending();
    }
}
