using System.Text.Json;
using SalesforceCC.Http;
using SalesforceCC.Records;

namespace SalesforceCC.Query;

/// <summary>
/// Many pages in one request: as the subrequests of a composite batch, which is one API call. Each is looked at as a page
/// that comes by itself. What a batch does not give is asked for page by page.
/// </summary>
internal sealed class BatchPages
{
    private const int MostPages = 25;

    // Of those that may pass. A refusal is the last by itself.
    private const int MostFailures = 3;

    private const string Base = "/services/data/";

    private readonly PageSource _source;
    private readonly PageSteps _steps;
    private readonly IPageChain _chain;
    private int _failures;

    /// <param name="source">Who asks.</param>
    /// <param name="steps">Where pages should be.</param>
    /// <param name="chain">The pages in their order.</param>
    public BatchPages(PageSource source, PageSteps steps, IPageChain chain)
    {
        _source = source;
        _steps = steps;
        _chain = chain;
    }

    /// <summary>Whether a batch was sent.</summary>
    public bool HasAsked { get; private set; }

    /// <summary>Whether more than one page can be asked for from here on.</summary>
    public bool CanStart(Uri url) =>
        _failures < MostFailures && url.AbsolutePath.StartsWith(Base, StringComparison.Ordinal) && _steps.After(url) is not null;

    /// <summary>Asks for a page that has been named, and for those that should follow.</summary>
    /// <param name="first">That page.</param>
    /// <param name="begin">When it begins.</param>
    /// <param name="stop">Ends it.</param>
    public async Task RunAsync(PageTask first, Task begin, CancellationToken stop)
    {
        Uri[] urls = [.. _steps.From(first.Url).Take(MostPages)];
        PageTask? page = first;
        int count = 0;
        bool hasRoom = false;
        try
        {
            await HttpShim.WaitAsync(begin, stop).ConfigureAwait(false);
            HasAsked = true;
            await _source.GetBatchAsync(Body(urls), OnPartAsync, stop).ConfigureAwait(false);
            if (page is not null)
                throw new SfException(SfErrorCodes.InvalidResponse, "The batch has fewer results than requests.");
        }
        catch (Exception e) when (e is SfException or OperationCanceledException)
        {
            _failures += e is SfException { MayPass: true } ? 1 : MostFailures;
        }

        if (page is null)
            return;
        if (hasRoom)
            _chain.Room.Release();
        page.Become(_chain.FetchAsync(page, stop));

        async Task OnPartAsync(BatchPart? part)
        {
            // Pages beyond the last are errors that nobody has asked for.
            if (part is not null && page is not null)
            {
                page = await AcceptAsync(page, part, count + 1 < urls.Length ? urls[count + 1] : null, stop).ConfigureAwait(false);
                hasRoom = false;
                count++;
            }

            if (page is not null)
            {
                await _chain.Room.WaitAsync(stop).ConfigureAwait(false);
                hasRoom = true;
            }
        }
    }

    /// <summary>Hands a page out, and gives the one that is the next part; null: there is none.</summary>
    /// <exception cref="SfException">It is none, or not the one that it should be.</exception>
    private async Task<PageTask?> AcceptAsync(PageTask page, BatchPart part, Uri? next, CancellationToken stop)
    {
        if (part.Page is not { } result || !_steps.Fit(page.Url, result, _chain.Instance))
            throw new SfException(SfErrorCodes.InvalidResponse, "A part of the batch is not the page that it should be.");
        await _source.CompleteAsync(result, stop).ConfigureAwait(false);
        PageTask? follower = null;
        if (!result.Done)
        {
            Uri named = _chain.Follow(result.NextRecordsUrl!);
            if (PageSteps.Same(named, next))
                page.Next = follower = PageTask.Promised(named);
            else
            {
                if (next is not null)
                    _failures = MostFailures;
                page.Next = _chain.Start(named, stop);
            }
        }

        page.Become(Task.FromResult(result));
        return follower;
    }

    private static byte[] Body(Uri[] urls) => JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object>
    {
        ["haltOnError"] = true,
        ["batchRequests"] = urls.Select(static u => new Dictionary<string, string>
        {
            ["method"] = "GET",
            ["url"] = u.AbsolutePath.Substring(Base.Length),
        }),
    });
}
