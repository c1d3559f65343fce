namespace SalesforceCC.Emulator.Events.Bus;

/// <summary>How often something has happened within the last hour or day: what is older gives way little by little.</summary>
internal sealed class RollingCount(TimeProvider clock, TimeSpan window)
{
    private const int Parts = 24;

    private readonly long[] _counts = new long[Parts];
    private readonly Lock _lock = new();
    private long _part = long.MinValue;
    private long _sum;

    public int Left(int most)
    {
        lock (_lock)
        {
            Turn();
            return (int)Math.Max(0, most - _sum);
        }
    }

    /// <summary>Counts as many as there may be.</summary>
    public int Take(int wanted, int most)
    {
        lock (_lock)
        {
            Turn();
            int taken = (int)Math.Clamp(most - _sum, 0, wanted);
            _counts[_part % Parts] += taken;
            _sum += taken;
            return taken;
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            Array.Clear(_counts);
            _sum = 0;
        }
    }

    private void Turn()
    {
        long now = clock.GetUtcNow().UtcTicks / (window.Ticks / Parts);
        if (now == _part) return;
        for (long part = Math.Max(_part + 1, now - Parts + 1); part <= now; part++)
        {
            _sum -= _counts[part % Parts];
            _counts[part % Parts] = 0;
        }

        _part = now;
    }
}
