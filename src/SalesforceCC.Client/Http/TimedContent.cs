namespace SalesforceCC.Http;

/// <summary>The content of a response, whose reads are bounded by the time allowed: see <see cref="TimedStream"/>.</summary>
internal sealed class TimedContent(HttpContent inner, IdleTimer timer) : WrappedContent(inner)
{
    /// <summary>It came packed, so that its length and parts are not those of what is read.</summary>
    public bool WasPacked => Inner is GzipContent;

    protected override async Task<Stream> CreateContentReadStreamAsync() =>
        new TimedStream(await HttpShim.ReadStreamAsync(Inner, timer.Token).ConfigureAwait(false), timer);
}
