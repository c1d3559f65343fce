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
    /// Sends a request and writes its response to a file: under a temporary name beside it first, so that the name itself
    /// never stands for half a response.
    /// </summary>
    /// <returns>The response, without its body.</returns>
    public static async Task<RestResponse> DownloadAsync(
        SfSession session, ApiRequest request, string path, CancellationToken stop)
    {
        string temporary = path + "." + Guid.NewGuid().ToString("N") + ".partial";
        try
        {
            RestResponse result;
            using (FileStream file = OnDisk(
                path, () => new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16, useAsync: true)))
            {
                result = await session.SendAsync(
                    request,
                    async (response, body, token) =>
                    {
                        ForeignPage.Refuse(response);
                        OnDisk(path, () => { file.SetLength(0); return true; });
                        await CopyAsync(body, file, path, token).ConfigureAwait(false);
                        return new RestResponse(response.StatusCode, ResponseHeaders.Of(response), "", []);
                    },
                        stop).ConfigureAwait(false);
            }

            OnDisk(path, () => { AtomicFile.Replace(temporary, path); return true; });
            return result;
        }
        finally
        {
            if (File.Exists(temporary))
                File.Delete(temporary);
        }
    }

    private static async Task CopyAsync(Stream body, FileStream file, string path, CancellationToken stop)
    {
        byte[] buffer = new byte[1 << 16];
        int read;
        while ((read = await body.ReadAsync(buffer, 0, buffer.Length, stop).ConfigureAwait(false)) > 0)
        {
            try
            {
                await file.WriteAsync(buffer, 0, read, stop).ConfigureAwait(false);
            }
            catch (IOException e)
            {
                throw NotWritten(path, e);
            }
        }
    }

    // The road takes an IOException for a broken connection: what the disk says must not look like one.
    private static T OnDisk<T>(string path, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw NotWritten(path, e);
        }
    }

    private static SfException NotWritten(string path, Exception e) =>
        new(SfErrorCodes.FileNotWritten, $"'{path}' cannot be written: {e.Message}", e);
}
