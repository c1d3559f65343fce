using System.Runtime.CompilerServices;
using SalesforceCC.Query;
using SalesforceCC.Records;

namespace SalesforceCC.Bulk;

/// <summary>
/// Exports the rows of a query with a job of Bulk API 2.0: to files, or as records. What goes to files has a journal, so
/// that another process can go on.
/// </summary>
internal sealed class BulkExport : IDisposable
{
    /// <summary>What the first entry of an export's journal is called.</summary>
    public const string FirstStep = "export";

    // Pages that are there before their turn has come take room on the disk.
    private const int PagesAhead = 4;

    private readonly SfSession _session;
    private readonly ExportSettings _settings;
    private readonly ExportOrder _order;
    private readonly BulkJournal? _journal;
    private readonly BulkApi _api;
    private readonly ExportProgress _progress;
    private readonly long _start;
    private bool _isOver;

    private BulkExport(BulkApi api, ExportSettings settings, ExportOrder order, BulkJournal? journal)
    {
        _api = api;
        _session = api.Session;
        _settings = settings;
        _order = order;
        _journal = journal;
        _progress = new ExportProgress(journal);
        _start = _session.Clock.GetTimestamp();
    }

    /// <summary>The file; null: rows are given as records.</summary>
    public string? Path => _settings.Path;

    /// <summary>The statement; null: the job was there already.</summary>
    public string? Query => _order.Query;

    /// <summary>What was done so far can be gone on with by another process.</summary>
    public bool CanResume => _journal is not null && !_isOver && _progress.Job is not null;

    /// <summary>An export that begins. Nothing is sent but a question for the version, where it is not known.</summary>
    /// <exception cref="SfException">INVALID_PARAMETER, FILE_EXISTS, FILE_NOT_WRITTEN, JOURNAL_IN_USE.</exception>
    public static async Task<BulkExport> NewAsync(SfSession session, ExportSettings settings, CancellationToken stop)
    {
        if (settings.Query is { } soql)
            BulkQueryRules.Check(soql, session.FieldTypes);
        if (settings.Path is { } path)
        {
            _ = ExportFormats.ExtensionOf(path);
            FilePlace.Require(path);
        }

        BulkApi api = await BulkApi.OpenAsync(session, stop).ConfigureAwait(false);
        if (settings.JobId is { } id)
        {
            // Its results come as it was told, and to nobody who asks in another version.
            SfBulkJob job = await GetAsync(api, id, stop).ConfigureAwait(false);
            api = new BulkApi(session, job.ApiVersion.Length > 0 ? job.ApiVersion : api.Version);
            settings = settings with { JobId = job.Id, Dialect = CsvDialect.Of(job) };
        }

        ExportOrder order = ExportOrder.Of(api, settings);
        if (settings.Path is null)
            return new BulkExport(api, settings, order, journal: null);
        BulkJournal journal = WorkFolder.Create(settings.Path, settings.DiscardUnfinished, session.Clock);
        journal.Add(order.ToEntry() with { Job = settings.JobId });
        return new BulkExport(api, settings, order, journal);
    }

    /// <summary>An export that goes on where another process left it. The journal is closed with it.</summary>
    /// <param name="session">A session of the same org.</param>
    /// <param name="journal">The journal, whose first entry is called <see cref="FirstStep"/>.</param>
    /// <param name="throttleLimit">How many pages may be on their way at a time.</param>
    /// <param name="limit">How long the job is waited for; null: until it is finished.</param>
    /// <exception cref="SfException">JOURNAL_UNUSABLE.</exception>
    public static BulkExport Resume(SfSession session, BulkJournal journal, int throttleLimit = 5, TimeSpan? limit = null)
    {
        ExportOrder order = ExportOrder.Read(journal);
        order.Require(session, journal.Path);
        ExportSettings settings = new()
        {
            Query = order.Query,
            Path = WorkFolder.FileOf(journal, order.FileName),
            IncludeDeleted = order.IncludeDeleted,
            Dialect = order.Dialect,
            MaxRecords = order.MaxRecords,
            SplitPages = order.SplitPages,
            ThrottleLimit = throttleLimit,
            Limit = limit,
        };
        return new BulkExport(new BulkApi(session, order.ApiVersion), settings, order, journal);
    }

    /// <summary>Makes the job, and leaves it to itself. The journal stays.</summary>
    /// <exception cref="SfException">Any failure of the call.</exception>
    public async Task<SfBulkJob> StartAsync(CancellationToken stop)
    {
        if ((_progress.Job ?? _settings.JobId) is { } there)
            return await GetAsync(_api, there, stop).ConfigureAwait(false);
        try
        {
            SfBulkJob job = await _api.CreateAsync(BulkKind.Query, new Dictionary<string, object?>
            {
                ["operation"] = _order.Operation,
                ["query"] = _order.Query,
                ["contentType"] = "CSV",
                ["columnDelimiter"] = _order.Dialect.DelimiterName,
                ["lineEnding"] = _order.Dialect.LineEndingName,
            }, stop).ConfigureAwait(false);
            _progress.SetJob(job.Id);
            return job;
        }
        catch (SfException)
        {
            // Nobody has anything to go on with.
            End();
            throw;
        }
    }

