using SalesforceCC.Records;

namespace SalesforceCC.Query;

/// <summary>One page on its way, and the page after it once that is known.</summary>
internal sealed class PageTask
{
    private readonly TaskCompletionSource<RecordPage> _task = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private PageTask(Uri url, bool isFirst)
    {
        Url = url;
        IsFirst = isFirst;
    }

    public Uri Url { get; }

    /// <summary>The page is the answer to the query itself, and not to a link.</summary>
    public bool IsFirst { get; }

    public Task<RecordPage> Task => _task.Task;

    public PageTask? Next { get; set; }

    /// <summary>Where the page after it is, as long as it is not known whether that can be believed.</summary>
    public string? Link { get; set; }

    /// <summary>The first page.</summary>
    public static PageTask First(Uri url) => new(url, isFirst: true);

    /// <summary>A page that has been named.</summary>
    public static PageTask Promised(Uri url) => new(url, isFirst: false);

    /// <summary>The page is what this gives, or fails as it does.</summary>
    public PageTask Become(Task<RecordPage> page)
    {
        _ = BecomeAsync(page);
        return this;
    }

    private async Task BecomeAsync(Task<RecordPage> page)
    {
        try
        {
            _task.TrySetResult(await page.ConfigureAwait(false));
        }
        catch (OperationCanceledException e)
        {
            _task.TrySetCanceled(e.CancellationToken);
        }
        catch (Exception e)
        {
            _task.TrySetException(e);
        }
    }
}
