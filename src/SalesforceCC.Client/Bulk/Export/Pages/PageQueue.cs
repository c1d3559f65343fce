using System.Runtime.CompilerServices;

namespace SalesforceCC.Bulk;

/// <summary>Fetches pages, several at a time, and gives them in their order.</summary>
/// <param name="links">Where they are.</param>
/// <param name="fetch">Fetches one.</param>
/// <param name="atOnce">How many may be on their way at a time.</param>
/// <param name="ahead">How many may be begun before the first of them is taken.</param>
internal sealed class PageQueue(IPageLinks links, Func<PageLink, CancellationToken, Task<FetchedPage>> fetch, int atOnce, int ahead)
{
    /// <summary>The pages. When it ends, however it ends, none is on its way any more.</summary>
    public async IAsyncEnumerable<FetchedPage> ReadAsync([EnumeratorCancellation] CancellationToken stop)
    {
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        using SemaphoreSlim places = new(atOnce, atOnce);
        Queue<Task<FetchedPage>> pages = new();
        Task<PageLink?>? next = null;
        try
        {
            for (bool isAll = false; ;)
            {
                while (!isAll && pages.Count < ahead)
                {
                    next ??= links.NextAsync(end.Token);
                    if (pages.Count > 0 && await Task.WhenAny(next, pages.Peek()).ConfigureAwait(false) != next)
                        break;
                    PageLink? link = await next.ConfigureAwait(false);
                    next = null;
                    isAll = link is null;
                    if (link is not null)
                        pages.Enqueue(FetchAsync(link, places, end.Token));
                }

                if (pages.Count == 0)
                    yield break;
                FetchedPage page = await pages.Peek().ConfigureAwait(false);
                _ = pages.Dequeue();
                yield return page;
            }
        }
        finally
        {
            end.Cancel();
            Task[] left = next is null ? [.. pages] : [.. pages, next];
            foreach (Task task in left)
            {
                await Task.WhenAny(task).ConfigureAwait(false);
                task.Forget();
            }
        }
    }

    private async Task<FetchedPage> FetchAsync(PageLink link, SemaphoreSlim places, CancellationToken stop)
    {
        await places.WaitAsync(stop).ConfigureAwait(false);
        try
        {
            return await fetch(link, stop).ConfigureAwait(false);
        }
        finally
        {
            places.Release();
        }
    }
}
