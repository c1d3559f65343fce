namespace SalesforceCC.Emulator.Bulk;

/// <summary>How jobs go; set by <c>POST /__org/bulk</c>, for all jobs from then on.</summary>
internal sealed record BulkSettings
{
    /// <summary>So many times, who asks is told that the job waits (first) or runs, whatever is true.</summary>
    public int Polls { get; init; }

    /// <summary>A job seems to run for so many seconds of the org's clock.</summary>
    public double Seconds { get; init; }

    /// <summary>Results come in another order than the rows, as they may in Salesforce.</summary>
    public bool Shuffle { get; init; }

    /// <summary>Ingest jobs fail after so many rows; the others are not processed.</summary>
    public int? FailAfter { get; init; }

    /// <summary>What a job that fails says of it.</summary>
    public string FailMessage { get; init; } = "InternalServerError : Error in processing a batch";

    /// <summary>Jobs stand still after so many rows until this is changed.</summary>
    public int? StopAfter { get; init; }

    /// <summary>Rows of a page of query results where the request does not say it.</summary>
    public int PageRows { get; init; } = 50_000;

    /// <summary>Pages are linked as a path from the version on, as the official collection has it, not as the guide does.</summary>
    public bool ResultLinks { get; init; }

    /// <summary>A line break of the other kind inside of quotes is a wrong line ending, as some report.</summary>
    public bool StrictLineBreaks { get; init; }

    /// <summary>Result files without rows are answered with 204 instead of a header.</summary>
    public bool NoContent { get; init; }

    /// <summary>Rows that ingest jobs may have a day.</summary>
    public long RowsPerDay { get; init; } = 150_000_000;

    /// <summary>Query jobs a day.</summary>
    public int QueryJobsPerDay { get; init; } = 10_000;

    /// <summary>Bytes that an upload may have.</summary>
    public long UploadBytes { get; init; } = 150_000_000;
}
