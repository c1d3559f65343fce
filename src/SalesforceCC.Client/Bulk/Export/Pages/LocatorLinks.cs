namespace SalesforceCC.Bulk;

/// <summary>
/// The pages as each names the next in the head of its response: that is asked for while this one is still being read.
/// </summary>
internal sealed class LocatorLinks : IPageLinks
{
    private readonly ExportProgress _progress;
    private readonly string _query;
    private readonly object _lock = new();
    private TaskCompletionSource<bool> _more = NewSignal();
    private int _given;

    public LocatorLinks(ExportProgress progress, int? maxRecords)
    {
        _progress = progress;
        _query = maxRecords is null ? "" : FormattableString.Invariant($"maxRecords={maxRecords}");
        if (progress.Links.Count == 0)
            progress.AddLinks([_query.Length == 0 ? "/results" : "/results?" + _query], next: null, isAll: false);
    }

    public async Task<PageLink?> NextAsync(CancellationToken stop)
    {
        while (true)
        {
            Task more;
            lock (_lock)
            {
                if (_given < _progress.LinkCount)
                    return _progress.Link(++_given);
                if (_progress.HasAllLinks)
                    return null;
                more = _more.Task;
            }

            await Http.HttpShim.WaitAsync(more, stop).ConfigureAwait(false);
        }
    }

    public void Tell(PageLink page, string? locator)
    {
        string? rest = locator is null ? null
            : "/results?locator=" + Uri.EscapeDataString(locator) + (_query.Length == 0 ? "" : "&" + _query);
        lock (_lock)
        {
            // A page that is asked for again says the same again.
            IReadOnlyList<PageLink> links = _progress.Links;
            bool isKnown = links.Count > page.Number || _progress.HasAllLinks;
            string? known = links.Count > page.Number ? links[page.Number].Rest : null;
            if (isKnown && known != rest)
                throw new SfException(SfErrorCodes.InvalidResponse, "A page of results that was read again names another next page than before.") { Final = true };
            if (isKnown)
                return;
            if (rest is not null && links.Any(l => l.Rest == rest))
                throw new SfException(SfErrorCodes.InvalidResponse, "A page of results names one before it, or itself, as the next.") { Final = true };
            _progress.AddLinks(rest is null ? [] : [rest], next: null, isAll: rest is null);
            _more.TrySetResult(true);
            _more = NewSignal();
        }
    }

    private static TaskCompletionSource<bool> NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
