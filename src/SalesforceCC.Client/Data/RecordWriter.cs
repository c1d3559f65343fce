namespace SalesforceCC.Data;

/// <summary>
/// Writes rows, many to a request and several requests at a time, and gives them back in the order in which they came. Not
/// safe for several threads: whoever adds rows takes them, too.
/// </summary>
/// <param name="session">The session.</param>
/// <param name="settings">What is done, and how.</param>
/// <param name="watch">Is told of the rows of each request before it is sent, and as soon as it has ended, on any thread.</param>
internal sealed class RecordWriter(SfSession session, WriteSettings settings, Action<IEnumerable<WriteRow>>? watch = null) : IRecordWriter
{
    // How many batches' rows may wait beside those under way: in batches that are not full, or for a row before them.
    private const int MaxWaiting = 10;

    private readonly Queue<WriteRow> _order = [];
    private readonly OpenBatches _open = new(settings);
    private readonly List<(RowBatch Batch, Task Task)> _running = [];
    private readonly List<WriteRow> _again = [];
    private readonly BatchSender _sender = new(session, settings);
    private readonly RowRepeat _repeat = new(session, settings);
    private bool _wroteAny;

    public async Task AddAsync(WriteRow row, CancellationToken stop)
    {
        await ReapAsync().ConfigureAwait(false);
        _order.Enqueue(row);
        await _sender.Encoder.TryEncodeAsync(row, stop).ConfigureAwait(false);
        row.IsSettled = row.IsDone;
        if (row.IsSettled)
            return;
        if (_open.Add(row) is { } full)
            await StartAsync(_open.Take(full), stop).ConfigureAwait(false);
        if (_order.Count > (MaxWaiting + settings.ThrottleLimit) * settings.BatchSize)
            await SettleFirstAsync(stop).ConfigureAwait(false);
    }

    public async Task CompleteAsync(CancellationToken stop)
    {
        while (_open.Any)
            await StartAsync(_open.TakeOldest(), stop).ConfigureAwait(false);
        while (_running.Count > 0 || _again.Count > 0)
        {
            await WaitForAllAsync().ConfigureAwait(false);
            await RepeatAsync(stop).ConfigureAwait(false);
        }
    }

    public WriteRow? TryTake()
    {
        if (_order.Count == 0 || !_order.Peek().IsSettled)
            return null;
        WriteRow row = _order.Peek();
        if (row.Failure?.Code == "ENTITY_IS_DELETED" && settings.Operation == WriteOperation.Delete)
        {
            // Its parent may be in a request that is under way.
            if (!_wroteAny && (_running.Count > 0 || _open.Any || _again.Count > 0))
                return null;
            if (_wroteAny)
            {
                row.Notes.Add($"{row.Id} was already deleted, as child records are with their parent.");
                row.Succeed(row.Id, created: false);
            }
        }

        return _order.Dequeue();
    }

    // All later rows wait for the first one to be taken, be there a million of them.
    private async Task SettleFirstAsync(CancellationToken stop)
    {
        WriteRow first = _order.Peek();
        if (_open.BatchOf(first) is { } batch)
            await StartAsync(_open.Take(batch), stop).ConfigureAwait(false);
        while (!first.IsSettled)
        {
            if (_running.Count > 0)
                await WaitForOneAsync().ConfigureAwait(false);
            else
                await RepeatAsync(stop).ConfigureAwait(false);
        }
    }

    private async Task StartAsync(IEnumerable<RowBatch> batches, CancellationToken stop)
    {
        foreach (RowBatch batch in batches)
            await StartAsync(batch, stop).ConfigureAwait(false);
    }

    private async Task StartAsync(RowBatch batch, CancellationToken stop)
    {
        while (_running.Count >= settings.ThrottleLimit || _running.Exists(r => r.Batch.Shares(batch)))
            await WaitForOneAsync().ConfigureAwait(false);

        if (_again.Count > 0)
        {
            await WaitForAllAsync().ConfigureAwait(false);
            await RepeatAsync(stop).ConfigureAwait(false);
        }

        // From here on nobody may wait for it: it is looked at when it has ended.
        Task task = Task.Run(() => SendAsync(batch, stop), CancellationToken.None);
        task.Forget();
        _running.Add((batch, task));
    }

    private async Task SendAsync(RowBatch batch, CancellationToken stop)
    {
        watch?.Invoke(batch.Rows);
        try
        {
            await _sender.SendAsync(batch, stop).ConfigureAwait(false);
        }
        finally
        {
            // Of a batch that goes in parts, some may be saved when it is stopped.
            watch?.Invoke(batch.Rows);
        }
    }

    private async Task WaitForOneAsync()
    {
        await Task.WhenAny(_running.Select(static r => r.Task)).ConfigureAwait(false);
        await ReapAsync().ConfigureAwait(false);
    }

    private async Task WaitForAllAsync()
    {
        await Task.WhenAll(_running.Select(static r => r.Task)).ConfigureAwait(false);
        await ReapAsync().ConfigureAwait(false);
    }

    // What ended otherwise than with an outcome of each row was stopped, and throws here.
    private async Task ReapAsync()
    {
        for (int i = _running.Count - 1; i >= 0; i--)
        {
            (RowBatch batch, Task task) = _running[i];
            if (!task.IsCompleted)
                continue;
            _running.RemoveAt(i);
            await task.ConfigureAwait(false);
            Settle(batch);
        }
    }

    private void Settle(RowBatch batch)
    {
        foreach (WriteRow row in batch.Rows)
        {
            _wroteAny |= row.Result is not null;
            row.IsSettled = !_repeat.May(row);
            if (!row.IsSettled)
                _again.Add(row);
        }
    }

    /// <summary>Rows that met others are sent again when all others have ended, one request at a time.</summary>
    private async Task RepeatAsync(CancellationToken stop)
    {
        while (_again.Count > 0)
        {
            WriteRow[] rows = [.. _again];
            _again.Clear();
            await _repeat.WaitAsync(rows, stop).ConfigureAwait(false);
            OpenBatches open = new(settings);
            foreach (WriteRow row in rows)
                open.Add(row);
            while (open.Any)
            {
                RowBatch batch = open.TakeOldest();
                await SendAsync(batch, stop).ConfigureAwait(false);
                Settle(batch);
            }
        }
    }
}
