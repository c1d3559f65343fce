namespace SalesforceCC;

/// <summary>A job of Bulk API 2.0, as Salesforce last described it.</summary>
public sealed class SfBulkJob
{
    internal SfBulkJob()
    {
    }

    /// <summary>18-character id.</summary>
    public required string Id { get; init; }

    /// <summary>
    /// <c>V2Query</c> or <c>V2Ingest</c>; <c>Classic</c> for jobs of the first Bulk API, <c>BigObjectIngest</c> for big objects.
    /// </summary>
    public string JobType { get; internal init; } = "";

    /// <summary><c>query</c>, <c>queryAll</c>, <c>insert</c>, <c>update</c>, <c>upsert</c>, <c>delete</c> or <c>hardDelete</c>.</summary>
    public string Operation { get; internal init; } = "";

    /// <summary>API name of the object whose records are read or changed.</summary>
    public string Object { get; internal init; } = "";

    /// <summary>
    /// <c>Open</c>, <c>UploadComplete</c>, <c>InProgress</c>, <c>JobComplete</c>, <c>Failed</c> or <c>Aborted</c>. A job
    /// with failed records is complete.
    /// </summary>
    public string State { get; internal init; } = "";

    /// <summary>Records processed so far, with those that failed; <see langword="null"/> where Salesforce does not say.</summary>
    public long? NumberRecordsProcessed { get; internal init; }

    /// <summary>Records that failed; <see langword="null"/> for queries, and where Salesforce does not say.</summary>
    public long? NumberRecordsFailed { get; internal init; }

    /// <summary>Why the job failed; <see langword="null"/> where it did not.</summary>
    public string? ErrorMessage { get; internal init; }

    /// <summary>The key of an upsert; otherwise <see langword="null"/>.</summary>
    public string? ExternalIdFieldName { get; internal init; }

    /// <summary>When the job was created.</summary>
    public DateTimeOffset? CreatedDate { get; internal init; }

    /// <summary>Id of the user who created it.</summary>
    public string? CreatedById { get; internal init; }

    /// <summary>When it changed last; of a job that is over, when it ended.</summary>
    public DateTimeOffset? SystemModstamp { get; internal init; }

    /// <summary>API version that it was created with, for example <c>68.0</c>. Its results are read with the same one.</summary>
    public string ApiVersion { get; internal init; } = "";

    /// <summary><c>Parallel</c>.</summary>
    public string? ConcurrencyMode { get; internal init; }

    /// <summary>Line ending of its CSV: <c>LF</c> or <c>CRLF</c>.</summary>
    public string? LineEnding { get; internal init; }

    /// <summary>Delimiter of its CSV, for example <c>COMMA</c>.</summary>
    public string? ColumnDelimiter { get; internal init; }

    /// <summary>How often Salesforce tried again to save results.</summary>
    public long? Retries { get; internal init; }

    /// <summary>Time that Salesforce spent on it.</summary>
    public TimeSpan? TotalProcessingTime { get; internal init; }

    /// <summary>Time spent on saving records, with triggers and flows; <see langword="null"/> for queries.</summary>
    public TimeSpan? ApiActiveProcessingTime { get; internal init; }

    /// <summary>Time spent on triggers and other Apex; <see langword="null"/> for queries.</summary>
    public TimeSpan? ApexProcessingTime { get; internal init; }

    /// <summary>Salesforce can split the query by record ids; <see langword="null"/> where it does not say.</summary>
    public bool? IsPkChunkingSupported { get; internal init; }

    /// <summary>Nothing more will happen: the state is JobComplete, Failed or Aborted.</summary>
    public bool IsFinished => State is "JobComplete" or "Failed" or "Aborted";

    /// <summary>Whether it reads or writes.</summary>
    internal BulkKind Kind => Operation is "query" or "queryAll" ? BulkKind.Query : BulkKind.Ingest;

    /// <summary>The id.</summary>
    public override string ToString() => Id;
}
