namespace SalesforceCC.Testing;

/// <summary>
/// A clock on which a pause, such as that before a repetition, is over as soon as it begins. The time allowed for a
/// request passes only when a test says so.
/// </summary>
/// <param name="requestTimeout">The time allowed for a request: an alarm set for just that is no pause.</param>
public sealed class SkippingClock(TimeSpan requestTimeout) : TimeProvider
{
    private readonly object _gate = new();
    private readonly DateTimeOffset _start = System.GetUtcNow();
    private readonly HashSet<Alarm> _alarms = [];
    private TaskCompletionSource<bool> _progress = NewSignal();
    private TimeSpan _passed;
    private TimeSpan _repeated;

    /// <summary>How much time has passed on this clock, repetitions left out.</summary>
    public TimeSpan Passed
    {
        get
        {
            lock (_gate)
                return _passed - _repeated;
        }
    }

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => _start + TimeSpan.FromTicks(GetTimestamp());

    /// <inheritdoc/>
    public override long GetTimestamp()
    {
        lock (_gate)
            return _passed.Ticks;
    }

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Alarm alarm = new(this, () => callback(state));
        alarm.Change(dueTime, period);
        return alarm;
    }

    /// <summary>Ends when a request whose time was running has made progress, and its time runs anew or no more.</summary>
    public Task ProgressAsync()
    {
        lock (_gate)
            return _progress.Task;
    }

    /// <summary>Just not all of the time allowed for a request passes.</summary>
    public void PassAlmost() => Pass(TimeSpan.FromTicks(requestTimeout.Ticks / 10 * 9));

    /// <summary>The time allowed for a request passes.</summary>
    public void PassTimeout() => Pass(requestTimeout);

    /// <summary>
    /// It passes once more, and is not counted: the first time may have found a request between two reads, when none of
    /// its time is running.
    /// </summary>
    public void PassTimeoutAgain()
    {
        lock (_gate)
            _repeated += requestTimeout;
        Pass(requestTimeout);
    }

    private static TaskCompletionSource<bool> NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Pass(TimeSpan time)
    {
        Alarm[] due;
        lock (_gate)
        {
            _passed += time;
            due = [.. _alarms.Where(a => a.Due <= _passed)];
            _alarms.ExceptWith(due);
        }

        foreach (Alarm alarm in due)
            alarm.Ring();
    }

    private void Set(Alarm alarm, TimeSpan time)
    {
        lock (_gate)
        {
            if (_alarms.Remove(alarm))
            {
                _progress.SetResult(true);
                _progress = NewSignal();
            }

            if (time < TimeSpan.Zero)
                return;
            alarm.Due = _passed + time;
            _alarms.Add(alarm);
        }

        if (time != requestTimeout)
            ThreadPool.QueueUserWorkItem(_ => Pass(time));
    }

    private void Remove(Alarm alarm)
    {
        lock (_gate)
            _alarms.Remove(alarm);
    }

    private sealed class Alarm(SkippingClock clock, Action ring) : ITimer
    {
        public TimeSpan Due { get; set; }

        public void Ring() => ring();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (period > TimeSpan.Zero)
                throw new NotSupportedException("It rings once.");
            clock.Set(this, dueTime);
            return true;
        }

        public void Dispose() => clock.Remove(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}
