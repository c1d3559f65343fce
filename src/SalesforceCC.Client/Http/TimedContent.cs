using System.Net;

namespace SalesforceCC.Http;

/// <summary>The content of a response, whose reads are bounded by the time allowed: see <see cref="TimedStream"/>.</summary>
internal sealed class TimedContent : HttpContent
{
    private readonly HttpContent _inner;
    private readonly IdleTimer _timer;

    public TimedContent(HttpContent inner, IdleTimer timer)
    {
        _inner = inner;
        _timer = timer;
        foreach (KeyValuePair<string, IEnumerable<string>> header in inner.Headers)
            Headers.TryAddWithoutValidation(header.Key, header.Value);
    }

    /// <summary>It came packed, so that its length and parts are not those of what is read.</summary>
    public bool WasPacked => _inner is GzipContent;

    protected override async Task<Stream> CreateContentReadStreamAsync() =>
        new TimedStream(await HttpShim.ReadStreamAsync(_inner, _timer.Token).ConfigureAwait(false), _timer);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        using Stream body = await CreateContentReadStreamAsync().ConfigureAwait(false);
        await body.CopyToAsync(stream).ConfigureAwait(false);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _inner.Dispose();
        base.Dispose(disposing);
    }
}
