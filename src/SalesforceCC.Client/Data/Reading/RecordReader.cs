using SalesforceCC.Records;

namespace SalesforceCC.Data;

/// <summary>
/// Reads records by their ids or keys, many to a request and several requests at a time, and gives them back in the order
/// in which they were asked for. Not safe for several threads: whoever adds rows takes them, too.
/// </summary>
internal sealed class RecordReader(SfSession session, ReadSettings settings)
{
    private readonly Queue<ReadRow> _order = [];
    private readonly Dictionary<string, ReadPlan> _plans = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<ReadBatch> _open = [];
    private readonly List<(ReadBatch Batch, Task Task)> _running = [];
    private readonly HashSet<string> _told = new(StringComparer.OrdinalIgnoreCase);
    private readonly BatchReader _reader = new(session, settings);

    /// <summary>What all rows of an object fail with is told of each of them.</summary>
    public bool TellsEach { get; init; }

    /// <summary>An object whose describe failed; null: none has since the last time.</summary>
    public DescribeFailure? TryTakeDescribeFailure() => _reader.DescribeFailures.TryDequeue(out DescribeFailure? failure) ? failure : null;

    /// <summary>Adds a row, and sends what is complete. One that has failed already keeps its place.</summary>
    public async Task AddAsync(ReadRow row, CancellationToken stop)
    {
        await ReapAsync().ConfigureAwait(false);
        _order.Enqueue(row);
        if (!row.IsDone && await TryPrepareAsync(row, stop).ConfigureAwait(false) is { } plan)
            await PutAsync(row, plan, stop).ConfigureAwait(false);

        // All later rows wait for the first one to be taken, be there a million of them.
        while (_order.Count >= (settings.ThrottleLimit + 1) * settings.BatchSize && !_order.Peek().IsDone)
        {
            if (_open.Find(b => b.Rows.Contains(_order.Peek())) is { } batch)
                await StartAsync(batch, stop).ConfigureAwait(false);
            else
                await WaitForOneAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Sends what is left, and waits for it.</summary>
    public async Task CompleteAsync(CancellationToken stop)
    {
        while (_open.Count > 0)
            await StartAsync(_open[0], stop).ConfigureAwait(false);
        while (_running.Count > 0)
            await WaitForOneAsync().ConfigureAwait(false);
    }

    /// <summary>The next row of which it is known what became of it; null: it has to be waited for.</summary>
    public ReadRow? TryTake()
    {
        while (_order.Count > 0 && _order.Peek().IsDone)
        {
            // What all rows of an object fail with is told once.
            ReadRow row = _order.Dequeue();
            if (TellsEach || !row.FailedWithType || _told.Add(row.Type))
                return row;
        }

        return null;
    }

    private async Task<ReadPlan?> TryPrepareAsync(ReadRow row, CancellationToken stop)
    {
        try
        {
            ReadPlan plan = await PlanAsync(row.Type, stop).ConfigureAwait(false);
            if (plan.Failure is { } failure)
            {
                row.Fail(failure, withType: true);
                return null;
            }

            plan.Prepare(row);
            return plan;
        }
        catch (SfException e)
        {
            row.Fail(e);
            return null;
        }
    }

    private async Task<ReadPlan> PlanAsync(string type, CancellationToken stop)
    {
        if (_plans.TryGetValue(type, out ReadPlan? known))
            return known;
        ReadPlan plan;
        try
        {
            plan = await ReadPlan.OfAsync(session, type, settings, stop).ConfigureAwait(false);
        }
        catch (SfException e) when (!RowErrors.IsOfAll(e))
        {
            plan = ReadPlan.Failed(type, settings, e);
        }

        return _plans[type] = plan;
    }

    private async Task PutAsync(ReadRow row, ReadPlan plan, CancellationToken stop)
    {
        ReadBatch? batch = _open.Find(b => ReferenceEquals(b.Plan, plan) && b.Takes(row));
        if (batch is null)
            _open.Add(batch = new ReadBatch(plan, settings.BatchSize));
        batch.Add(row);
        if (batch.IsFull)
            await StartAsync(batch, stop).ConfigureAwait(false);
    }

    private async Task StartAsync(ReadBatch batch, CancellationToken stop)
    {
        _open.Remove(batch);
        while (_running.Count >= settings.ThrottleLimit)
            await WaitForOneAsync().ConfigureAwait(false);

        // From here on nobody may wait for it: it is looked at when it has ended.
        Task task = Task.Run(() => _reader.ReadAsync(batch, stop), CancellationToken.None);
        task.Forget();
        _running.Add((batch, task));
    }

    private async Task WaitForOneAsync()
    {
        await Task.WhenAny(_running.Select(static r => r.Task)).ConfigureAwait(false);
        await ReapAsync().ConfigureAwait(false);
    }

    // What ended otherwise than with an outcome of each row was stopped, and throws here.
    private async Task ReapAsync()
    {
        for (int i = _running.Count - 1; i >= 0; i--)
        {
            Task task = _running[i].Task;
            if (!task.IsCompleted)
                continue;
            _running.RemoveAt(i);
            await task.ConfigureAwait(false);
        }
    }
}
