namespace SalesforceCC.Emulator.Hosting;

/// <summary>
/// The org's time: another clock's, plus what has been skipped. Timers that are made of it ring when that time has come,
/// whether it has passed or was skipped.
/// </summary>
internal sealed class EmulatorClock(TimeProvider inner) : TimeProvider
{
    private readonly HashSet<ClockTimer> _timers = [];
    private long _skippedTicks;

    public override DateTimeOffset GetUtcNow() =>
        inner.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref _skippedTicks));

    public void Advance(TimeSpan time)
    {
        Interlocked.Add(ref _skippedTicks, time.Ticks);
        ClockTimer[] timers;
        lock (_timers) timers = [.. _timers];
        foreach (ClockTimer timer in timers) timer.Check();
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ClockTimer timer = CreateAlarm(() => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>A timer that is set to a moment, whatever the clock is moved by while it is set.</summary>
    public ClockTimer CreateAlarm(Action callback)
    {
        ClockTimer timer = new(this, inner, callback);
        lock (_timers) _timers.Add(timer);
        return timer;
    }

    /// <summary>A timer is no longer needed.</summary>
    internal void Forget(ClockTimer timer)
    {
        lock (_timers) _timers.Remove(timer);
    }
}
