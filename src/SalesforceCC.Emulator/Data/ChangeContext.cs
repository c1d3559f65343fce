namespace SalesforceCC.Emulator.Data;

/// <summary>Who changes rows, and what the request says about how.</summary>
/// <param name="UserId">The user.</param>
public sealed record ChangeContext(string UserId)
{
    /// <summary>
    /// The org itself, whatever users may do with such rows: every field can be set, and the rules of administrators and
    /// other transactions do not stop it.
    /// </summary>
    public bool AsSystem { get; init; }

    /// <summary>A change that follows from another one: it shows in SystemModstamp only.</summary>
    public bool Follows { get; init; }

    /// <summary>Values come as texts, of CSV: one of a wrong type refuses its row, not the request.</summary>
    public bool FromText { get; init; }

    /// <summary>Save what a duplicate rule only warns of.</summary>
    public bool AllowDuplicates { get; init; }

    /// <summary>Tell the values of the rows that a duplicate rule found, not just their ids.</summary>
    public bool DuplicateDetails { get; init; }

    /// <summary>API version, for urls in what is answered.</summary>
    public string VersionPath { get; init; } = "";

    /// <summary>
    /// By which API, for those who are told of changes: <c>com/salesforce/api/rest/68.0;client=MyApp</c>. Empty for what the
    /// org does by itself, and for pages in the browser.
    /// </summary>
    public string Origin { get; init; } = "";

    /// <summary>Stands for the request: what is to happen once a request happens once for each of these.</summary>
    public object Request { get; init; } = new();
}
