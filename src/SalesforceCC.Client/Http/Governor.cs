using System.Globalization;

namespace SalesforceCC.Http;

/// <summary>
/// Keeps a session's requests from running into the limits of the org: no more than so many at a time, and when
/// Salesforce says to wait, all of them wait, not only the one that was told. Requests for tokens do not come by here.
/// </summary>
/// <remarks>
/// A place is held until the head of the response is there, and nothing is waited for in it but the network: whoever
/// reads a response may send other requests, and must not wait for a place that he holds himself.
/// </remarks>
internal sealed class Governor(int places, TimeProvider clock)
{
    private readonly SemaphoreSlim _places = new(places, places);
    private long _until;

    /// <summary>Waits for a pause to be over, and for a place.</summary>
    public async Task EnterAsync(CancellationToken stop)
    {
        while (true)
        {
            if (Left() is { } left)
            {
                RequestTrace.Sink?.Invoke(
                    string.Format(CultureInfo.InvariantCulture, "Salesforce asked this session to wait: {0:0.0} s", left.TotalSeconds));
                await HttpShim.DelayAsync(clock, left, stop).ConfigureAwait(false);
            }

            await _places.WaitAsync(stop).ConfigureAwait(false);
            if (Left() is null)
                return;
            _places.Release();
        }
    }

    /// <summary>Gives the place back.</summary>
    public void Leave() => _places.Release();

    /// <summary>No request of the session is sent before this time has passed.</summary>
    public void Pause(TimeSpan time)
    {
        long until = (clock.GetUtcNow() + time).UtcTicks;
        for (long seen = Volatile.Read(ref _until); seen < until;)
        {
            long before = Interlocked.CompareExchange(ref _until, until, seen);
            if (before == seen)
                return;
            seen = before;
        }
    }

    // Clocks wait for whole milliseconds.
    private TimeSpan? Left() =>
        TimeSpan.FromTicks(Volatile.Read(ref _until) - clock.GetUtcNow().UtcTicks) is { TotalMilliseconds: >= 1 } left ? left : null;
}
