using SalesforceCC.Http;
using SalesforceCC.Records;

namespace SalesforceCC.Query;

/// <summary>One page on its way, and the page after it once that is known.</summary>
internal sealed class PageTask(Uri url, CancellationToken stop)
{
    public Uri Url { get; } = url;

    public CancellationToken Stop { get; } = stop;

    public Task<RecordPage> Task { get; set; } = null!;

    public PageTask? Next { get; private set; }

    /// <summary>Starts the page after this one. A page that is read again after a broken connection starts it once only.</summary>
    public void Follow(string link, Uri instance, Func<Uri, PageTask> start)
    {
        Uri next = Origin.Resolve(instance, link);
        if (next == Url)
            throw new SfException(SfErrorCodes.InvalidResponse, "A page names itself as the next.");
        Next ??= start(next);
    }
}
