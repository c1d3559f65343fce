namespace SalesforceCC.Query;

/// <summary>A page that was asked for before the page before it named it.</summary>
internal sealed class AheadPage
{
    public AheadPage(Uri url, Task<PageBytes> bytes)
    {
        Url = url;
        Bytes = bytes;

        // If the query ends before its turn, nobody will ask how it went.
        bytes.Forget();
    }

    public Uri Url { get; }

    public Task<PageBytes> Bytes { get; }

    /// <summary>Gives its memory back, as soon as it is there.</summary>
    public void Abandon() => _ = Bytes.ContinueWith(
        static t => t.Result.Dispose(),
        CancellationToken.None,
        TaskContinuationOptions.OnlyOnRanToCompletion,
        TaskScheduler.Default);
}
