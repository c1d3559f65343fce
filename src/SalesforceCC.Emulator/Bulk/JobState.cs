namespace SalesforceCC.Emulator.Bulk;

/// <summary>How far a job is.</summary>
internal enum JobState
{
    /// <summary>Waits for its data.</summary>
    Open,

    /// <summary>Waits for its turn.</summary>
    UploadComplete,

    /// <summary>Runs.</summary>
    InProgress,

    /// <summary>Done; single rows may have failed.</summary>
    JobComplete,

    /// <summary>Ended by an error; a part may have been done.</summary>
    Failed,

    /// <summary>Ended by a user; a part may have been done.</summary>
    Aborted,
}
