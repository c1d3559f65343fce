using SalesforceCC.Records;

namespace SalesforceCC.Query;

/// <summary>The pages of a query in their order, as those who fetch them see it.</summary>
internal interface IPageChain
{
    /// <summary>Where links start.</summary>
    Uri Instance { get; }

    /// <summary>Room for pages of rows that nobody has used yet.</summary>
    SemaphoreSlim Room { get; }

    /// <summary>The URL that a page names, if it was not named before.</summary>
    Uri Follow(string link);

    /// <summary>Starts a page that has been named.</summary>
    PageTask Start(Uri url, CancellationToken stop);

    /// <summary>Fetches a page by itself.</summary>
    Task<RecordPage> FetchAsync(PageTask page, CancellationToken stop);
}
