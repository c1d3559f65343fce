using System.Collections.Concurrent;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>
/// Makes the pipeline thread the place where a cmdlet's continuations run. Cmdlets nest (one that writes an object may
/// run another inside), so each thread has a stack of these, and work for "whoever has the thread" is done by the
/// innermost one that waits.
/// </summary>
internal sealed class PipelineThread : SynchronizationContext
{
    private static readonly AsyncLocal<PipelineThread?> s_current = new();

    [ThreadStatic]
    private static Errands? t_errands;

    private readonly BlockingCollection<(SendOrPostCallback Callback, object? State)> _queue = [];
    private readonly Errands _errands;

    private PipelineThread(Errands errands) => _errands = errands;

    /// <summary>The pipeline thread that the running async flow belongs to, also on other threads; null outside cmdlets.</summary>
    public static PipelineThread? OfCaller => s_current.Value;

    /// <summary>Runs an async body on this thread until it ends, and gives its exception as it was thrown.</summary>
    public static void Run(Func<PipelineThread, Task> body)
    {
        SynchronizationContext? outerContext = SynchronizationContext.Current;
        PipelineThread? outer = s_current.Value;
        Errands errands = t_errands ??= new Errands();
        PipelineThread pump = new(errands);
        errands.Enter(pump);
        SetSynchronizationContext(pump);
        s_current.Value = pump;
        try
        {
            Task task = body(pump);
            if (!task.IsCompleted)
            {
                _ = task.ContinueWith(
                    static (_, p) => ((PipelineThread)p!)._queue.CompleteAdding(), pump, CancellationToken.None,
                    TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
                pump.Work();
            }
            else
            {
                pump._queue.CompleteAdding();
                pump.Work();
            }

#pragma warning disable VSTHRD002 // The task has ended: this only takes its exception.
            task.GetAwaiter().GetResult();
#pragma warning restore VSTHRD002
        }
        finally
        {
            errands.Leave(pump);
            s_current.Value = outer;
            SetSynchronizationContext(outerContext);
        }
    }

    /// <summary>
    /// Runs work on the pipeline thread as soon as any cmdlet there waits: this one, or one nested in it. What is not
    /// begun when <paramref name="stop"/> ends is not run.
    /// </summary>
    public Task<T> InvokeAsync<T>(Func<T> work, CancellationToken stop)
    {
        TaskCompletionSource<T> result = new(TaskCreationOptions.RunContinuationsAsynchronously);
        CancellationTokenRegistration registration = stop.Register(() => result.TrySetCanceled(stop));
        _errands.Add(() =>
        {
            using (registration)
            {
                if (result.Task.IsCompleted)
                    return;
                try
                {
                    result.TrySetResult(work());
                }
                catch (Exception e)
                {
                    result.TrySetException(e);
                }
            }
        });
        return result.Task;
    }

    public override void Post(SendOrPostCallback d, object? state)
    {
        try
        {
            _queue.Add((d, state));
        }
        catch (InvalidOperationException)
        {
            // The cmdlet has ended: a trace line that came late, or a continuation nobody waits for.
        }
    }

    public override void Send(SendOrPostCallback d, object? state) =>
        throw new NotSupportedException("Nothing may wait for the pipeline thread.");

    public override SynchronizationContext CreateCopy() => this;

    private void Work()
    {
        foreach ((SendOrPostCallback callback, object? state) in _queue.GetConsumingEnumerable())
            callback(state);
    }

    /// <summary>Work for the thread, whichever cmdlet has it.</summary>
    private sealed class Errands
    {
        private readonly ConcurrentQueue<Action> _work = new();
        private readonly List<PipelineThread> _pumps = [];

        public void Enter(PipelineThread pump)
        {
            lock (_pumps)
                _pumps.Add(pump);
            if (!_work.IsEmpty)
                pump.Post(static s => ((Errands)s!).Work(), this);
        }

        public void Leave(PipelineThread pump)
        {
            lock (_pumps)
                _pumps.Remove(pump);
        }

        public void Add(Action work)
        {
            _work.Enqueue(work);
            lock (_pumps)
                foreach (PipelineThread pump in _pumps)
                    pump.Post(static s => ((Errands)s!).Work(), this);
        }

        private void Work()
        {
            while (_work.TryDequeue(out Action? work))
                work();
        }
    }
}
