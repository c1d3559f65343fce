namespace SalesforceCC.Query;

/// <summary>
/// Pages that are asked for before they are named, where they should be. It begins with one, when whoever uses the pages
/// has used up the first and has to wait for the second, and goes on to more each time that happens again; it ends for
/// good when one of them is not what was named.
/// </summary>
internal sealed class ReadAhead : IDisposable
{
    /// <summary>Bytes of pages that nobody has read yet, as far as one can know before they are there.</summary>
    private const long MostBytes = 64 * 1024 * 1024;

    private readonly object _lock = new();
    private readonly Func<Uri, CancellationToken, Task<PageBytes>> _download;
    private readonly PageSteps _steps;
    private readonly int _limit;
    private readonly CancellationTokenSource _stop;
    private readonly Queue<AheadPage> _pages = new();
    private Uri? _next;
    private int _window = 1;
    private long _largest;

    /// <param name="download">Fetches a page.</param>
    /// <param name="steps">Where pages should be.</param>
    /// <param name="named">The last page that has been named.</param>
    /// <param name="limit">How many pages may be on their way at a time, that one included.</param>
    /// <param name="stop">Ends all of them.</param>
    public ReadAhead(
        Func<Uri, CancellationToken, Task<PageBytes>> download, PageSteps steps, Uri named, int limit, CancellationToken stop)
    {
        _download = download;
        _steps = steps;
        _limit = limit;
        _stop = CancellationTokenSource.CreateLinkedTokenSource(stop);
        _next = steps.After(named);
    }

    /// <summary>Whether a page was asked for that nobody had named.</summary>
    public bool HasAsked { get; private set; }

    /// <summary>Somebody wants the page that was named last.</summary>
    /// <param name="waits">It is not there yet.</param>
    public void Want(bool waits)
    {
        lock (_lock)
        {
            if (waits)
                _window = Math.Min(_window == 1 ? 2 : _window * 4, _limit);
            Fill();
        }
    }

    /// <summary>The page that is named now, if it is on its way; null: it must be asked for.</summary>
    public AheadPage? Take(Uri url)
    {
        lock (_lock)
        {
            AheadPage? page = null;
            if (_pages.Count > 0 && PageSteps.Same(_pages.Peek().Url, url))
                page = _pages.Dequeue();
            else if (_pages.Count == 0 && PageSteps.Same(_next, url))
                _next = _steps.After(url);
            else
                End();
            Fill();
            return page;
        }
    }

    /// <summary>A page that was read ahead is of no use; where that is not a matter of this page alone, all are given up.</summary>
    public void Fail(SfException failure)
    {
        lock (_lock)
        {
            // A connection that broke, or an error of the server's; everything else is a refusal.
            if (failure is { MayPass: true, StatusCode: null or (System.Net.HttpStatusCode)500 or (System.Net.HttpStatusCode)502 or (System.Net.HttpStatusCode)504 })
                _window = Math.Max(1, _window / 2);
            else
                End();
        }
    }

    /// <summary>Gives up what was read ahead, and reads ahead no more.</summary>
    public void End()
    {
        lock (_lock)
        {
            _next = null;
            if (_pages.Count == 0)
                return;
            _stop.Cancel();
            while (_pages.Count > 0)
                _pages.Dequeue().Abandon();
        }
    }

    /// <summary>Whether another page on its way has the rows that a URL stands for. Waits for all of them.</summary>
    public async Task<bool> HasRowsOfAsync(Uri url, Uri instance, CancellationToken stop)
    {
        AheadPage[] pages;
        lock (_lock)
            pages = [.. _pages];
        foreach (AheadPage page in pages)
        {
            try
            {
                if (_steps.Fit(url, await PageSource.LookAtAsync(await page.Bytes.ConfigureAwait(false), stop).ConfigureAwait(false), instance))
                    return true;
            }
            catch (SfException)
            {
                // It says nothing.
            }
        }

        return false;
    }

    public void Dispose()
    {
        _stop.Cancel();
        End();
        _stop.Dispose();
    }

    private void Fill()
    {
        while (_next is { } url && _pages.Count < _window - 1 && (_pages.Count + 1) * _largest <= MostBytes)
        {
            HasAsked = true;
            _pages.Enqueue(new AheadPage(url, DownloadAsync(url)));
            _next = _steps.After(url);
        }
    }

    private async Task<PageBytes> DownloadAsync(Uri url)
    {
        PageBytes bytes = await _download(url, _stop.Token).ConfigureAwait(false);
        lock (_lock)
            _largest = Math.Max(_largest, bytes.Length);
        return bytes;
    }
}
