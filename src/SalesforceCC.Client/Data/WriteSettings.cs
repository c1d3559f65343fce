namespace SalesforceCC.Data;

/// <summary>How records are written.</summary>
internal sealed record WriteSettings
{
    /// <summary>As many rows as Salesforce takes in one request.</summary>
    public const int MaxBatchSize = 200;

    /// <summary>As many collections as Salesforce takes in one composite request, and so in one transaction.</summary>
    public const int MaxCollections = 5;

    /// <summary>What is done.</summary>
    public required WriteOperation Operation { get; init; }

    /// <summary>The key field of an upsert.</summary>
    public string? KeyField { get; init; }

    /// <summary>An upsert that makes no records: a row without one fails.</summary>
    public bool UpdateOnly { get; init; }

    /// <summary>All records are saved, or none.</summary>
    public bool AllOrNone { get; init; }

    /// <summary>Rows in a request.</summary>
    public int BatchSize { get; init; } = MaxBatchSize;

    /// <summary>Requests at a time.</summary>
    public int ThrottleLimit { get; init; } = 5;

    /// <summary>Records are saved though a duplicate rule that only warns has found similar ones.</summary>
    public bool AllowDuplicate { get; init; }

    /// <summary>The org's active assignment rules do not choose the owner.</summary>
    public bool SkipAssignmentRules { get; init; }

    /// <summary>Records are named by their ids alone; no values are sent.</summary>
    public bool TakesIds => Operation is WriteOperation.Delete or WriteOperation.Undelete;

    /// <summary>As many lists of rows as there can be in one transaction.</summary>
    public int MaxBatches => Operation == WriteOperation.Undelete ? 1 : MaxCollections;

    /// <summary>The key is the record's id: a row without one is a new record.</summary>
    public bool IsKeyedById => string.Equals(KeyField, "Id", StringComparison.OrdinalIgnoreCase);
}
