namespace SalesforceCC.Http;

/// <summary>The content of an answer without the gzip it came in.</summary>
internal sealed class GzipContent : WrappedContent
{
    public GzipContent(HttpContent packed)
        : base(packed)
    {
        Headers.ContentLength = null;
        Headers.ContentEncoding.Clear();
        foreach (string encoding in packed.Headers.ContentEncoding.Take(packed.Headers.ContentEncoding.Count - 1))
            Headers.ContentEncoding.Add(encoding);
    }

    protected override async Task<Stream> CreateContentReadStreamAsync() =>
        new GzipBody(await HttpShim.ReadStreamAsync(Inner, CancellationToken.None).ConfigureAwait(false));
}
