namespace SalesforceCC.Data;

/// <summary>Takes rows, writes them, and gives them back with what became of them.</summary>
internal interface IRecordWriter
{
    /// <summary>Adds a row, and sends what is complete. One that has failed already keeps its place.</summary>
    Task AddAsync(WriteRow row, CancellationToken stop);

    /// <summary>Sends what is left, and waits for it.</summary>
    Task CompleteAsync(CancellationToken stop);

    /// <summary>The next row of which it is known what became of it; null: it has to be waited for.</summary>
    WriteRow? TryTake();
}
