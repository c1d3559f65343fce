using SalesforceCC.Query;
using SalesforceCC.Records;

namespace SalesforceCC;

/// <summary>Queries on a session.</summary>
internal static class SfQuery
{
    /// <summary>
    /// Runs SOQL and gives its pages in order, each whole; the next page downloads while this one is used. Memory does
    /// not grow with the number of rows.
    /// </summary>
    /// <param name="session">The session.</param>
    /// <param name="soql">The statement, with values already bound (<see cref="Soql.Bind"/>); of any length up to 100,000 characters.</param>
    /// <param name="settings">How it is run; null: as by default.</param>
    /// <param name="stop">Ends it, and the download.</param>
    /// <exception cref="SfException">Salesforce's refusal, or a failure on the way. Pages given before are whole.</exception>
    public static IAsyncEnumerable<RecordPage> QueryPages(
        this SfSession session, string soql, QuerySettings? settings = null, CancellationToken stop = default) =>
        new QueryPager(session, soql, settings ?? new QuerySettings()).ReadAsync(stop);

    /// <summary>Whether the statement is <c>SELECT COUNT()</c>, whose answer is the page's TotalSize and not its rows.</summary>
    internal static bool IsCount(string soql) => SoqlOutline.Of(soql).IsCount;
}
