namespace SalesforceCC.Query;

/// <summary>How a query is run.</summary>
internal sealed class QuerySettings
{
    /// <summary>Deleted and archived rows too (queryAll).</summary>
    public bool IncludeDeleted { get; init; }

    /// <summary>Asks the Tooling API.</summary>
    public bool Tooling { get; init; }

    /// <summary>Rows a page, 200 to 2,000; null: Salesforce's choice. A hint only.</summary>
    public int? PageSize { get; init; }

    /// <summary>How many pages may be on their way at a time; 1: one after the other.</summary>
    public int ThrottleLimit { get; init; } = 1;

    /// <summary>Asks for up to 25 pages in one request.</summary>
    public bool SaveApiCalls { get; init; }

    /// <summary>Leaves dates and times the text that Salesforce sent, and asks for no describe.</summary>
    public bool Raw { get; init; }
}
