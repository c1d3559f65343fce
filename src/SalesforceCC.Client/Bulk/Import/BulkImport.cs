using SalesforceCC.Http;

namespace SalesforceCC.Bulk;

/// <summary>
/// Imports rows: all input is read and checked before anything is sent; then jobs take it, are waited for, and their results
/// are told apart by row. Whatever breaks it, it can be gone on with by its journal.
/// </summary>
internal static class BulkImport
{
    /// <summary>The journal in the folder of the results.</summary>
    public const string JournalName = "import.journal";

    /// <summary>Imports files.</summary>
    /// <param name="session">The session.</param>
    /// <param name="settings">How they are imported.</param>
    /// <param name="files">Their full paths.</param>
    /// <param name="watcher">Is told how it goes.</param>
    /// <param name="stop">Ends it, so that it can be gone on with.</param>
    /// <exception cref="SfException">Whatever is wrong with the input, before anything is sent; a failure of a call or of a file.</exception>
    public static async Task<SfBulkImport> RunAsync(
        SfSession session, ImportSettings settings, IReadOnlyList<string> files, IImportWatcher watcher, CancellationToken stop)
    {
        long start = session.Clock.GetTimestamp();
        using ImportFolder folder = ImportFolder.Create(settings.Folder);
        BulkApi api = await BulkApi.OpenAsync(session, stop).ConfigureAwait(false);
        ImportPlan plan = await FilePlan.MakeAsync(session, settings, files, watcher, stop).ConfigureAwait(false);
        return await StartAsync(api, settings with { Type = plan.Type }, files, plan, folder, watcher, start, stop).ConfigureAwait(false);
    }

    /// <summary>Imports rows of the pipeline, all of which have been written down.</summary>
    public static async Task<SfBulkImport> RunAsync(SfSession session, ImportSpool spool, IImportWatcher watcher, CancellationToken stop)
    {
        long start = session.Clock.GetTimestamp();
        BulkApi api = await BulkApi.OpenAsync(session, stop).ConfigureAwait(false);
        ImportPlan plan = await spool.CompleteAsync(stop).ConfigureAwait(false);
        return await StartAsync(api, spool.Settings with { Type = plan.Type }, [], plan, spool.Folder, watcher, start, stop).ConfigureAwait(false);
    }

    /// <summary>Goes on with an import where its journal ends.</summary>
    /// <param name="session">A session of the same org.</param>
    /// <param name="journal">The journal; the caller closes it.</param>
    /// <param name="change">What is done otherwise than when it began, such as how long it is waited for.</param>
    /// <param name="watcher">Is told how it goes.</param>
    /// <param name="stop">Ends it, so that it can be gone on with.</param>
    /// <exception cref="SfException">JOURNAL_UNUSABLE, FILE_CHANGED, JOB_NOT_FOUND; a failure of a call or of a file.</exception>
    public static async Task<SfBulkImport> ResumeAsync(
        SfSession session, BulkJournal journal, Func<ImportSettings, ImportSettings> change, IImportWatcher watcher, CancellationToken stop)
    {
        long start = session.Clock.GetTimestamp();
        ImportState state = ImportState.Read(journal);
        if (!state.IsPlanned)
            throw new SfException(SfErrorCodes.JournalUnusable, $"'{journal.Path}' ends before anything was sent. Begin the import anew.");
        if (state.Start.OrganizationId is { } org && session.OrganizationId is { } here ? org != here : state.Start.Host != session.InstanceUrl.Authority)
            throw new SfException(SfErrorCodes.JournalUnusable, $"The import is of the org at {state.Start.Host}, and the session is of {session.InstanceUrl.Authority}.");

        // The folder may have been moved.
        ImportSettings settings = change(state.Start.Settings) with { Folder = Path.GetDirectoryName(journal.Path)! };
        return await GoOnAsync(new BulkApi(session, state.Start.ApiVersion), settings, journal, state, watcher, start, stop).ConfigureAwait(false);
    }

