using System.Globalization;
using SalesforceCC.Http;
using SalesforceCC.Records;
using SalesforceCC.Rest;

namespace SalesforceCC.Query;

/// <summary>Asks for the pages of one query, and reads them one at a time.</summary>
internal sealed class PageSource
{
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
    private readonly SemaphoreSlim _reading = new(1, 1);
    private readonly IReadOnlyList<KeyValuePair<string, string>> _headers;
    private readonly string _target;
    private readonly Uri _resource;

    public PageSource(SfSession session, string soql, QuerySettings settings)
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
        _resource = session.Resolve(Root + (settings.IncludeDeleted ? "queryAll" : "query"));
        _target = $"{_resource.AbsolutePath}?q={RestPath.Escape(soql)}";

        // On .NET 8 a long statement fits no Uri, either.
        First = _target.Length <= LongestUrl ? new Uri(_resource, _target) : _resource;
    }

    /// <summary>Where the query itself is asked.</summary>
    public Uri First { get; }

    /// <summary>
    /// Whether pages have as many rows each. With subqueries they have not: child rows count, too, so that every page
    /// ends where it happens to.
    /// </summary>
    public bool HasEvenPages => _outline.Selection is { } selection && selection.Columns.All(static c => c.Children is null);

    private string Root => _settings.Tooling ? "tooling/" : "";

    private string? QueryOptions => _settings.PageSize is { } size
        ? "batchSize=" + size.ToString(CultureInfo.InvariantCulture)
        : null;

    /// <summary>Runs the query, and reads its first page while it arrives.</summary>
    /// <param name="follow">Told where the next page is, as soon as that is known.</param>
    /// <param name="whole">Told when the page is there, before any other is read.</param>
    /// <param name="stop">Ends it.</param>
    public Task<RecordPage> GetFirstAsync(Action<string> follow, Action<RecordPage> whole, CancellationToken stop) =>
        _target.Length > LongestUrl
            ? GetLongAsync(follow, whole, stop)
            : _session.SendAsync(
                Request(First, Repeat.ByMethod), (_, body, token) => ReadAsync(body, follow, whole, token), stop);

    /// <summary>Asks for a further page, and reads it while it arrives.</summary>
    public Task<RecordPage> GetAsync(Uri url, Action<string> follow, CancellationToken stop) =>
        _session.SendAsync(
            Request(url, Repeat.ByMethod),
            (_, body, token) => CursorPage.ReadOnceAsync(() => ReadAsync(body, follow, whole: null, token)),
            stop);

    /// <summary>Fetches a page without reading it. Whoever needs it in the end tries again if it fails.</summary>
    public Task<PageBytes> DownloadAsync(Uri url, CancellationToken stop) =>
        _session.SendAsync(Request(url, Repeat.Never), static (_, body, token) => PageBytes.ReadAsync(body, token), stop);

    /// <summary>Asks for many pages in one request, and reads them one after the other.</summary>
    /// <param name="body">The batch.</param>
    /// <param name="ready">Called before the first part, and after each.</param>
    /// <param name="stop">Ends it.</param>
    public Task GetBatchAsync(byte[] body, Func<BatchPart?, Task> ready, CancellationToken stop) =>
        _session.SendAsync(
            new ApiRequest
            {
                Method = HttpMethod.Post,
                Url = _session.Resolve(Root + "composite/batch"),
                Headers = _headers,
                Body = RequestBody.Of(body, "application/json"),
                Repeat = Repeat.Never,
            },
            async (_, stream, token) =>
            {
                await _reader.ReadBatchAsync(stream, ready, token).ConfigureAwait(false);
                return true;
            },
            stop);

    /// <summary>Reads a page of which all bytes are there.</summary>
    public async Task<RecordPage> ReadAsync(PageBytes bytes, Action<string> follow, CancellationToken stop)
    {
        using Stream body = bytes.Open();
        return await ReadAsync(body, follow, whole: null, stop).ConfigureAwait(false);
    }

    /// <summary>Reads a page only to see what it says of itself.</summary>
    public static async Task<RecordPage> LookAtAsync(PageBytes bytes, CancellationToken stop)
    {
        using Stream body = bytes.Open();
        return await new PageReader().ReadAsync(body, cancellationToken: stop).ConfigureAwait(false);
    }

    /// <summary>Fetches the child rows that a page lacks.</summary>
    public Task CompleteAsync(RecordPage page, CancellationToken stop) => _children.FillAsync(page, stop);

    /// <summary>What Salesforce says of a field that is gone makes the describe worthless.</summary>
    public void ForgetAfter(SfException failure) => _describes.ForgetAfter(failure, _outline.Selection?.ObjectName);

    private ApiRequest Request(Uri url, Repeat repeat) =>
        new() { Method = HttpMethod.Get, Url = url, Headers = _headers, Repeat = repeat };

    // One page is read at a time: the reader learns from each, and two would share the processor anyway.
    private async Task<RecordPage> ReadAsync(
        Stream body, Action<string> follow, Action<RecordPage>? whole, CancellationToken stop)
    {
        await _reading.WaitAsync(stop).ConfigureAwait(false);
        try
        {
            RecordPage page = await _reader.ReadAsync(body, follow, stop).ConfigureAwait(false);
            whole?.Invoke(page);
            return page;
        }
        finally
        {
            _reading.Release();
        }
    }

    /// <summary>The first page of a statement that fits no URL: as subrequest of a composite request.</summary>
    private Task<RecordPage> GetLongAsync(Action<string> follow, Action<RecordPage> whole, CancellationToken stop) =>
        _session.SendAsync(
            new ApiRequest
            {
                Method = HttpMethod.Post,
                Url = _session.Resolve(Root + "composite"),
                Headers = _headers,
                Body = CompositeQuery.Body(_target, QueryOptions),
                Repeat = Repeat.Idempotent,
            },
            async (_, body, token) =>
            {
                byte[] inner = CompositeQuery.Unwrap(
                    await Body.ReadAsync(body, int.MaxValue / 2, token).ConfigureAwait(false));
                using MemoryStream stream = new(inner);
                return await ReadAsync(stream, follow, whole, token).ConfigureAwait(false);
            },
            stop);
}
