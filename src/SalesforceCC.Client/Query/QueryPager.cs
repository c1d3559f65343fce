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
    private readonly DescribeFieldTypes? _types;
    private readonly PageReader _reader;
    private readonly SemaphoreSlim _ahead = new(PagesAhead, PagesAhead);
    private readonly SemaphoreSlim _reading = new(1, 1);

    public QueryPager(SfSession session, string soql, QuerySettings settings)
    {
        _session = session;
        _settings = settings;
        _outline = SoqlOutline.Of(soql);
        _types = settings.Raw ? null : settings.Tooling ? session.ToolingFieldTypes : session.FieldTypes;
        _reader = new PageReader(_types, _outline.Aliases);
        Soql = soql;
    }

    private string Soql { get; }

    /// <summary>The pages in order, each whole.</summary>
    public async IAsyncEnumerable<RecordPage> ReadAsync([EnumeratorCancellation] CancellationToken stop)
    {
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        PageTask? current = FirstPage(end.Token);
        try
        {
            while (current is not null)
            {
                RecordPage page = await current.Task.ConfigureAwait(false);
                _ahead.Release();
                yield return page;
                current = page.Done ? null : current.Next
                    ?? throw new SfException(
                        SfErrorCodes.InvalidResponse, "A page says that there are more rows, but not where.");
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

    private PageTask FirstPage(CancellationToken stop)
    {
        string resource = (_settings.Tooling ? "tooling/" : "") + (_settings.IncludeDeleted ? "queryAll" : "query");
        Uri url = RestPath.WithQuery(_session.Resolve(resource), [new("q", Soql)]);
        if (url.PathAndQuery.Length <= LongestUrl)
            return Start(url, stop);

        PageTask page = new(url, stop);
        page.Task = FetchLongAsync(page, stop);
        return page;
    }

    private PageTask Start(Uri url, CancellationToken stop)
    {
        PageTask page = new(url, stop);
        page.Task = FetchAsync(page, () => new HttpRequestMessage(HttpMethod.Get, url), ReadPageAsync, SendOptions.Default, stop);
        return page;
    }

    /// <summary>The first page of a statement that fits no URL: as subrequest of a composite one.</summary>
    private Task<RecordPage> FetchLongAsync(PageTask page, CancellationToken stop) =>
        FetchAsync(
            page,
            () => new HttpRequestMessage(HttpMethod.Post, _session.Resolve("composite"))
            {
                Content = CompositeQuery.Content(page.Url.PathAndQuery),
            },
            async (p, body, token) =>
            {
                byte[] inner = CompositeQuery.Unwrap(
                    await Body.ReadAsync(body, int.MaxValue / 2, token).ConfigureAwait(false));
                using MemoryStream stream = new(inner);
                return await ReadPageAsync(p, stream, token).ConfigureAwait(false);
            },
            new SendOptions { Replay = Replay.Safe },
            stop);

    private async Task<RecordPage> FetchAsync(
        PageTask page,
        Func<HttpRequestMessage> make,
        Func<PageTask, Stream, CancellationToken, Task<RecordPage>> read,
        SendOptions options,
        CancellationToken stop)
    {
        await _ahead.WaitAsync(stop).ConfigureAwait(false);
        RecordPage result = await _session.SendAsync(
            () => WithHeaders(make()),
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
            options,
            stop).ConfigureAwait(false);
        await FillChildrenAsync(result, stop).ConfigureAwait(false);
        return result;
    }

    private Task<RecordPage> ReadPageAsync(PageTask page, Stream body, CancellationToken token) =>
        _reader.ReadAsync(body, link => page.Follow(link, _session.InstanceUrl, url => Start(url, page.Stop)), token);

    private HttpRequestMessage WithHeaders(HttpRequestMessage request)
    {
        request.Headers.TryAddWithoutValidation("Accept", "application/json");
        if (_settings.PageSize is { } size)
            request.Headers.TryAddWithoutValidation(
                "Sforce-Query-Options", "batchSize=" + size.ToString(CultureInfo.InvariantCulture));
        return request;
    }

    /// <summary>Fetches the rest of subqueries that are longer than a page, so that each row is handed out whole.</summary>
    private async Task FillChildrenAsync(RecordPage page, CancellationToken stop)
    {
        foreach (IncompleteChildren children in page.IncompleteChildren)
        {
            PageReader reader = new(_types);
            List<SfRecord> others = [];
            string? link = children.NextRecordsUrl;
            while (link is not null)
            {
                Uri url = Origin.Resolve(_session.InstanceUrl, link);
                RecordPage more = await _session.SendAsync(
                    () => WithHeaders(new HttpRequestMessage(HttpMethod.Get, url)),
                    (_, body, token) => reader.ReadAsync(body, null, token),
                    SendOptions.Default,
                    stop).ConfigureAwait(false);
                await FillChildrenAsync(more, stop).ConfigureAwait(false);
                others.AddRange(more);
                if (!more.Done && (more.NextRecordsUrl is null || more.NextRecordsUrl == link))
                    throw new SfException(
                        SfErrorCodes.InvalidResponse, "A page of child rows says that there are more, but not where.");
                link = more.Done ? null : more.NextRecordsUrl;
            }

            children.Append(others);
        }
    }
}
