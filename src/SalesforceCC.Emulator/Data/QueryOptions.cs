using SalesforceCC.Emulator.Soql.Validation;

namespace SalesforceCC.Emulator.Data;

/// <summary>Who asks a query, and how.</summary>
/// <param name="IncludeDeleted">queryAll: deleted rows too.</param>
/// <param name="PageSize">Rows a page, 200 to 2,000.</param>
/// <param name="VersionPath">Start of urls in the answer, for example <c>/services/data/v68.0</c>.</param>
public sealed record QueryOptions(bool IncludeDeleted, int PageSize, string VersionPath)
{
    /// <summary>Who asks; null: somebody who sees all.</summary>
    public string? UserId { get; init; }

    /// <summary>The API that the statement comes by.</summary>
    internal SoqlApi Api { get; init; }

    /// <summary>
    /// Called while a page is written, for every subquery whose rows do not fit into it: keeps the cursor and returns
    /// its locator url without an offset (<c>/services/data/v68.0/query/01g...</c>), from which the child's
    /// <c>nextRecordsUrl</c> is made. Called again when the same page is written again. Where it is null, subqueries
    /// are never cut.
    /// </summary>
    public Func<IQueryCursor, string>? RegisterChild { get; init; }
}
