using SalesforceCC.Http;

namespace SalesforceCC.Auth;

/// <summary>
/// Does for all who want it at the same time what needs to be done once. They share its result and its failure; who comes
/// later begins anew. It goes on as long as somebody waits, whoever began it.
/// </summary>
internal sealed class SingleFlight<T>
{
    private readonly object _lock = new();
    private Flight? _current;

    /// <summary>Does the work, or waits for who does it.</summary>
    /// <param name="work">What to do; its token ends when nobody waits any more.</param>
    /// <param name="stop">Ends the wait of this caller.</param>
    public async Task<T> RunAsync(Func<CancellationToken, Task<T>> work, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        Flight flight;
        bool begin;
        lock (_lock)
        {
            if (begin = _current is null)
                _current = new Flight();
            flight = _current!;
            flight.Waiting++;
        }

        ICallerThread? thread = CallerThreads.Current;
        if (thread is not null)
            flight.Threads.Add(thread);
        try
        {
            if (begin)
                _ = FlyAsync(flight, work);
            return await HttpShim.WaitAsync(flight.Result.Task, stop).ConfigureAwait(false);
        }
        catch (SfException e)
        {
            // Whoever gets it adds to it: each has his own.
            throw e.Copy();
        }
        finally
        {
            if (thread is not null)
                flight.Threads.Remove(thread);
            Leave(flight);
        }
    }

    /// <summary>Ends what is under way.</summary>
    public void Cancel()
    {
        lock (_lock)
            _current?.End.Cancel();
    }

    private async Task FlyAsync(Flight flight, Func<CancellationToken, Task<T>> work)
    {
        // Nothing of it belongs to the thread of who happened to come first.
        SynchronizationContext.SetSynchronizationContext(null);
        CallerThreads.Current = flight.Threads;
        T? value = default;
        Exception? failure = null;
        try
        {
            value = await work(flight.End.Token).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            failure = e;
        }

        Close(flight);
        if (failure is null)
            flight.Result.TrySetResult(value!);
        else if (failure is OperationCanceledException && flight.End.IsCancellationRequested)
            flight.Result.TrySetCanceled();
        else
            flight.Result.TrySetException(failure);

        // Perhaps nobody is left to hear of it.
        _ = flight.Result.Task.Exception;
    }

    private void Leave(Flight flight)
    {
        lock (_lock)
        {
            if (--flight.Waiting > 0 || flight.Result.Task.IsCompleted)
                return;
            if (_current == flight)
                _current = null;
        }

        flight.End.Cancel();
    }

    private void Close(Flight flight)
    {
        lock (_lock)
            if (_current == flight)
                _current = null;
    }

    private sealed class Flight
    {
        public TaskCompletionSource<T> Result { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public CancellationTokenSource End { get; } = new();

        public CallerThreads Threads { get; } = new();

        public int Waiting { get; set; }
    }
}
