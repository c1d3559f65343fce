namespace SalesforceCC;

/// <summary>What became of a bulk import: counts of all rows, and the jobs.</summary>
public sealed class SfBulkImport
{
    internal SfBulkImport()
    {
    }

    /// <summary>API name of the object.</summary>
    public required string Type { get; init; }

    /// <summary><c>Insert</c>, <c>Update</c>, <c>Upsert</c>, <c>Delete</c> or <c>HardDelete</c>.</summary>
    public required string Operation { get; init; }

    /// <summary>
    /// All rows have an outcome, and the result files are complete. Otherwise jobs still run, and the import can be resumed
    /// to get their results.
    /// </summary>
    public bool IsComplete { get; internal init; }

    /// <summary>Rows in the input.</summary>
    public long Rows { get; internal init; }

    /// <summary>Rows that Salesforce has processed, with those that failed.</summary>
    public long Processed { get; internal init; }

    /// <summary>Of the processed rows, those for which a record was created.</summary>
    public long Created { get; internal init; }

    /// <summary>Rows that failed.</summary>
    public long Failed { get; internal init; }

    /// <summary>Rows that were not processed, because a job failed or was stopped.</summary>
    public long Unprocessed { get; internal init; }

    /// <summary>Rows for which Salesforce has no result: they may have been saved, or not.</summary>
    public long Unknown { get; internal init; }

    /// <summary>The jobs, as Salesforce last described them, in the order of the input.</summary>
    public SfBulkJob[] Jobs { get; internal init; } = [];

    /// <summary>Folder of the result files.</summary>
    public required string ResultPath { get; init; }

    /// <summary>How long it took.</summary>
    public TimeSpan Duration { get; internal init; }

    /// <summary>Operation and object, with the counts.</summary>
    public override string ToString() =>
        FormattableString.Invariant($"{Operation} {Type}: {Processed} of {Rows} rows processed, {Failed} failed");
}
