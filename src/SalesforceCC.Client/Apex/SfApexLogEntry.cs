namespace SalesforceCC;

/// <summary>What one call of System.debug has written.</summary>
public sealed class SfApexLogEntry
{
    internal SfApexLogEntry(TimeSpan time, TimeSpan elapsed, int? line, string level, string text)
    {
        Time = time;
        Elapsed = elapsed;
        Line = line;
        Level = level;
        Text = text;
    }

    /// <summary>The time of the day, in the time zone of the user.</summary>
    public TimeSpan Time { get; }

    /// <summary>The time since the beginning.</summary>
    public TimeSpan Elapsed { get; }

    /// <summary>The line of the call; <see langword="null"/> where the log does not say.</summary>
    public int? Line { get; }

    /// <summary>The level, for example DEBUG.</summary>
    public string Level { get; }

    /// <summary>The message, with all its lines.</summary>
    public string Text { get; }

    /// <summary>The message.</summary>
    public override string ToString() => Text;
}
