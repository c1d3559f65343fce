namespace SalesforceCC.Resume.Tests;

/// <summary>A clock on which pauses are short: nobody has to wait between two looks at a job. Time limits are as they are.</summary>
internal sealed class HurriedClock : TimeProvider
{
    private const int Times = 50;

    // Limits of requests are longer.
    private static readonly TimeSpan s_longestPause = TimeSpan.FromSeconds(30);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        System.CreateTimer(callback, state, dueTime > TimeSpan.Zero && dueTime <= s_longestPause ? dueTime / Times : dueTime, period);
}
