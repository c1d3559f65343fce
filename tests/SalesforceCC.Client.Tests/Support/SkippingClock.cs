using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;

namespace SalesforceCC.Client.Tests.Support;

/// <summary>
/// A clock on which a pause before a retry is over as soon as it has begun, and is remembered. Time for anything else,
/// such as the time allowed for a request, passes only when a test says so.
/// </summary>
internal sealed class SkippingClock : FakeTimeProvider
{
    private readonly ConcurrentQueue<TimeSpan> _pauses = new();
    private readonly SemaphoreSlim _counted = new(0);

    /// <summary>How long a request may take on this clock.</summary>
    public static TimeSpan RequestTimeout { get; } = TimeSpan.FromSeconds(77);

    /// <summary>What happens within a pause; null: it is over at once.</summary>
    public Action? OnPause { get; set; }

    /// <summary>The pauses so far.</summary>
    public IReadOnlyList<TimeSpan> Pauses => [.. _pauses];

    /// <summary>Waits until so many pauses have begun.</summary>
    public async Task WaitForPausesAsync(int count)
    {
        while (_pauses.Count < count)
            await _counted.WaitAsync(Guard.Stop);
    }

    /// <summary>
    /// The time allowed for a request passes until something has ended by it: between two reads no time is running, and a
    /// test cannot see when the next one begins.
    /// </summary>
    public async Task PassTimeoutAsync(Task end)
    {
        while (!end.IsCompleted)
        {
            Advance(RequestTimeout);
            await Task.WhenAny(end, Task.Delay(20, Guard.Stop));
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ITimer timer = base.CreateTimer(callback, state, dueTime, period);
        if (dueTime != RequestTimeout && dueTime >= TimeSpan.Zero)
        {
            _pauses.Enqueue(dueTime);
            _counted.Release();
            ThreadPool.QueueUserWorkItem(_ => (OnPause ?? (() => Advance(dueTime)))());
        }

        return timer;
    }
}
