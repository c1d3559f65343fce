using System.Globalization;
using SalesforceCC.Http;

namespace SalesforceCC.Bulk;

/// <summary>Fetches the result files of jobs, once each: a file that is there is whole.</summary>
internal sealed class ResultDownload(BulkApi api, string folder)
{
    /// <summary>The results of a job, of one kind; null: it can have none.</summary>
    public async Task<string?> GetAsync(ImportPart part, SfBulkJob job, ResultKind kind, CancellationToken stop)
    {
        if (!MayHave(part, job, kind))
            return null;
        string path = PathOf(part, kind);
        if (File.Exists(path))
            return path;
        using AtomicFile file = await AtomicFile.OpenAsync(path, stop).ConfigureAwait(false);
        await api.GetCsvAsync(api.Url(BulkKind.Ingest, job.Id, Resource(kind)), (_, body, token) => CopyAsync(body, file, token), stop).ConfigureAwait(false);
        file.Commit();
        RequestTrace.Sink?.Invoke($"Written: {path}");
        return path;
    }

    /// <summary>Deletes what was fetched for a part.</summary>
    public void Delete(ImportPart part) => Disk.Run(folder, () =>
    {
        foreach (ResultKind kind in (ResultKind[])[ResultKind.Successful, ResultKind.Failed, ResultKind.Unprocessed])
            File.Delete(PathOf(part, kind));
    });

    // Counters of a job that did not come to its end are not relied on.
    private static bool MayHave(ImportPart part, SfBulkJob job, ResultKind kind)
    {
        if (job is not { State: "JobComplete", NumberRecordsProcessed: { } processed, NumberRecordsFailed: { } failed })
            return true;
        return kind switch
        {
            ResultKind.Successful => processed > failed,
            ResultKind.Failed => failed > 0,
            _ => processed != part.Rows,
        };
    }

    private static string Resource(ResultKind kind) => kind switch
    {
        ResultKind.Successful => "/successfulResults",
        ResultKind.Failed => "/failedResults",
        _ => "/unprocessedrecords",
    };

    private string PathOf(ImportPart part, ResultKind kind) =>
        Path.Combine(folder, string.Format(CultureInfo.InvariantCulture, "{0:0000}.{1}.csv", part.Number, kind.ToString().ToLowerInvariant()));

    private static async Task<bool> CopyAsync(Stream body, AtomicFile file, CancellationToken stop)
    {
        file.Restart();
        byte[] buffer = new byte[1 << 16];
        int read;
        while ((read = await body.ReadAsync(buffer, 0, buffer.Length, stop).ConfigureAwait(false)) > 0)
            await file.WriteAsync(buffer, read, stop).ConfigureAwait(false);
        return true;
    }
}
