namespace SalesforceCC.Emulator.Data;

/// <summary>The answer of one query, page by page.</summary>
public interface IQueryCursor : IDisposable
{
    /// <summary>Rows in all.</summary>
    int TotalSize { get; }

    /// <summary>Rows a page.</summary>
    int PageSize { get; }

    /// <summary>
    /// Writes one whole page object (<c>totalSize, done, nextRecordsUrl, records</c>, in Salesforce's order) that
    /// starts at a row. <paramref name="locatorUrl"/> is the url of this cursor without its offset,
    /// <c>/services/data/v68.0/query/01g...</c>; the next page's url is that, a hyphen, and the offset.
    /// </summary>
    /// <returns>Where the next page starts; <see cref="TotalSize"/> after the last. Children count as rows, so that a
    /// page may end before <see cref="PageSize"/>.</returns>
    int WritePage(Stream utf8, int offset, string locatorUrl);
}