    private static async Task<SfBulkImport> StartAsync(
        BulkApi api, ImportSettings settings, IReadOnlyList<string> files, ImportPlan plan, ImportFolder folder, IImportWatcher watcher, long start, CancellationToken stop)
    {
        if (plan.Parts.Count == 0)
            return new SfBulkImport { Type = settings.Type, Operation = settings.Operation.ToString(), IsComplete = true, ResultPath = settings.Folder, Duration = api.Session.Clock.GetElapsedTime(start) };

        ImportStart first = new()
        {
            Host = api.Session.InstanceUrl.Authority,
            OrganizationId = api.Session.OrganizationId,
            ApiVersion = api.Version,
            Settings = settings,
            Files = files,
        };
        using BulkJournal journal = folder.WriteJournal(first, plan, api.Session.Clock);
        return await GoOnAsync(api, settings, journal, ImportState.Read(journal), watcher, start, stop).ConfigureAwait(false);
    }

    private static async Task<SfBulkImport> GoOnAsync(
        BulkApi api, ImportSettings settings, BulkJournal journal, ImportState state, IImportWatcher watcher, long start, CancellationToken stop)
    {
        TimeSpan Elapsed() => api.Session.Clock.GetElapsedTime(start);
        if (state.Summary is { } known)
        {
            // Killed after that, it may have left something.
            ImportFolder.DeleteWork(settings.Folder);
            return Result(settings, state, [.. state.Parts.Select(p => state.Ended.TryGetValue(p.Number, out SfBulkJob? j) ? j : null)], known.Counts, Elapsed());
        }

        RefuseChanged(state);
        ImportJobs run = new(api, journal, settings, watcher);
        SfBulkJob?[] jobs = await run.SendAsync(state, stop).ConfigureAwait(false);
        if (settings.NoWait || !await run.WaitAsync(state.Parts, jobs, stop).ConfigureAwait(false))
            return Result(settings, state, jobs, null, Elapsed());

        RefuseChanged(state);
        watcher.Progress(new ImportProgress(ImportStage.Results) { TotalRows = state.Rows, TotalJobs = jobs.Length });
        string? key = settings.Operation is BulkOperation.Insert ? null : settings.KeyField ?? "Id";
        ImportOutcome outcome = await new ImportResults(api, journal, settings.Folder)
            .WriteAsync([.. state.Parts.Zip(jobs, static (part, job) => (part, job))], key, watcher.RowFailed, stop).ConfigureAwait(false);
        journal.Add(new ImportSummary(state.Rows, outcome.Total).ToEntry());
        ImportFolder.DeleteWork(settings.Folder);
        return Result(settings, state, jobs, outcome.Total, Elapsed());
    }

    private static SfBulkImport Result(ImportSettings settings, ImportState state, IReadOnlyList<SfBulkJob?> jobs, ImportCounts? counts, TimeSpan duration)
    {
        SfBulkJob[] made = [.. jobs.OfType<SfBulkJob>()];
        return new SfBulkImport
        {
            Type = settings.Type,
            Operation = settings.Operation.ToString(),
            IsComplete = counts is not null,
            Rows = state.Rows,
            Processed = counts is null ? made.Sum(static j => j.NumberRecordsProcessed ?? 0) : counts.Successful + counts.Failed,
            Created = counts?.Created ?? 0,
            Failed = counts?.Failed ?? made.Sum(static j => j.NumberRecordsFailed ?? 0),
            Unprocessed = counts?.Unprocessed ?? 0,
            Unknown = counts?.Unknown ?? 0,
            Jobs = made,
            ResultPath = settings.Folder,
            Duration = duration,
        };
    }

    // What is sent, and what results are joined to, are the bytes that were checked.
    private static void RefuseChanged(ImportState state)
    {
        foreach (ImportSource source in state.Sources.Values)
            if (source is { Given: { } given, Stamp: { } stamp } && FileStamp.Of(given) != stamp)
                throw new SfException(SfErrorCodes.FileChanged, $"'{given}' has changed since its import began, so that its rows cannot be told apart any more.") { Final = true };
    }
}
