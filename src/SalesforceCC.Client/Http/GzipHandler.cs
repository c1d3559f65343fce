namespace SalesforceCC.Http;

/// <summary>
/// Asks for gzip in exactly that form, the only one Bulk result pages are compressed for, and unpacks what comes.
/// Instead of the socket's own decompression, which takes gzip that is cut short for the whole: see <see cref="GzipBody"/>.
/// </summary>
internal sealed class GzipHandler(HttpMessageHandler socket) : DelegatingHandler(socket)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken stop)
    {
        if (!request.Headers.Contains("Accept-Encoding"))
            request.Headers.TryAddWithoutValidation("Accept-Encoding", "gzip");

        HttpResponseMessage response = await base.SendAsync(request, stop).ConfigureAwait(false);
        if (response.Content is { } packed
            && string.Equals(packed.Headers.ContentEncoding.LastOrDefault(), "gzip", StringComparison.OrdinalIgnoreCase))
            response.Content = new GzipContent(packed);
        return response;
    }
}
