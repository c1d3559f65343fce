using System.Runtime.CompilerServices;
using SalesforceCC.Http;
using SalesforceCC.Records;

namespace SalesforceCC.Query;

/// <summary>
/// Runs one query. The next page is asked for as soon as this one has named it, which is before its first row, and read
/// while this one is used; no more than <see cref="PagesAhead"/> pages of rows are held at a time. Pages may be asked for
/// before they are named (<see cref="ReadAhead"/>), but a page is part of the result only if the page before it names it.
/// </summary>
internal sealed class QueryPager
{
    /// <summary>Pages of rows in memory beside the one in use.</summary>
    private const int PagesAhead = 2;

    private readonly SfSession _session;
    private readonly QuerySettings _settings;
    private readonly PageSource _source;
    private readonly SemaphoreSlim _room = new(PagesAhead, PagesAhead);
    private CancellationToken _end;

    // The links from the first page on.
    private LinkTrail _trail = null!;

    // Ends the pages after the first.
    private CancellationTokenSource _following = null!;

    // Where pages should be; null: nobody knows, or cares.
    private PageSteps? _steps;
    private ReadAhead? _readAhead;

    public QueryPager(SfSession session, string soql, QuerySettings settings)
    {
        _session = session;
        _settings = settings;
        _source = new PageSource(session, soql, settings);
    }

    /// <summary>The pages in order, each whole.</summary>
    public async IAsyncEnumerable<RecordPage> ReadAsync([EnumeratorCancellation] CancellationToken stop)
    {
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        _end = end.Token;
        _following = CancellationTokenSource.CreateLinkedTokenSource(_end);
        PageTask? current = FirstPage();
        try
        {
            while (current is not null)
            {
                _readAhead?.Want(waits: !current.Task.IsCompleted);
                RecordPage page = await current.Task.ConfigureAwait(false);
                _room.Release();
                yield return page;
                current = page.Done ? null : current.Next
                    ?? throw CursorPage.Refused("A page says that there are more rows, but not where.");
            }
        }
        finally
        {
            end.Cancel();
            _readAhead?.Dispose();
            for (; current is not null; current = current.Next)
                _ = current.Task.ContinueWith(
                    static t => t.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        }
    }

    private PageTask FirstPage()
    {
        PageTask page = new(_source.First, isFirst: true);
        _trail = new LinkTrail(page.Url);
        page.Task = FetchAsync(page, () => _source.GetFirstAsync(link => Follow(page, link), whole => LookAhead(page, whole), _end), _end);
        return page;
    }

    /// <summary>Starts a page that has been named.</summary>
    private PageTask Start(Uri url, CancellationToken stop)
    {
        PageTask page = new(url, isFirst: false);
        AheadPage? ahead = _readAhead?.Take(url);
        page.Task = FetchAsync(page, () => ahead is null ? GetAsync(page, stop) : GetAsync(page, ahead, stop), stop);
        return page;
    }

    private async Task<RecordPage> FetchAsync(PageTask page, Func<Task<RecordPage>> get, CancellationToken stop)
    {
        await _room.WaitAsync(stop).ConfigureAwait(false);
        try
        {
            RecordPage result = await get().ConfigureAwait(false);
            if (!page.IsFirst && _steps is { } steps && _readAhead is { HasAsked: true } && !steps.Fit(page.Url, result, _session.InstanceUrl))
                result = await DoubtAsync(page, result, _readAhead, stop).ConfigureAwait(false);
            if (page.Link is { } link)
                page.Next = Start(_trail.Follow(_session.InstanceUrl, link), stop);
            await _source.CompleteAsync(result, stop).ConfigureAwait(false);
            return result;
        }
        catch (Exception e)
        {
            _room.Release();
            if (e is SfException error)
                _source.ForgetAfter(error);
            throw;
        }
    }

    private Task<RecordPage> GetAsync(PageTask page, CancellationToken stop) =>
        _source.GetAsync(page.Url, link => Follow(page, link), stop);

    /// <summary>A page that is on its way already. What is wrong with it matters only if it is wrong again now that its turn has come.</summary>
    private async Task<RecordPage> GetAsync(PageTask page, AheadPage ahead, CancellationToken stop)
    {
        try
        {
            using PageBytes bytes = await ahead.Bytes.ConfigureAwait(false);
            return await _source.ReadAsync(bytes, link => Follow(page, link), stop).ConfigureAwait(false);
        }
        catch (SfException e)
        {
            _readAhead?.Fail(e);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            // It was given up with the others.
        }

        return await GetAsync(page, stop).ConfigureAwait(false);
    }

    /// <summary>From the second page on, pages may be asked for where they should be.</summary>
    private void LookAhead(PageTask first, RecordPage page)
    {
        if (_settings.ThrottleLimit > 1 && first.Next is { } second && _source.HasEvenPages
            && PageSteps.TryMake(page, second.Url, out PageSteps? steps))
        {
            _steps = steps;
            _readAhead = new ReadAhead(_source.DownloadAsync, steps, second.Url, _settings.ThrottleLimit, _following.Token);
        }
    }

    /// <summary>
    /// A page that does not have the rows that its URL stands for may be what the server has, and then it has it again.
    /// Or the server counts requests, whatever they ask for, and has given these rows to another.
    /// </summary>
    private async Task<RecordPage> DoubtAsync(PageTask page, RecordPage result, ReadAhead readAhead, CancellationToken stop)
    {
        bool isElsewhere = await readAhead.HasRowsOfAsync(page.Url, _session.InstanceUrl, stop).ConfigureAwait(false);
        readAhead.End();
        RecordPage? again = isElsewhere ? null : await GetAsync(page, stop).ConfigureAwait(false);
        if (again is null || again.Count != result.Count || again.Done != result.Done || again.NextRecordsUrl != result.NextRecordsUrl)
            throw CursorPage.Refused(
                $"The server does not keep to the offsets of its pages, so that rows could be lost: {page.Url.AbsolutePath} has other rows than its URL stands for.");
        _steps = null;
        return again;
    }

    /// <summary>Starts the page after this one. A page that is read again after a broken connection starts it once only.</summary>
    private void Follow(PageTask page, string link)
    {
        Uri url = Origin.Resolve(_session.InstanceUrl, link);
        if ((page.Next?.Url is { } started && started != url) || (page.Link is { } last && last != link))
        {
            if (!page.IsFirst)
                throw CursorPage.Refused("A page that was read again names another next page than before.");
            Abandon(page.Next);
            page.Next = null;
            _trail = new LinkTrail(page.Url);
        }

        // What leads elsewhere than it should is believed only when the whole page has been seen.
        if (!page.IsFirst && _steps is { } steps && _readAhead is { HasAsked: true } && !PageSteps.Same(steps.After(page.Url), url))
            page.Link = link;
        else
            page.Next ??= Start(_trail.Follow(_session.InstanceUrl, link), _following.Token);
    }

    /// <summary>
    /// To read the first page again is to run the query again, and the pages of one run do not continue another: rows
    /// that were added or deleted in between would be lost or come twice.
    /// </summary>
    private void Abandon(PageTask? page)
    {
        _following.Cancel();
        _following.Dispose();
        _following = CancellationTokenSource.CreateLinkedTokenSource(_end);
        for (; page is not null; page = page.Next)
            _ = page.Task.ContinueWith(
                t => t.Status == TaskStatus.RanToCompletion ? _room.Release() : t.Exception is null ? 0 : 1,
                CancellationToken.None,
                TaskContinuationOptions.None,
                TaskScheduler.Default);
    }
}
