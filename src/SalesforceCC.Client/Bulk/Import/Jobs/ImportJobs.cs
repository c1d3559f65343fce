using SalesforceCC.Http;

namespace SalesforceCC.Bulk;

/// <summary>The jobs of an import: made and filled several at a time, and then waited for together.</summary>
internal sealed class ImportJobs(BulkApi api, BulkJournal journal, ImportSettings settings, IImportWatcher watcher)
{
    private readonly object _lock = new();

    /// <summary>
    /// Gives all parts to Salesforce; null: a part has no job, as the org may have no more of them today. Any other failure
    /// ends it; what was begun can be gone on with.
    /// </summary>
    public async Task<SfBulkJob?[]> SendAsync(ImportState state, CancellationToken stop)
    {
        IReadOnlyList<ImportPart> parts = state.Parts;
        SfBulkJob?[] jobs = new SfBulkJob?[parts.Count];
        bool isQuotaMet = false;
        Dictionary<int, long> bytes = [];
        long rows = 0;
        int next = -1;
        int done = 0;
        PartSender sender = new(api, journal, settings, (part, b) => Report(part, b));
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        List<SfException> failures = [];

        async Task WorkAsync()
        {
            for (int i; (i = Interlocked.Increment(ref next)) < parts.Count;)
            {
                ImportPart part = parts[i];
                try
                {
                    string? known = state.JobOf(part);
                    jobs[i] = await sender.SendAsync(part, known, known is not null && state.IsAbandoned(known), end.Token).ConfigureAwait(false);
                }
                catch (SfException e) when (IsQuota(e))
                {
                    lock (_lock)
                    {
                        if (!isQuotaMet)
                            watcher.JobFailed(null, e);
                        isQuotaMet = true;
                    }

                    continue;
                }
                catch (SfException e)
                {
                    lock (_lock)
                        failures.Add(e);
                    end.Cancel();
                    return;
                }

                Interlocked.Add(ref rows, part.Rows);
                Interlocked.Increment(ref done);
                Report(part, part.Length);
            }
        }

        void Report(ImportPart part, long count)
        {
            long all;
            lock (_lock)
            {
                bytes[part.Number] = Math.Min(count, part.Length);
                all = bytes.Values.Sum();
            }

            watcher.Progress(new ImportProgress(ImportStage.Sending)
            {
                Rows = Interlocked.Read(ref rows),
                TotalRows = parts.Sum(static p => p.Rows),
                Bytes = all,
                TotalBytes = parts.Sum(static p => p.Length),
                Jobs = done,
                TotalJobs = parts.Count,
            });
        }

        // Of a part that has a job, the job knows.
        static bool IsQuota(SfException e) => e.Code.Equals("EXCEEDEDQUOTA", StringComparison.OrdinalIgnoreCase);

        Task[] workers = [.. Enumerable.Range(0, Math.Min(settings.ThrottleLimit, parts.Count)).Select(_ => WorkAsync())];
        try
        {
            await Task.WhenAll(workers).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            // Those that waited when another failed.
        }

        stop.ThrowIfCancellationRequested();
        return failures.Count == 0 ? jobs : throw failures[0];
    }

    /// <summary>Waits until all jobs have ended, or the time is up; false: some still run. The jobs are as they are then.</summary>
    public async Task<bool> WaitAsync(IReadOnlyList<ImportPart> parts, SfBulkJob?[] jobs, CancellationToken stop)
    {
        // What was said when a job was closed lacks the counts.
        HashSet<int> running = [.. Enumerable.Range(0, jobs.Length).Where(i => jobs[i] is not null)];
        JobPolling polling = new(api.Session.Clock) { LongestPause = TimeSpan.FromSeconds(30), Limit = settings.Timeout };
        if (running.Count > 0)
            await foreach (bool _ in polling.WatchAsync(AskAllAsync, static isDone => isDone, stop).ConfigureAwait(false))
                Report();
        return running.Count == 0;

        async Task<(bool State, TimeSpan? RetryAfter)> AskAllAsync(CancellationToken end)
        {
            foreach (int i in running.ToArray())
            {
                SfBulkJob job = await api.GetAsync(BulkKind.Ingest, jobs[i]!.Id, end).ConfigureAwait(false);
                jobs[i] = job;
                if (!job.IsFinished)
                    continue;
                running.Remove(i);
                journal.Add(ImportSteps.Of(parts[i], job));
                if (job.State != "JobComplete")
                    watcher.JobFailed(job, await Task.Run(() => JobFailures.Of(job, parts[i]), end).ConfigureAwait(false));
            }

            return (running.Count == 0, null);
        }

        void Report() => watcher.Progress(new ImportProgress(ImportStage.Processing)
        {
            Rows = jobs.Sum(static j => j?.NumberRecordsProcessed ?? 0),
            TotalRows = parts.Sum(static p => p.Rows),
            Jobs = jobs.Length - running.Count,
            TotalJobs = jobs.Length,
        });
    }
}
