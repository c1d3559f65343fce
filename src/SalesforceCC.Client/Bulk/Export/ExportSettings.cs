namespace SalesforceCC.Bulk;

/// <summary>What is exported, and how.</summary>
internal sealed record ExportSettings
{
    /// <summary>The statement; null: the results of <see cref="JobId"/>.</summary>
    public string? Query { get; init; }

    /// <summary>A job that is there already; null: one is made.</summary>
    public string? JobId { get; init; }

    /// <summary>The file, as a full path; null: the rows are given as records.</summary>
    public string? Path { get; init; }

    /// <summary>Deleted and archived rows, too.</summary>
    public bool IncludeDeleted { get; init; }

    /// <summary>Of the CSV.</summary>
    public CsvDialect Dialect { get; init; } = CsvDialect.Default;

    /// <summary>Most rows of a page; null: Salesforce's choice.</summary>
    public int? MaxRecords { get; init; }

    /// <summary>How many pages may be on their way at a time.</summary>
    public int ThrottleLimit { get; init; } = 5;

    /// <summary>A file for each page, and a manifest.</summary>
    public bool SplitPages { get; init; }

    /// <summary>Replaces no file, not even one that comes while the export runs.</summary>
    public bool NoClobber { get; init; }

    /// <summary>Drops what an export to the same file has left behind that did not come to its end.</summary>
    public bool DiscardUnfinished { get; init; }

    /// <summary>How long the job is waited for; null: until it is finished.</summary>
    public TimeSpan? Limit { get; init; }
}
