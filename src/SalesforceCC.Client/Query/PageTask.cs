using SalesforceCC.Records;

namespace SalesforceCC.Query;

/// <summary>One page on its way, and the page after it once that is known.</summary>
internal sealed class PageTask(Uri url, bool isFirst)
{
    public Uri Url { get; } = url;

    /// <summary>The page is the answer to the query itself, and not to a link.</summary>
    public bool IsFirst { get; } = isFirst;

    public Task<RecordPage> Task { get; set; } = null!;

    public PageTask? Next { get; set; }

    /// <summary>Where the page after it is, as long as it is not known whether that can be believed.</summary>
    public string? Link { get; set; }
}
