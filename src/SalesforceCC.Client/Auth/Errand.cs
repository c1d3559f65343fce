namespace SalesforceCC.Auth;

/// <summary>Work that gives a value.</summary>
/// <param name="to">Where it is offered, also once more when somebody who had begun it was stopped.</param>
/// <param name="work">What is to be done.</param>
/// <param name="stop">Ends it for all.</param>
internal sealed class Errand<T>(ICallerThread to, Func<CancellationToken, T> work, CancellationToken stop) : IErrand
{
    private readonly TaskCompletionSource<T> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _taken;

    public bool IsDone => _result.Task.IsCompleted;

    /// <summary>Offers it, and waits until it is done.</summary>
    public async Task<T> RunAsync()
    {
        using (stop.Register(() => _result.TrySetCanceled(stop)))
        {
            to.Offer(this);
            return await _result.Task.ConfigureAwait(false);
        }
    }

    public void Do(CancellationToken lent)
    {
        if (IsDone || lent.IsCancellationRequested || Interlocked.Exchange(ref _taken, 1) != 0)
            return;
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(lent, stop);
        try
        {
            _result.TrySetResult(work(end.Token));
        }
        catch (Exception) when (lent.IsCancellationRequested && !stop.IsCancellationRequested)
        {
            // Only who lent the thread was stopped: others may still wait.
            Volatile.Write(ref _taken, 0);
            to.Offer(this);
        }
        catch (Exception e)
        {
            _result.TrySetException(e);
        }
    }
}
