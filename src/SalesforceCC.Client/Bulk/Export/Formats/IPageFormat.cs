namespace SalesforceCC.Bulk;

/// <summary>
/// A form of files that rows are exported to. What it writes of one page is joined with what it writes of others, byte by
/// byte; pages are written at the same time.
/// </summary>
internal interface IPageFormat
{
    /// <summary>Writes the rows of a page.</summary>
    /// <param name="csv">The page, as Salesforce sends it. It is read to its end.</param>
    /// <param name="output">Takes the rows.</param>
    /// <param name="withHead">Also what a file begins with, so that the page is one by itself.</param>
    /// <param name="stop">Ends it.</param>
    /// <exception cref="SfException">INVALID_RESPONSE: the page is no CSV, or cut short.</exception>
    Task<PageRows> WriteAsync(Stream csv, Stream output, bool withHead, CancellationToken stop);

    /// <summary>What a file begins with; empty: nothing.</summary>
    /// <param name="header">The line of the names of the columns.</param>
    byte[] Head(string header);
}
