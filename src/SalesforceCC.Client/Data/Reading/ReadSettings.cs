namespace SalesforceCC.Data;

/// <summary>How records are read.</summary>
internal sealed record ReadSettings
{
    /// <summary>As many ids as Salesforce takes in one request, and as many rows as it gives in a page.</summary>
    public const int MaxBatchSize = 2_000;

    /// <summary>The fields, also of parents; * stands for all of the object. Empty: all of the object.</summary>
    public IReadOnlyList<string> Fields { get; init; } = [];

    /// <summary>The field by which records are found; null: their id.</summary>
    public string? KeyField { get; init; }

    /// <summary>Deleted and archived records too.</summary>
    public bool IncludeDeleted { get; init; }

    /// <summary>Records in a request.</summary>
    public int BatchSize { get; init; } = MaxBatchSize;

    /// <summary>Requests at a time.</summary>
    public int ThrottleLimit { get; init; } = 5;
}
