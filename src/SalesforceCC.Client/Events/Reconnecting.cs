using SalesforceCC.Http;

namespace SalesforceCC.Events;

/// <summary>
/// How often and when a stream that broke off is begun again: sooner at first, then more and more rarely, and not for ever. A
/// stream from which something came begins the count anew.
/// </summary>
/// <param name="options">Clock and jitter.</param>
/// <param name="most">Attempts in a row.</param>
internal sealed class Reconnecting(RoadOptions options, int most)
{
    private static readonly TimeSpan s_first = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(1);

    // For a service that protects itself, or a place that somebody else has.
    private static readonly TimeSpan s_firstLater = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_longestLater = TimeSpan.FromMinutes(5);

    /// <summary>Attempts since something came.</summary>
    public int Attempt { get; private set; }

    /// <summary>Attempts in a row that are made.</summary>
    public int Most => most;

    /// <summary>Something has come.</summary>
    public void Succeeded() => Attempt = 0;

    /// <summary>The pause before the next attempt; null: there is none any more.</summary>
    /// <param name="later">What failed takes its time.</param>
    public TimeSpan? Next(bool later)
    {
        if (Attempt >= most)
            return null;
        (TimeSpan first, TimeSpan longest) = later ? (s_firstLater, s_longestLater) : (s_first, s_longest);
        double seconds = Math.Min(longest.TotalSeconds, first.TotalSeconds * Math.Pow(2, Math.Min(Attempt, 20)));
        Attempt++;

        // Between a half and all of it, so that not all clients come back at once.
        return TimeSpan.FromSeconds(seconds * (0.5 + (0.5 * Jitter())));
    }

    private double Jitter() => options.Randomizer is { } randomizer ? randomizer() : RandomNumber.Next();
}
