namespace SalesforceCC.Bulk;

/// <summary>How far an import is.</summary>
/// <param name="Stage">What is done now.</param>
internal sealed record ImportProgress(ImportStage Stage)
{
    /// <summary>Rows done in this stage: read, sent or processed.</summary>
    public long Rows { get; init; }

    /// <summary>All rows; null: not known yet.</summary>
    public long? TotalRows { get; init; }

    /// <summary>Bytes done in this stage.</summary>
    public long Bytes { get; init; }

    /// <summary>All bytes; null: not known.</summary>
    public long? TotalBytes { get; init; }

    /// <summary>Jobs done in this stage.</summary>
    public int Jobs { get; init; }

    /// <summary>All jobs.</summary>
    public int TotalJobs { get; init; }
}
