namespace SalesforceCC.Bulk;

/// <summary>Where the pages of an export go.</summary>
internal interface IExportTarget : IDisposable
{
    /// <summary>Each page is a file by itself, with what a file begins with.</summary>
    bool HasPagesOfOwn { get; }

    /// <summary>Whether a page that was fetched before is there still, as it was.</summary>
    bool Has(FetchedPage page);

    /// <summary>Takes the next page.</summary>
    Task AddAsync(FetchedPage page, CancellationToken stop);

    /// <summary>All pages are there.</summary>
    /// <param name="header">The names of the columns, where no page has said them.</param>
    /// <param name="stop">Ends it.</param>
    /// <returns>The files, and how long they are together.</returns>
    Task<(IReadOnlyList<string> Files, long Length)> CompleteAsync(string header, CancellationToken stop);
}
