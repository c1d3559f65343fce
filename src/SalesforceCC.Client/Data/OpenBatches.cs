namespace SalesforceCC.Data;

/// <summary>
/// Batches that are still being filled, the oldest first. A row with a key that waits in one of them already goes into a
/// later one.
/// </summary>
internal sealed class OpenBatches(WriteSettings settings)
{
    private readonly List<RowBatch> _batches = [];

    public bool Any => _batches.Count > 0;

    /// <summary>Puts a row into a batch.</summary>
    /// <returns>The batch, if it is full now; else null.</returns>
    public RowBatch? Add(WriteRow row)
    {
        int from = _batches.FindLastIndex(b => b.Holds(row.Key)) + 1;
        int at = _batches.FindIndex(from, b => b.Takes(row));
        if (at < 0)
        {
            at = _batches.Count;
            _batches.Add(new RowBatch(settings));
        }

        _batches[at].Add(row);
        return _batches[at].IsFull ? _batches[at] : null;
    }

    /// <summary>Takes a batch out, and before it those that hold rows which have to be sent before its rows.</summary>
    public IEnumerable<RowBatch> Take(RowBatch batch)
    {
        RowBatch[] taken = [.. _batches.TakeWhile(b => b != batch).Where(b => b.Shares(batch)), batch];
        _batches.RemoveAll(b => taken.Contains(b));
        return taken;
    }

    /// <summary>The batch that holds a row; null: none does.</summary>
    public RowBatch? BatchOf(WriteRow row) => _batches.Find(b => b.Rows.Contains(row));

    /// <summary>Takes the oldest out.</summary>
    public RowBatch TakeOldest()
    {
        RowBatch oldest = _batches[0];
        _batches.RemoveAt(0);
        return oldest;
    }
}
