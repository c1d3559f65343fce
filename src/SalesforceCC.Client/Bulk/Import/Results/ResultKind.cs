namespace SalesforceCC.Bulk;

/// <summary>What became of a row, as Salesforce's result files tell.</summary>
internal enum ResultKind
{
    /// <summary>No result file has it. For batches beyond the day's limit Salesforce records nothing.</summary>
    Unknown,

    /// <summary>It was saved.</summary>
    Successful,

    /// <summary>It was refused.</summary>
    Failed,

    /// <summary>The job ended before its turn.</summary>
    Unprocessed,
}
