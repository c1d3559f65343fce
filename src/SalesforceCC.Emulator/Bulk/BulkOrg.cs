using System.Collections.Concurrent;
using SalesforceCC.Emulator.Bulk.Ingest;
using SalesforceCC.Emulator.Data;

namespace SalesforceCC.Emulator.Bulk;

/// <summary>The jobs of the org, and what they have in common.</summary>
internal sealed class BulkOrg(OrgStore store, TimeProvider clock) : IDisposable
{
    /// <summary>Which the older Bulk API shares.</summary>
    public const int BatchesPerDay = 15_000;

    private static readonly TimeSpan s_kept = TimeSpan.FromDays(7);
    private static readonly TimeSpan s_keptOpen = TimeSpan.FromDays(1);

    private readonly ConcurrentDictionary<string, BulkJob> _jobs = new(StringComparer.Ordinal);
    private readonly Lazy<TemporaryFolder> _folder = new(TemporaryFolder.Create);
    private readonly Lock _day = new();
    private DateTime _today;
    private long _rows;
    private int _queries;
    private int _batches;
    private int _number;

    public OrgStore Store => store;

    public TimeProvider Clock => clock;

    public BulkSettings Settings { get; set; } = new();

    public string Folder => _folder.Value.Path;

    /// <summary>All that are kept, newest first.</summary>
    public IReadOnlyList<BulkJob> Jobs => [.. _jobs.Values.Where(IsKept).OrderByDescending(j => j.Id, StringComparer.Ordinal)];

    /// <summary>Query jobs that may be made today.</summary>
    public int QueryJobsLeft
    {
        get
        {
            lock (_day)
            {
                Turn();
                return Math.Max(0, Settings.QueryJobsPerDay - _queries);
            }
        }
    }

    /// <summary>Batches that are left today.</summary>
    public int BatchesLeft
    {
        get
        {
            lock (_day)
            {
                Turn();
                return Math.Max(0, BatchesPerDay - _batches);
            }
        }
    }

    public string NewId() => SalesforceId.Create("750", Interlocked.Increment(ref _number));

    public T Add<T>(T job)
        where T : BulkJob
    {
        _jobs[job.Id] = job;
        return job;
    }

    /// <summary>The job of that id, of 15 or 18 characters; null where there is none of that sort.</summary>
    public T? Find<T>(string id)
        where T : BulkJob =>
        SalesforceId.TryNormalize(id, out string? key) && _jobs.TryGetValue(key, out BulkJob? job) && IsKept(job) ? job as T : null;

    public void Remove(BulkJob job)
    {
        _jobs.TryRemove(job.Id, out _);
        job.Clear();
    }

    /// <summary>Counts a query job; false where none is left today.</summary>
    public bool TryCountQuery()
    {
        lock (_day)
        {
            Turn();
            return ++_queries <= Settings.QueryJobsPerDay;
        }
    }

    /// <summary>Takes rows out of those of the day, as many as there are.</summary>
    public int TakeRows(int wanted)
    {
        lock (_day)
        {
            Turn();
            int taken = (int)Math.Clamp(Settings.RowsPerDay - _rows, 0, wanted);
            _rows += taken;
            return taken;
        }
    }

    /// <summary>Counts the batches that a job begins between two numbers of its rows.</summary>
    public void CountBatches(int before, int after)
    {
        lock (_day)
        {
            Turn();
            _batches += Batches(after) - Batches(before);
        }

        static int Batches(int rows) => (rows + UploadLimits.BatchRows - 1) / UploadLimits.BatchRows;
    }

    /// <summary>Ends the work of all jobs; to be called before the rows go.</summary>
    public async Task StopAsync()
    {
        foreach (BulkJob job in _jobs.Values) await job.StopAsync();
    }

    public void Dispose()
    {
        if (_folder.IsValueCreated) _folder.Value.Dispose();
    }

    private bool IsKept(BulkJob job) => clock.GetUtcNow() - job.Modified < (job.State == JobState.Open ? s_keptOpen : s_kept);

    private void Turn()
    {
        DateTime today = clock.GetUtcNow().UtcDateTime.Date;
        if (today == _today) return;
        _today = today;
        _rows = 0;
        _queries = 0;
        _batches = 0;
    }
}
