using SalesforceCC.Http;

namespace SalesforceCC.Rest;

/// <summary>Any call to the REST API, for what has no command of its own.</summary>
internal static class RestClient
{
    /// <summary>Sends a request and reads its response whole.</summary>
    /// <exception cref="SfException">Any failure; with <paramref name="skipErrorCheck"/> only those without a response.</exception>
    public static async Task<RestResponse> SendAsync(
        SfSession session, ApiRequest request, bool skipErrorCheck, CancellationToken stop)
    {
        try
        {
            return await session.SendAsync(
                request,
                static async (response, body, token) =>
                {
                    ForeignPage.Refuse(response);
                    return new RestResponse(
                        response.StatusCode,
                        ResponseHeaders.Of(response),
                        (response.Content.Headers.ContentType?.MediaType ?? "").ToLowerInvariant(),
                        await Body.ReadAsync(body, int.MaxValue / 2, token).ConfigureAwait(false));
                },
                stop).ConfigureAwait(false);
        }
        catch (SfException e) when (skipErrorCheck && e.Response is { } response)
        {
            return new RestResponse(
                response.StatusCode,
                response.Headers,
                response.IsJson ? "application/json" : "text/plain",
                System.Text.Encoding.UTF8.GetBytes(response.Body));
        }
    }

    /// <summary>
    /// Sends a request and writes its response to a file, which is there whole or not at all: see <see cref="AtomicFile"/>.
    /// </summary>
    /// <returns>The response, without its body.</returns>
    public static async Task<RestResponse> DownloadAsync(
        SfSession session, ApiRequest request, string path, CancellationToken stop)
    {
        using AtomicFile file = await AtomicFile.OpenAsync(path, stop).ConfigureAwait(false);
        RestResponse result = await DownloadAsync(session, request, file, new DownloadPosition(), progress: null, stop).ConfigureAwait(false);
        file.Commit();
        return result;
    }

    /// <summary>Sends a request and writes its response to a file that is open, and stays open.</summary>
    /// <param name="session">The session.</param>
    /// <param name="request">The request.</param>
    /// <param name="file">The file.</param>
    /// <param name="position">Where the download is, and what is known of it.</param>
    /// <param name="progress">Told how many bytes have come.</param>
    /// <param name="stop">Ends it.</param>
    public static async Task<RestResponse> DownloadAsync(
        SfSession session, ApiRequest request, AtomicFile file, DownloadPosition position, Action<long>? progress, CancellationToken stop)
    {
        ApiRequest resumable = request.For(position);
        RestResponse result = null!;
        await session.SendAsync(
            resumable,
            async (response, body, token) =>
            {
                ForeignPage.Refuse(response);
                if (resumable.Download is null || !position.Continues(response))
                {
                    file.Restart();
                    result = new RestResponse(response.StatusCode, ResponseHeaders.Of(response), "", []);
                }

                byte[] buffer = new byte[1 << 18];
                int read;
                while ((read = await body.ReadAsync(buffer, 0, buffer.Length, token).ConfigureAwait(false)) > 0)
                {
                    await file.WriteAsync(buffer, read, token).ConfigureAwait(false);
                    position.Received += read;
                    progress?.Invoke(position.Received);
                }

                position.CheckLength();
                return true;
            },
            stop).ConfigureAwait(false);
        return result;
    }
}