    /// <summary>Runs it to its end. The last step has the result.</summary>
    /// <exception cref="SfException">
    /// Any failure of a call; how a job ended, see <see cref="JobEnd"/>; INVALID_RESPONSE: rows are missing; FILE_NOT_WRITTEN.
    /// </exception>
    public async IAsyncEnumerable<ExportStep> RunAsync([EnumeratorCancellation] CancellationToken stop)
    {
        SfBulkJob job = await StartAsync(stop).ConfigureAwait(false);
        yield return new ExportStep { Job = job };
        if (!job.IsFinished)
        {
            await foreach (SfBulkJob state in _api.WatchAsync(BulkKind.Query, job.Id, _settings.Limit, stop).ConfigureAwait(false))
            {
                job = state;
                yield return new ExportStep { Job = job };
            }
        }

        if (job.State is "Failed" or "Aborted")
            End();
        JobEnd.RequireComplete(job, _settings.Limit);
        _progress.SetFinished(job);
        SoqlOutline? outline = _order.Query is null ? null : SoqlOutline.Of(_order.Query);
        RowTypes types = new(_session, outline?.ObjectName ?? job.Object, outline?.Selection);
        await foreach (ExportStep step in (_settings.Path is null ? ReadAsync(job, types, outline, stop) : WriteAsync(job, types, outline, stop)).ConfigureAwait(false))
            yield return step;
    }

    public void Dispose() => _journal?.Dispose();

    private async IAsyncEnumerable<ExportStep> WriteAsync(
        SfBulkJob job, RowTypes types, SoqlOutline? outline, [EnumeratorCancellation] CancellationToken stop)
    {
        string path = _settings.Path!;
        IPageFormat format = ExportFormats.Of(ExportFormats.ExtensionOf(path), _order.Dialect, types);
        ExportPlacement placement = new(_order.NoClobber);
        using IExportTarget target = _order.SplitPages
            ? new SplitFiles(path, new ExportManifest(path, _order, _progress), placement, _session.Clock)
            : new SingleFile(path, format, placement, _progress);
        IPageLinks links = await PageLinks.OfAsync(_api, job.Id, _order, _progress, stop).ConfigureAwait(false);
        PageDownload download = new(_api, job.Id, format, WorkFolder.Of(path), target.HasPagesOfOwn, links);
        PageQueue queue = new(links, FetchAsync, _settings.ThrottleLimit, _settings.ThrottleLimit * PagesAhead);
        PageTally tally = new();
        await foreach (FetchedPage page in queue.ReadAsync(stop).ConfigureAwait(false))
        {
            tally.Add(page);
            await target.AddAsync(page, stop).ConfigureAwait(false);
            yield return new ExportStep { Job = job, Rows = tally.Rows, Bytes = tally.Bytes, Pages = tally.Pages, DescribeFailures = types.Failures };
        }

        tally.Check(job);
        (IReadOnlyList<string> files, long length) = await target.CompleteAsync(
            tally.Header ?? await EmptyHeader.OfAsync(_session, outline?.Selection, _order.Dialect, stop).ConfigureAwait(false), stop).ConfigureAwait(false);
        End();
        yield return new ExportStep
        {
            Job = job,
            Rows = tally.Rows,
            Bytes = tally.Bytes,
            Pages = tally.Pages,
            Result = new SfBulkExport
            {
                JobId = job.Id,
                Query = _order.Query,
                Path = _order.SplitPages ? ExportManifest.PathOf(path) : path,

                // PowerShell finds no index in what the compiler makes of a list.
                Files = files.ToArray(),
                Records = tally.Rows,
                Bytes = length,
                Pages = tally.Pages,
                ApiVersion = _api.Version,
                Duration = _session.Clock.GetElapsedTime(_start),
            },
        };

        async Task<FetchedPage> FetchAsync(PageLink link, CancellationToken token)
        {
            if (_progress.Fetched(link.Number) is { } before && target.Has(before))
                return before;
            FetchedPage page = await download.FetchAsync(link, token).ConfigureAwait(false);
            _progress.AddFetched(page);
            return page;
        }
    }

    private async IAsyncEnumerable<ExportStep> ReadAsync(
        SfBulkJob job, RowTypes types, SoqlOutline? outline, [EnumeratorCancellation] CancellationToken stop)
    {
        using SpoolFolder folder = new();
        IPageLinks links = await PageLinks.OfAsync(_api, job.Id, _order, _progress, stop).ConfigureAwait(false);
        PageDownload download = new(_api, job.Id, new CsvPages(_order.Dialect), folder.Path, withHead: true, links);
        PageQueue queue = new(links, download.FetchAsync, _settings.ThrottleLimit, _settings.ThrottleLimit);
        RecordPages records = new(_api, types, outline?.Selection, _order.Dialect);
        PageTally tally = new();
        await foreach (FetchedPage page in queue.ReadAsync(stop).ConfigureAwait(false))
        {
            tally.Add(page);
            long rows = 0;
            using (Stream csv = folder.Open(page.File))
            {
                await foreach (RecordPage some in records.ReadAsync(csv, stop).ConfigureAwait(false))
                {
                    rows += some.Count;
                    yield return new ExportStep
                    {
                        Job = job,
                        Records = some,
                        Rows = tally.Rows - page.Rows + rows,
                        Bytes = tally.Bytes,
                        Pages = tally.Pages,
                        DescribeFailures = some.DescribeFailures,
                    };
                }
            }

            folder.Delete(page.File);
            PageTally.Check(page, rows);
        }

        tally.Check(job);
    }

    private static async Task<SfBulkJob> GetAsync(BulkApi api, string id, CancellationToken stop)
    {
        try
        {
            return await api.GetAsync(BulkKind.Query, id, stop).ConfigureAwait(false);
        }
        catch (SfException e) when (e.StatusCode == System.Net.HttpStatusCode.NotFound)
        {
            throw e.WithMessage($"There is no query job {id}. It was deleted, by somebody or after seven days, or another user may not see it.");
        }
    }

    // The whole is there, or nobody can go on.
    private void End()
    {
        _isOver = true;
        if (_journal is null)
            return;
        _journal.Dispose();
        WorkFolder.Delete(_settings.Path!);
    }
}
