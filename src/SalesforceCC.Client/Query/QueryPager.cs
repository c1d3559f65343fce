using System.Globalization;
using System.Runtime.CompilerServices;
using SalesforceCC.Http;
using SalesforceCC.Records;
using SalesforceCC.Rest;

namespace SalesforceCC.Query;

/// <summary>
/// Runs one query. The next page is asked for as soon as this one has named it, which is before its first row, and read
/// while this one is used; no more than <see cref="PagesAhead"/> pages are held at a time.
/// </summary>
internal sealed class QueryPager
{
    /// <summary>Pages in memory beside the one in use.</summary>
    private const int PagesAhead = 2;

    /// <summary>
    /// Longest path and query sent as URL. Salesforce ends at 16,384 bytes for URL and headers together, and a token may
    /// take a few thousand of them; longer statements travel in the body of a composite request.
    /// </summary>
    private const int LongestUrl = 8_000;

    private readonly SfSession _session;
    private readonly QuerySettings _settings;
    private readonly SoqlOutline _outline;
    private readonly DescribeFieldTypes _describes;
    private readonly PageReader _reader;
    private readonly ChildPages _children;
    private readonly SemaphoreSlim _ahead = new(PagesAhead, PagesAhead);
    private readonly SemaphoreSlim _reading = new(1, 1);
    private readonly IReadOnlyList<KeyValuePair<string, string>> _headers;
    private CancellationToken _end;

    // The links from the first page on.
    private LinkTrail _trail = null!;

    // Ends the pages after the first.
    private CancellationTokenSource _following = null!;

    public QueryPager(SfSession session, string soql, QuerySettings settings)
    {
        _session = session;
        _settings = settings;
        _outline = SoqlOutline.Of(soql);
        _describes = settings.Tooling ? session.ToolingFieldTypes : session.FieldTypes;
        DescribeFieldTypes? types = settings.Raw ? null : _describes;
        RecordOrigin origin = RecordOrigin.Of(session);
        _reader = new PageReader(types, _outline.Selection, origin);
        _headers = QueryOptions is { } options ? [new("Sforce-Query-Options", options)] : [];
        _children = new ChildPages(session, types, origin, _headers);
        Soql = soql;
    }

    private string Soql { get; }

    private string Root => _settings.Tooling ? "tooling/" : "";

    private string? QueryOptions => _settings.PageSize is { } size
        ? "batchSize=" + size.ToString(CultureInfo.InvariantCulture)
        : null;

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
                RecordPage page = await current.Task.ConfigureAwait(false);
                _ahead.Release();
                yield return page;
                current = page.Done ? null : current.Next
                    ?? throw CursorPage.Refused("A page says that there are more rows, but not where.");
            }
        }
        finally
        {
            end.Cancel();
            for (; current is not null; current = current.Next)
                _ = current.Task.ContinueWith(
                    static t => t.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        }
    }

    private PageTask FirstPage()
    {
        Uri resource = _session.Resolve(Root + (_settings.IncludeDeleted ? "queryAll" : "query"));
        string target = $"{resource.AbsolutePath}?q={RestPath.Escape(Soql)}";
        if (target.Length <= LongestUrl)
            return Start(new Uri(resource, target), isFirst: true, _end);

        PageTask page = new(resource, isFirst: true);
        _trail = new LinkTrail(resource);
        page.Task = FetchLongAsync(page, target);
        return page;
    }

    private PageTask Start(Uri url, bool isFirst, CancellationToken stop)
    {
        PageTask page = new(url, isFirst);
        if (isFirst)
            _trail = new LinkTrail(url);
        page.Task = FetchAsync(page, new ApiRequest { Method = HttpMethod.Get, Url = url, Headers = _headers }, ReadPageAsync, stop);
        return page;
    }

    /// <summary>The first page of a statement that fits no URL, and on .NET 8 no Uri: as subrequest of a composite one.</summary>
    private Task<RecordPage> FetchLongAsync(PageTask page, string target) =>
        FetchAsync(
            page,
            new ApiRequest
            {
                Method = HttpMethod.Post,
                Url = _session.Resolve(Root + "composite"),
                Headers = _headers,
                Body = CompositeQuery.Body(target, QueryOptions),
                Repeat = Repeat.Idempotent,
            },
            async (p, body, token) =>
            {
                byte[] inner = CompositeQuery.Unwrap(
                    await Body.ReadAsync(body, int.MaxValue / 2, token).ConfigureAwait(false));
                using MemoryStream stream = new(inner);
                return await ReadPageAsync(p, stream, token).ConfigureAwait(false);
            },
            _end);

    private async Task<RecordPage> FetchAsync(
        PageTask page,
        ApiRequest request,
        Func<PageTask, Stream, CancellationToken, Task<RecordPage>> read,
        CancellationToken stop)
    {
        await _ahead.WaitAsync(stop).ConfigureAwait(false);
        try
        {
            RecordPage result = await _session.SendAsync(
                request,
                async (_, body, token) =>
                {
                    // One page is read at a time: the reader learns from each, and two would share the processor anyway.
                    await _reading.WaitAsync(token).ConfigureAwait(false);
                    try
                    {
                        return await read(page, body, token).ConfigureAwait(false);
                    }
                    finally
                    {
                        _reading.Release();
                    }
                },
                stop).ConfigureAwait(false);
            await _children.FillAsync(result, stop).ConfigureAwait(false);
            return result;
        }
        catch (Exception e)
        {
            _ahead.Release();
            if (e is SfException error)
                _describes.ForgetAfter(error, _outline.Selection?.ObjectName);
            throw;
        }
    }

    private Task<RecordPage> ReadPageAsync(PageTask page, Stream body, CancellationToken token) =>
        page.IsFirst
            ? _reader.ReadAsync(body, link => Follow(page, link), token)
            : CursorPage.ReadOnceAsync(() => _reader.ReadAsync(body, link => Follow(page, link), token));

    /// <summary>Starts the page after this one. A page that is read again after a broken connection starts it once only.</summary>
    private void Follow(PageTask page, string link)
    {
        if (page.Next is { } started && started.Url != Origin.Resolve(_session.InstanceUrl, link))
        {
            if (!page.IsFirst)
                throw CursorPage.Refused("A page that was read again names another next page than before.");
            Abandon(started);
            page.Next = null;
            _trail = new LinkTrail(page.Url);
        }

        page.Next ??= Start(_trail.Follow(_session.InstanceUrl, link), isFirst: false, _following.Token);
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
                t => t.Status == TaskStatus.RanToCompletion ? _ahead.Release() : t.Exception is null ? 0 : 1,
                CancellationToken.None,
                TaskContinuationOptions.None,
                TaskScheduler.Default);
    }
}
