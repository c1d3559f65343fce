using System.Net;

namespace SalesforceCC.Http;

/// <summary>The content of an answer without the gzip it came in.</summary>
internal sealed class GzipContent : HttpContent
{
    private readonly HttpContent _packed;

    public GzipContent(HttpContent packed)
    {
        _packed = packed;
        foreach (KeyValuePair<string, IEnumerable<string>> header in packed.Headers)
            Headers.TryAddWithoutValidation(header.Key, header.Value);
        Headers.ContentLength = null;
        Headers.ContentEncoding.Clear();
        foreach (string encoding in packed.Headers.ContentEncoding.Take(packed.Headers.ContentEncoding.Count - 1))
            Headers.ContentEncoding.Add(encoding);
    }

    protected override async Task<Stream> CreateContentReadStreamAsync() =>
        new GzipBody(await HttpShim.ReadStreamAsync(_packed, CancellationToken.None).ConfigureAwait(false));

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        using Stream unpacked = await CreateContentReadStreamAsync().ConfigureAwait(false);
        await unpacked.CopyToAsync(stream).ConfigureAwait(false);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _packed.Dispose();
        base.Dispose(disposing);
    }
}
