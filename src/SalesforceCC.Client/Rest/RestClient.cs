using SalesforceCC.Http;

namespace SalesforceCC.Rest;

/// <summary>Any call to the REST API, for what has no command of its own.</summary>
internal static class RestClient
{
    /// <summary>Sends a request and reads its answer whole.</summary>
    /// <exception cref="SfException">Any failure; with <paramref name="skipErrorCheck"/> only those without an answer.</exception>
    public static async Task<RestAnswer> SendAsync(
        SfSession session, RestRequest request, bool skipErrorCheck, CancellationToken stop)
    {
        try
        {
            return await session.SendAsync(
                request.ToMessage,
                static async (response, body, token) => new RestAnswer(
                    response.StatusCode,
                    ResponseHeaders.Of(response),
                    (response.Content.Headers.ContentType?.MediaType ?? "").ToLowerInvariant(),
                    await Body.ReadAsync(body, int.MaxValue / 2, token).ConfigureAwait(false)),
                SendOptions.Default,
                stop).ConfigureAwait(false);
        }
        catch (SfException e) when (skipErrorCheck && e.Answer is { } answer)
        {
            return new RestAnswer(
                answer.StatusCode,
                answer.Headers,
                answer.IsJson ? "application/json" : "text/plain",
                System.Text.Encoding.UTF8.GetBytes(answer.Body));
        }
    }

    /// <summary>
    /// Sends a request and writes its answer to a file: under a temporary name beside it first, so that the name itself
    /// never stands for half an answer.
    /// </summary>
    /// <returns>The answer, without its body.</returns>
    public static async Task<RestAnswer> DownloadAsync(
        SfSession session, RestRequest request, string path, CancellationToken stop)
    {
        string temporary = path + "." + Guid.NewGuid().ToString("N") + ".partial";
        try
        {
            RestAnswer answer = await session.SendAsync(
                request.ToMessage,
                async (response, body, token) =>
                {
                    using FileStream file = new(temporary, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16, useAsync: true);
                    await body.CopyToAsync(file, 1 << 16, token).ConfigureAwait(false);
                    return new RestAnswer(response.StatusCode, ResponseHeaders.Of(response), "", []);
                },
                SendOptions.Default,
                stop).ConfigureAwait(false);
            Replace(temporary, path);
            return answer;
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private static void Replace(string temporary, string path)
    {
#if NET
        File.Move(temporary, path, overwrite: true);
#else
        if (File.Exists(path))
            File.Replace(temporary, path, destinationBackupFileName: null);
        else
            File.Move(temporary, path);
#endif
    }
}
