using System.Collections;
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

    /// <summary>
    /// Binds values to a statement (<see cref="Soql.Bind"/>). Where a midnight may be a day or a moment, the field's type
    /// decides, for which the object is described; it is the same describe that its rows need.
    /// </summary>
    /// <exception cref="SfException">INVALID_PARAMETER, before anything is sent.</exception>
    public static async Task<string> BindAsync(
        this SfSession session, string soql, IDictionary? parameters, QuerySettings settings, CancellationToken stop)
    {
        SoqlBinder binder = new(soql, parameters);
        IReadOnlyDictionary<string, FieldType>? types = null;
        if (!settings.Raw && binder.NeedsTypes && SoqlOutline.Of(soql).ObjectName is { Length: > 0 } name)
        {
            try
            {
                types = (await (settings.Tooling ? session.ToolingFieldTypes : session.FieldTypes)
                    .GetAsync(name, stop).ConfigureAwait(false)).Types;
            }
            catch (SfException)
            {
                // Without types a midnight is a day. Whatever is wrong, the query meets it too.
            }
        }

        return binder.Bind(types);
    }

    /// <summary>Makes the statement's rows flat: see <see cref="FlatRows"/>.</summary>
    internal static FlatRows Flat(string soql) => new(SoqlOutline.Of(soql).Selection);

    /// <summary>Whether the statement is <c>SELECT COUNT()</c>, whose answer is the page's TotalSize and not its rows.</summary>
    internal static bool IsCount(string soql) => SoqlOutline.Of(soql).IsCount;
}
