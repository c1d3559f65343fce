using SalesforceCC.Http;
using SalesforceCC.Rest;

namespace SalesforceCC.Files;

/// <summary>Downloads files: each is there whole or not at all, and nothing is replaced that was not meant to be.</summary>
internal sealed class FileSaver(SfSession session)
{
    /// <summary>Downloads a file to a path that its folder has free, or that may be replaced.</summary>
    /// <param name="file">The file.</param>
    /// <param name="path">Where it goes.</param>
    /// <param name="otherwise">Gives another path where somebody has taken that meanwhile; null: it may be replaced.</param>
    /// <param name="progress">Told how many bytes have come.</param>
    /// <param name="stop">Ends it.</param>
    /// <returns>Where it is.</returns>
    /// <exception cref="SfException">Any failure; INVALID_RESPONSE: not as long as Salesforce says; FILE_NOT_WRITTEN; FILE_EXISTS.</exception>
    public async Task<string> SaveAsync(
        StoredFile file, string path, Func<string>? otherwise, Action<long>? progress, CancellationToken stop)
    {
        using AtomicFile target = await AtomicFile.OpenAsync(path, stop).ConfigureAwait(false);
        await DownloadAsync(file, target, progress, stop).ConfigureAwait(false);
        if (otherwise is null)
        {
            target.Commit();
            return path;
        }

        while (!target.TryCommitNew(path))
            path = otherwise();
        return path;
    }

    private async Task DownloadAsync(StoredFile file, AtomicFile target, Action<long>? progress, CancellationToken stop)
    {
        ApiRequest request = ApiRequest.Get(session.Resolve(file.BlobPath));

        // What has a checksum may go on without a server that tells versions apart: whether it came whole is seen in the end.
        DownloadPosition position = new() { Length = file.Size, MayGoOnUntold = file.Checksum is not null && target.CanReadBack };
        await RestClient.DownloadAsync(session, request, target, position, progress, stop).ConfigureAwait(false);
        if (!position.WentOnUntold || await target.ReadBackAsync(s => FileChecksum.OfAsync(s, stop)).ConfigureAwait(false) is { } sum && sum.Equals(file.Checksum, StringComparison.OrdinalIgnoreCase))
            return;
        await RestClient.DownloadAsync(session, request, target, new DownloadPosition { Length = file.Size }, progress, stop).ConfigureAwait(false);
    }
}
