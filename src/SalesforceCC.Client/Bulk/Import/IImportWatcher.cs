namespace SalesforceCC.Bulk;

/// <summary>Who follows an import. Told on any thread, one after the other or at the same time.</summary>
internal interface IImportWatcher
{
    /// <summary>How far it is.</summary>
    void Progress(ImportProgress progress);

    /// <summary>A row that failed.</summary>
    void RowFailed(ImportFailure failure);

    /// <summary>A job that failed or was stopped: of its rows, some may have been processed. Null: none could be made.</summary>
    void JobFailed(SfBulkJob? job, SfException failure);

    /// <summary>What the user should know, though it is no failure.</summary>
    void Warn(string text);
}
