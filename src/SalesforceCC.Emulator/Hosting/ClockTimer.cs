namespace SalesforceCC.Emulator.Hosting;

/// <summary>A timer by the org's time. It rings once for each time it was due, but only once for several that were skipped together.</summary>
internal sealed class ClockTimer : ITimer
{
    private readonly EmulatorClock _clock;
    private readonly Action _callback;
    private readonly ITimer _inner;
    private readonly Lock _lock = new();
    private DateTimeOffset? _due;
    private TimeSpan _period;

    public ClockTimer(EmulatorClock clock, TimeProvider inner, Action callback)
    {
        _clock = clock;
        _callback = callback;
        _inner = inner.CreateTimer(_ => Check(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        lock (_lock)
        {
            _due = dueTime == Timeout.InfiniteTimeSpan ? null : _clock.GetUtcNow() + dueTime;
            _period = period;
            return Wind();
        }
    }

    /// <summary>Rings once, at that moment; at once where it has passed.</summary>
    public void Set(DateTimeOffset due)
    {
        lock (_lock)
        {
            _due = due;
            _period = Timeout.InfiniteTimeSpan;
            Wind();
        }
    }

    /// <summary>Rings if it is time.</summary>
    public void Check()
    {
        lock (_lock)
        {
            DateTimeOffset now = _clock.GetUtcNow();
            if (_due is not { } due) return;
            if (due > now)
            {
                Wind();
                return;
            }

            _due = _period == Timeout.InfiniteTimeSpan || _period == TimeSpan.Zero ? null : now + _period;
            Wind();
        }

        _callback();
    }

    public void Dispose()
    {
        lock (_lock) _due = null;
        _clock.Forget(this);
        _inner.Dispose();
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    // No shorter than a millisecond, which is as fine as the timers of the machine are.
    private bool Wind() => _inner.Change(
        _due is { } due ? TimeSpan.FromMilliseconds(Math.Max(0, Math.Ceiling((due - _clock.GetUtcNow()).TotalMilliseconds))) : Timeout.InfiniteTimeSpan,
        Timeout.InfiniteTimeSpan);
}
