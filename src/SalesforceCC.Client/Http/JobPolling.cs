using System.Runtime.CompilerServices;

namespace SalesforceCC.Http;

/// <summary>
/// Asks how a long job is until it is done: soon at first, then more and more rarely, and never sooner than the server
/// says. Each question is a request of its own, with its own retries; the pauses end at once when stopped.
/// </summary>
internal sealed class JobPolling(TimeProvider clock)
{
    /// <summary>Before the first question.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How much longer each pause is than the one before.</summary>
    public double Growth { get; init; } = 1.5;

    /// <summary>No pause grows beyond this.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The time after which nobody asks any more; null: until the job is done.</summary>
    public TimeSpan? Limit { get; init; }

    /// <summary>
    /// The states of a job, one for each question. The last is that of a job that is done, or, where the time was up, of
    /// one that is not: the job itself goes on.
    /// </summary>
    /// <param name="ask">Asks once; also how long the server asks to wait until the next time, where it does.</param>
    /// <param name="isDone">The state is final.</param>
    /// <param name="stop">Ends it at once.</param>
    public async IAsyncEnumerable<T> WatchAsync<T>(
        Func<CancellationToken, Task<(T State, TimeSpan? RetryAfter)>> ask,
        Func<T, bool> isDone,
        [EnumeratorCancellation] CancellationToken stop)
    {
        long start = clock.GetTimestamp();
        TimeSpan pause = FirstPause;
        TimeSpan? asked = null;
        bool isLast;
        do
        {
            TimeSpan wait = asked > pause ? asked.Value : pause;
            TimeSpan? left = Limit - clock.GetElapsedTime(start);
            isLast = wait >= left;
            if (isLast)
                wait = left > TimeSpan.Zero ? left!.Value : TimeSpan.Zero;
            await HttpShim.DelayAsync(clock, wait, stop).ConfigureAwait(false);
            (T state, asked) = await ask(stop).ConfigureAwait(false);
            yield return state;
            if (isDone(state))
                yield break;
            pause = TimeSpan.FromTicks(Math.Min((long)(pause.Ticks * Growth), LongestPause.Ticks));
        }
        while (!isLast);
    }
}
