using System.Collections.Concurrent;
using SalesforceCC.Auth;

namespace SalesforceCC.Client.Tests.Support;

/// <summary>A caller's thread that is free only when a test says so.</summary>
internal sealed class LentThread : ICallerThread
{
    private readonly ConcurrentQueue<IErrand> _errands = new();
    private readonly TaskCompletionSource _offered = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when the thread has been asked for something.</summary>
    public Task Offered => _offered.Task;

    public CancellationTokenSource Lent { get; } = new();

    public void Offer(IErrand errand)
    {
        _errands.Enqueue(errand);
        _offered.TrySetResult();
    }

    /// <summary>Does what has been asked so far.</summary>
    public void Work()
    {
        while (_errands.TryDequeue(out IErrand? errand))
            errand.Do(Lent.Token);
    }

    /// <summary>Runs something whose caller lends this thread.</summary>
    public async Task<T> CallAsync<T>(Func<Task<T>> call)
    {
        CallerThreads.Current = this;
        return await call();
    }
}
