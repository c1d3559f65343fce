namespace SalesforceCC.Emulator.Bulk.Ingest;

/// <summary>The three files that an ingest job leaves.</summary>
internal enum ResultKind
{
    /// <summary>Rows that were saved.</summary>
    Successful,

    /// <summary>Rows that were refused.</summary>
    Failed,

    /// <summary>Rows that the job did not come to.</summary>
    Unprocessed,
}
