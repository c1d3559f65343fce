namespace SalesforceCC.Emulator.Hosting;

/// <summary>The org's time: another clock's, plus what has been skipped.</summary>
internal sealed class EmulatorClock(TimeProvider inner) : TimeProvider
{
    private long _skippedTicks;

    public override DateTimeOffset GetUtcNow() =>
        inner.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref _skippedTicks));

    public void Advance(TimeSpan time) => Interlocked.Add(ref _skippedTicks, time.Ticks);
}
