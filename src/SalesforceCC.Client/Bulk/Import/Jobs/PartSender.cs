using System.Net;
using SalesforceCC.Http;

namespace SalesforceCC.Bulk;

/// <summary>
/// Gives a part to Salesforce, once: by a job that takes all of its rows, or none. Of a job that was made before, Salesforce
/// is asked what it is; only one that is still open, and so has done nothing, is ended and made anew.
/// </summary>
/// <param name="api">The requests.</param>
/// <param name="journal">Where each step is written down.</param>
/// <param name="settings">How it is done.</param>
/// <param name="sent">Told the bytes that the network has taken, of each part.</param>
internal sealed class PartSender(BulkApi api, BulkJournal journal, ImportSettings settings, Action<ImportPart, long> sent)
{
    /// <summary>The job of a part, closed or ended.</summary>
    /// <param name="part">The part.</param>
    /// <param name="known">The job that was made for it; null: none.</param>
    /// <param name="isAbandoned">That job was to be ended.</param>
    /// <param name="stop">Ends it.</param>
    /// <exception cref="SfException">JOB_NOT_FOUND; any failure of a call, of a file or of the journal.</exception>
    public async Task<SfBulkJob> SendAsync(ImportPart part, string? known, bool isAbandoned, CancellationToken stop)
    {
        if (known is not null && await FindAsync(part, known, isAbandoned, stop).ConfigureAwait(false) is { } found)
            return found;
        if (!part.Source.IsRewritten)
            return await SendAsync(part, PartBody.InPlace(part, b => sent(part, b)), stop).ConfigureAwait(false);

        string file = PartBody.TemporaryFile(settings.Folder, part);
        await Task.Run(() => PartBody.Write(part, file, stop), stop).ConfigureAwait(false);
        RequestTrace.Sink?.Invoke($"Written: {file}");
        SfBulkJob job = await SendAsync(part, PartBody.OfFile(file, b => sent(part, b)), stop).ConfigureAwait(false);
        Disk.Run(file, () => File.Delete(file));
        RequestTrace.Sink?.Invoke($"Deleted: {file}");
        return job;
    }

    private async Task<SfBulkJob> SendAsync(ImportPart part, RequestBody body, CancellationToken stop)
    {
        TimeSpan pause = api.Session.Options.RetryInterval;
        for (int left = api.Session.Options.MaximumRetryCount; ; left--)
        {
            SfBulkJob job = await api.CreateAsync(BulkKind.Ingest, Members(part), stop).ConfigureAwait(false);
            Note(ImportSteps.Created, part, job.Id);
            Note(ImportSteps.Uploading, part, job.Id);
            try
            {
                await UploadAsync(job.Id, body, stop).ConfigureAwait(false);
            }
            catch (SfException e) when ((e.MayPass || e.NotExecuted) && !e.Final && left > 0)
            {
                // Nobody knows what arrived, and nothing may be sent to the job twice, not even what was refused.
                if (await EndOpenAsync(part, job.Id, stop).ConfigureAwait(false) is { } other)
                    return other;
                await HttpShim.DelayAsync(api.Session.Clock, pause, stop).ConfigureAwait(false);
                pause = TimeSpan.FromTicks(pause.Ticks * 2);
                continue;
            }

            Note(ImportSteps.Uploaded, part, job.Id);
            SfBulkJob closed = await api.CloseAsync(job.Id, stop).ConfigureAwait(false);
            Note(ImportSteps.Closed, part, job.Id);
            return closed;
        }
    }

    // A job does nothing before it is closed. That it was made must be on the disk by then, and may get there while it is sent
    // its rows. What follows is written down for who reads the journal: of a job that is known, Salesforce is asked.
    private async Task UploadAsync(string id, RequestBody body, CancellationToken stop)
    {
        Task saving = journal.SaveAsync();
        try
        {
            await api.UploadAsync(id, body, stop).ConfigureAwait(false);
        }
        finally
        {
            await saving.ConfigureAwait(false);
        }
    }

    private Dictionary<string, object?> Members(ImportPart part)
    {
        Dictionary<string, object?> members = new()
        {
            ["object"] = settings.Type,
            ["operation"] = settings.OperationName,
            ["contentType"] = "CSV",
            ["columnDelimiter"] = part.Source.Dialect.DelimiterName,
            ["lineEnding"] = part.Source.Dialect.LineEndingName,
        };
        if (settings.KeyField is not null)
            members["externalIdFieldName"] = settings.KeyField;
        return members;
    }

    /// <summary>The job that a part has; null: it needs another.</summary>
    private async Task<SfBulkJob?> FindAsync(ImportPart part, string id, bool isAbandoned, CancellationToken stop)
    {
        SfBulkJob job = await AskAsync(part, id, stop).ConfigureAwait(false);
        return job.State == "Open" ? await EndOpenAsync(part, id, stop).ConfigureAwait(false)
            : isAbandoned ? Used(job)
            : job;
    }

    /// <summary>Ends a job that was not closed; not null: it was closed after all, and has or had its rows.</summary>
    private async Task<SfBulkJob?> EndOpenAsync(ImportPart part, string id, CancellationToken stop)
    {
        journal.Add(Entry(ImportSteps.Abandoned, part, id));
        try
        {
            await api.AbortAsync(BulkKind.Ingest, id, stop).ConfigureAwait(false);
        }
        catch (SfException e) when (e.StatusCode == HttpStatusCode.BadRequest)
        {
            // It is in no state to be aborted: it says itself in which.
        }

        return Used(await AskAsync(part, id, stop).ConfigureAwait(false));
    }

    // A job that was ended before any of its rows was processed has done nothing.
    private static SfBulkJob? Used(SfBulkJob job) => job is { State: "Aborted", NumberRecordsProcessed: null or 0 } ? null : job;

    private async Task<SfBulkJob> AskAsync(ImportPart part, string id, CancellationToken stop)
    {
        try
        {
            return await api.GetAsync(BulkKind.Ingest, id, stop).ConfigureAwait(false);
        }
        catch (SfException e) when (e.StatusCode == HttpStatusCode.NotFound)
        {
            throw new SfException(
                SfErrorCodes.JobNotFound,
                FormattableString.Invariant($"Salesforce does not have job {id} any more, which had part {part.Number} ({part.Rows} rows from line {part.FirstLine} of {part.Source.Given ?? "the input"}). Jobs and their results are kept for 7 days."),
                e)
            { Final = true };
        }
    }

    private void Note(string step, ImportPart part, string job) => journal.Note(Entry(step, part, job));

    private static JournalEntry Entry(string step, ImportPart part, string job) => new() { Step = step, Part = part.Number, Job = job };
}
