using System.Text.Json;
using SalesforceCC.Emulator.Data;

namespace SalesforceCC.Emulator.Apex.Tests;

/// <summary>
/// The org's tests and their runs. No class is run: a knob says what each test comes to. Runs go on by the org's clock,
/// whenever a request looks.
/// </summary>
internal sealed class TestRuns(OrgStore store, TimeProvider clock)
{
    private readonly Lock _lock = new();
    private readonly TestCatalog _catalog = new(store);
    private readonly TestRows _rows = new(store, clock);
    private readonly List<TestRun> _open = [];
    private TestPlan _times = new();
    private DateTimeOffset? _aggregate;
    private volatile bool _busy;

    public void Set(TestPlan plan)
    {
        lock (_lock)
        {
            _times = plan;
            store.Together(() => _catalog.Add(plan));
        }
    }

    /// <summary>Queues tests.</summary>
    /// <returns>The id of the run.</returns>
    /// <exception cref="SalesforceError">There are none, or a class waits already; codes and texts are from memory.</exception>
    public string Start(TestOrder order, string userId)
    {
        lock (_lock)
        {
            IReadOnlyList<QueuedClass> classes = _catalog.Find(order);
            if (classes.FirstOrDefault(c => _open.Exists(r => r.Classes.Any(o => o.ClassId == c.ClassId && !o.IsDone))) is { } queued)
                throw new SalesforceError(400, "ALREADY_IN_PROCESS", $"A test run with the class {queued.Class.Name} is already queued or in progress");
            TestRun run = new()
            {
                JobId = _rows.NewJob(),
                UserId = userId,
                Start = clock.GetUtcNow(),
                Times = _times,
                SkipsCoverage = order.SkipCodeCoverage ?? false,
                IsAll = order.TestLevel?.StartsWith("RunAll", StringComparison.OrdinalIgnoreCase) ?? false,
                Classes = classes,
            };
            foreach (QueuedClass queuedClass in classes) _rows.Queue(run, queuedClass);
            _open.Add(run);
            _busy = true;
            return run.JobId;
        }
    }

    /// <summary>Runs the tests of one class at once.</summary>
    /// <exception cref="SalesforceError">There are none, or those of several classes are asked for.</exception>
    public object Run(TestOrder order)
    {
        lock (_lock)
        {
            IReadOnlyList<QueuedClass> classes = _catalog.Find(order);
            return classes is [var only]
                ? SynchronousResult.Of(only, order.SkipCodeCoverage ?? false, _catalog)
                : throw new SalesforceError(400, "INVALID_INPUT", "Only one class can be specified for a synchronous test run");
        }
    }

    /// <summary>A row of the queue has been changed by a request: it can only have been stopped.</summary>
    public void NoteItem(string id)
    {
        lock (_lock)
        {
            foreach (QueuedClass queued in _open.SelectMany(static r => r.Classes))
                if (SalesforceId.TryNormalize(id, out string? item) && queued.ItemId == item && !queued.IsDone) queued.Status = _rows.StatusOf(item);
        }
    }

    /// <summary>Lets runs go on as far as it is time.</summary>
    public void Advance()
    {
        if (!_busy) return;
        lock (_lock)
        {
            DateTimeOffset now = clock.GetUtcNow();
            store.Together(() =>
            {
                foreach (TestRun run in _open) Advance(run, now);
            });
            _open.RemoveAll(r => r.IsDone && r.ResultId is not null);
            if (_aggregate <= now)
            {
                _aggregate = null;
                store.Together(_rows.Aggregate);
            }
            _busy = _open.Count > 0 || _aggregate is not null;
        }
    }

    private void Advance(TestRun run, DateTimeOffset now)
    {
        if (run.ResultId is null && now >= run.After(run.Times.LateSeconds)) _rows.Begin(run);
        double start = Math.Max(run.Times.QueueSeconds, run.Times.HoldSeconds);
        foreach (QueuedClass queued in run.Classes.Where(static c => c.Status != "Aborted"))
        {
            double end = start + run.Times.ClassSeconds;
            string status = now >= run.After(end) ? "Completed"
                : now >= run.After(start) ? "Processing"
                : now >= run.After(run.Times.HoldSeconds) ? "Queued"
                : "Holding";
            start = end;
            if (status != queued.Status) _rows.Move(run, queued, status, _catalog);
        }
        if (run.ResultId is null) return;
        if (_rows.Update(run, now) && !run.SkipsCoverage) _aggregate = now + TimeSpan.FromSeconds(run.Times.AggregateSeconds);
    }
}
