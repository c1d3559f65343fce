using SalesforceCC.Auth;
using SalesforceCC.Http;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>
/// Makes the pipeline thread the place where a cmdlet's continuations run, from its first input to its end. Cmdlets nest
/// (one that writes an object may run another inside), so a thread has a stack of these; while code of others has the
/// thread, it is as the caller of the cmdlet had it.
/// </summary>
/// <param name="stop">Ends with the cmdlet.</param>
internal sealed class PipelineThread(CancellationToken stop) : SynchronizationContext, ICallerThread
{
    private readonly Queue<(SendOrPostCallback Callback, object? State, bool MayBeLost)> _queue = new();
    private ThreadErrands? _errands;
    private bool _closed;

    /// <summary>What the caller of the cmdlet has on this thread, with what code of others has changed since.</summary>
    public AmbientState Caller { get; set; }

    /// <summary>Runs an async body on this thread until it ends, and gives its exception as it was thrown.</summary>
    public void Run(Func<Task> body, Action<string>? trace)
    {
        Caller = AmbientState.Take();
        _errands = ThreadErrands.Here;
        _errands.Enter(this);
        try
        {
            SetSynchronizationContext(this);
            CallerThreads.Current = this;
            RequestTrace.Sink = trace;
            Task task = body();
            Work(task);
#pragma warning disable VSTHRD002 // The task has ended: this only takes its exception.
            task.GetAwaiter().GetResult();
#pragma warning restore VSTHRD002
        }
        finally
        {
            _errands.Leave(this);
            Caller.Restore();
        }
    }

    /// <summary>Gives the thread to code of others until it is disposed.</summary>
    public OutsideScope Outside() => new(Current == this ? this : null);

    public void Offer(IErrand errand) => _errands?.Add(errand);

    /// <summary>Does work for whoever asks this thread, as code of others: it is one of their commands.</summary>
    public void Do(IErrand errand)
    {
        using (Outside())
            errand.Do(stop);
    }

    /// <summary>Posts what is of no use any more when the cmdlet has ended, such as a verbose line.</summary>
    public void PostIfOpen(SendOrPostCallback d, object? state)
    {
        lock (_queue)
            if (!_closed)
                Add(d, state, mayBeLost: true);
    }

    public override void Post(SendOrPostCallback d, object? state)
    {
        lock (_queue)
        {
            if (!_closed)
            {
                Add(d, state, mayBeLost: false);
                return;
            }
        }

        // Nobody waits for it, but what it has open must be closed.
        ThreadPool.QueueUserWorkItem(static s =>
        {
            (SendOrPostCallback late, object? with) = ((SendOrPostCallback, object?))s!;
            late(with);
        }, (d, state));
    }

    public override void Send(SendOrPostCallback d, object? state) =>
        throw new NotSupportedException("Nothing may wait for the pipeline thread.");

    public override SynchronizationContext CreateCopy() => this;

    /// <summary>The cmdlet has ended; what is still queued goes on elsewhere.</summary>
    public void Close()
    {
        (SendOrPostCallback Callback, object? State, bool MayBeLost)[] left;
        lock (_queue)
        {
            _closed = true;
            left = [.. _queue];
            _queue.Clear();
        }

        foreach ((SendOrPostCallback callback, object? state, bool mayBeLost) in left)
            if (!mayBeLost)
                Post(callback, state);
    }

    private void Add(SendOrPostCallback callback, object? state, bool mayBeLost)
    {
        _queue.Enqueue((callback, state, mayBeLost));
        Monitor.Pulse(_queue);
    }

    private void Work(Task until)
    {
        if (!until.IsCompleted)
            _ = until.ContinueWith(
                static (_, p) => ((PipelineThread)p!).Wake(), this, CancellationToken.None,
                TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        while (Next(until) is { Callback: { } callback, State: var state })
            callback(state);
    }

    private void Wake()
    {
        lock (_queue)
            Monitor.Pulse(_queue);
    }

    // What was posted before the end belongs to it: lines, above all.
    private (SendOrPostCallback? Callback, object? State, bool MayBeLost) Next(Task until)
    {
        lock (_queue)
        {
            while (_queue.Count == 0)
            {
                if (until.IsCompleted)
                    return default;
                Monitor.Wait(_queue);
            }

            return _queue.Dequeue();
        }
    }
}
