using System.Runtime.CompilerServices;
using SalesforceCC.Http;
using SalesforceCC.Records;

namespace SalesforceCC.Query;

/// <summary>
/// Runs one query. The next page is asked for as soon as this one has named it, which is before its first row, and read
/// while this one is used; no more than <see cref="PagesAhead"/> pages of rows are held at a time. Pages may be asked for
/// before they are named, one by one (<see cref="ReadAhead"/>) or together (<see cref="BatchPages"/>), but a page is part of
/// the result only if the page before it names it.
/// </summary>
internal sealed class QueryPager : IPageChain
{
    /// <summary>Pages of rows in memory beside the one in use.</summary>
    private const int PagesAhead = 2;

    private readonly SfSession _session;
    private readonly QuerySettings _settings;
    private readonly PageSource _source;

    // Somebody wants the second page.
    private readonly TaskCompletionSource<bool> _goesOn = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CancellationToken _end;

    // The links from the first page on.
    private LinkTrail _trail = null!;

    // Ends the pages after the first.
    private CancellationTokenSource _following = null!;

    // Where pages should be; null: nobody knows, or cares.
    private PageSteps? _steps;
    private ReadAhead? _readAhead;
    private BatchPages? _batches;

    public QueryPager(SfSession session, string soql, QuerySettings settings)
    {
        _session = session;
        _settings = settings;
        _source = new PageSource(session, soql, settings);
    }

    public Uri Instance => _session.InstanceUrl;

    public SemaphoreSlim Room { get; } = new(PagesAhead, PagesAhead);

    // Whether a server may have been asked for pages that nobody had named.
    private bool HasGuessed => _readAhead is { HasAsked: true } || _batches is { HasAsked: true };

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
                if (!current.IsFirst)
                    _goesOn.TrySetResult(true);
                _readAhead?.Want(waits: !current.Task.IsCompleted);
                RecordPage page = await current.Task.ConfigureAwait(false);
                Room.Release();
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
                current.Task.Forget();
        }
    }

    public Uri Follow(string link) => _trail.Follow(Instance, link);

    public PageTask Start(Uri url, CancellationToken stop)
    {
        PageTask page = PageTask.Promised(url);
        if (_batches is { } batches && batches.CanStart(url))
        {
            _ = batches.RunAsync(page, _goesOn.Task, stop);
            return page;
        }

        AheadPage? ahead = _readAhead?.Take(url);
        return page.Become(ahead is null ? FetchAsync(page, stop) : FetchAsync(page, () => GetAsync(page, ahead, stop), stop));
    }

    public Task<RecordPage> FetchAsync(PageTask page, CancellationToken stop) =>
        FetchAsync(page, () => GetAsync(page, stop), stop);

    private PageTask FirstPage()
    {
        PageTask page = PageTask.First(_source.First);
        _trail = new LinkTrail(page.Url);
        return page.Become(FetchAsync(
            page, () => _source.GetFirstAsync(link => Follow(page, link), whole => LookAhead(page, whole), _end), _end));
    }

    private async Task<RecordPage> FetchAsync(PageTask page, Func<Task<RecordPage>> get, CancellationToken stop)
    {
        await Room.WaitAsync(stop).ConfigureAwait(false);
        try
        {
            RecordPage result = await get().ConfigureAwait(false);
            if (!page.IsFirst && HasGuessed && _steps is { } steps && !steps.Fit(page.Url, result, Instance))
                result = await DoubtAsync(page, result, stop).ConfigureAwait(false);
            if (page.Link is not null && result is { Done: false, NextRecordsUrl: { } link })
                page.Next = Start(Follow(link), _following.Token);
            await _source.CompleteAsync(result, stop).ConfigureAwait(false);
            return result;
        }
        catch (Exception e)
        {
            Room.Release();
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
        Uri? second = first.Next?.Url ?? (first.Link is { } link ? Origin.Resolve(Instance, link) : null);
        if ((!_settings.SaveApiCalls && _settings.ThrottleLimit <= 1) || second is null || page.Done || !_source.HasEvenPages
            || !PageSteps.TryMake(page, second, out PageSteps? steps))
            return;
        _steps = steps;
        if (_settings.SaveApiCalls)
            _batches = new BatchPages(_source, steps, this);
        else
            _readAhead = new ReadAhead(_source.DownloadAsync, steps, second, _settings.ThrottleLimit, _following.Token);
    }

    /// <summary>
    /// A page that does not have the rows that its URL stands for may be what the server has, and then it has it again.
    /// Or the server counts requests, whatever they ask for, and has given these rows to another.
    /// </summary>
    private async Task<RecordPage> DoubtAsync(PageTask page, RecordPage result, CancellationToken stop)
    {
        bool isElsewhere = _readAhead is not null && await _readAhead.HasRowsOfAsync(page.Url, Instance, stop).ConfigureAwait(false);
        _readAhead?.End();
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
        Uri url = Origin.Resolve(Instance, link);
        if ((page.Next?.Url is { } started && started != url) || (page.Link is { } last && last != link))
        {
            if (!page.IsFirst)
                throw CursorPage.Refused("A page that was read again names another next page than before.");
            Abandon(page.Next);
            page.Next = null;
            _trail = new LinkTrail(page.Url);
        }

        // What leads elsewhere than it should is believed only when the whole page has been seen. And where pages are to be
        // asked for together, the first must say where they are.
        if (page.IsFirst ? _settings.SaveApiCalls : HasGuessed && _steps is { } steps && !PageSteps.Same(steps.After(page.Url), url))
            page.Link = link;
        else
            page.Next ??= Start(Follow(link), _following.Token);
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
                t => t.Status == TaskStatus.RanToCompletion ? Room.Release() : t.Exception is null ? 0 : 1,
                CancellationToken.None,
                TaskContinuationOptions.None,
                TaskScheduler.Default);
    }
}
