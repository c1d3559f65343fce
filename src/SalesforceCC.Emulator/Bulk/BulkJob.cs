using System.Diagnostics;
using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Http;
using SalesforceCC.Emulator.Rest;

namespace SalesforceCC.Emulator.Bulk;

/// <summary>A job: what it is to do, how far it is, and the thread that does it.</summary>
internal abstract class BulkJob(BulkOrg bulk, string id, SObjectType type, string userId, ApiVersion version)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMilliseconds(500);

    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _lock = new();
    private readonly Stopwatch _time = new();
    private Task _work = Task.CompletedTask;
    private DateTimeOffset _closed;
    private int _asked;
    private int _processed;
    private int _failed;

    public string Id => id;

    public SObjectType Type => type;

    public string UserId => userId;

    public ApiVersion Version => version;

    public abstract string JobType { get; }

    public required string Operation { get; init; }

    public required JobFormat Format { get; init; }

    public DateTimeOffset Created { get; } = bulk.Clock.GetUtcNow();

    public DateTimeOffset Modified { get; private set; } = bulk.Clock.GetUtcNow();

    /// <summary>The true state, which who asks may not be told yet.</summary>
    public JobState State { get; private set; }

    public string? ErrorMessage { get; private set; }

    public int Processed => Volatile.Read(ref _processed);

    public int Failed => Volatile.Read(ref _failed);

    public long Milliseconds => _time.ElapsedMilliseconds;

    public bool IsOver => State is JobState.JobComplete or JobState.Failed or JobState.Aborted;

    protected BulkOrg Bulk => bulk;

    /// <summary>A file of the job's own.</summary>
    protected string FileOf(string name) => Path.Combine(bulk.Folder, $"{id}.{name}");

    /// <summary>What who asks is told. A job that is nearly done is waited for, so that few have to ask twice.</summary>
    public async Task<JobState> AskAsync(CancellationToken cancel)
    {
        int asked = Interlocked.Increment(ref _asked);
        if (IsHeldBack(asked)) return asked == 1 ? JobState.UploadComplete : JobState.InProgress;
        await Task.WhenAny(_work, Task.Delay(s_patience, cancel));
        return Shown(asked);
    }

    /// <summary>What who does not ask for the state itself is told.</summary>
    public JobState Shown() => Shown(Volatile.Read(ref _asked));

    /// <summary>Starts the work, unless the job is over.</summary>
    public bool TryClose()
    {
        lock (_lock)
        {
            if (State != JobState.Open) return false;
            State = JobState.UploadComplete;
            Modified = _closed = bulk.Clock.GetUtcNow();
            _work = Task.Factory.StartNew(Work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            return true;
        }
    }

    /// <summary>Ends the job where it is; false where it was over.</summary>
    public async Task<bool> TryAbortAsync()
    {
        lock (_lock)
        {
            if (IsOver && !IsHeldBack(_asked)) return false;
            State = JobState.Aborted;
            Modified = bulk.Clock.GetUtcNow();
        }
        await StopAsync();
        return true;
    }

    /// <summary>Ends the work and waits for its end.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _work;
    }

    /// <summary>Removes what the job has left in files.</summary>
    public void Clear()
    {
        foreach (string file in Directory.EnumerateFiles(bulk.Folder, $"{id}.*")) File.Delete(file);
    }

    /// <summary>Does the work; what it throws is what the job fails with.</summary>
    protected abstract void Run(CancellationToken cancel);

    protected void Count(int processed, int failed)
    {
        Interlocked.Add(ref _processed, processed);
        Interlocked.Add(ref _failed, failed);
    }

    /// <summary>Stands still where that has been ordered.</summary>
    protected void PauseAfter(int rows, CancellationToken cancel)
    {
        while (bulk.Settings.StopAfter is { } most && rows >= most && !cancel.IsCancellationRequested)
            cancel.WaitHandle.WaitOne(20);
        cancel.ThrowIfCancellationRequested();
    }

    private void Work()
    {
        _time.Start();
        Enter(JobState.InProgress, null);
        try
        {
            Run(_stop.Token);
            Enter(JobState.JobComplete, null);
        }
        catch (OperationCanceledException)
        {
            // Aborted, or the org ends.
        }
        catch (Exception e) when (e is SalesforceError or IOException || UnexpectedError.Is(e))
        {
            Enter(JobState.Failed, e.Message);
        }
        _time.Stop();
    }

    private void Enter(JobState state, string? error)
    {
        lock (_lock)
        {
            if (State == JobState.Aborted) return;
            State = state;
            ErrorMessage = error;
            Modified = bulk.Clock.GetUtcNow();
        }
    }

    private JobState Shown(int asked) => IsHeldBack(asked) ? JobState.InProgress : State;

    private bool IsHeldBack(int asked) => State is not (JobState.Open or JobState.Aborted) &&
        (asked <= bulk.Settings.Polls || bulk.Clock.GetUtcNow() < _closed.AddSeconds(bulk.Settings.Seconds));
}
