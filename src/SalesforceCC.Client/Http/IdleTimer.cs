namespace SalesforceCC.Http;

/// <summary>
/// Ends a send on which the network is silent for too long. It runs only while the network is waited for: not while a
/// token is fetched, a file is read or written, or somebody takes his time with what has arrived.
/// </summary>
internal sealed class IdleTimer : IDisposable
{
    private static readonly TimeSpan s_never = System.Threading.Timeout.InfiniteTimeSpan;

    private readonly object _lock = new();
    private readonly CancellationTokenSource _both;
    private readonly CancellationToken _stop;
    private readonly TimeProvider _clock;
    private readonly ITimer _timer;
    private long _since;
    private bool _runs;
    private bool _receives;
    private bool _over;
    private volatile bool _expired;

    /// <param name="limit">The time allowed; infinite where not positive.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="stop">Ends it, too.</param>
    public IdleTimer(TimeSpan limit, TimeProvider clock, CancellationToken stop)
    {
        Limit = limit > TimeSpan.Zero ? limit : s_never;
        _clock = clock;
        _stop = stop;
        _both = CancellationTokenSource.CreateLinkedTokenSource(stop);
        Token = _both.Token;
        _timer = clock.CreateTimer(static t => ((IdleTimer)t!).Expire(), this, s_never, s_never);
    }

    /// <summary>Ends when the caller stops, or no progress was made for too long.</summary>
    public CancellationToken Token { get; }

    /// <summary>The time is up.</summary>
    public bool Expired => _expired;

    /// <summary>The time allowed.</summary>
    public TimeSpan Limit { get; }

    /// <summary>The network is waited for from now on: to take the request, or to answer it.</summary>
    public void Sending() => Set(runs: true, receives: false);

    /// <summary>The network has taken what there was, and the source of the body is waited for.</summary>
    public void NotSending() => Set(runs: false, receives: false);

    /// <summary>More of the response is waited for. What is still being sent does not count from the first time on.</summary>
    public void Receiving() => Set(runs: true, receives: true);

    /// <summary>Some of the response has come.</summary>
    public void NotReceiving() => Set(runs: false, receives: true);

    public void Dispose()
    {
        lock (_lock)
        {
            _over = true;
            _runs = false;
        }

        _timer.Dispose();
        _both.Dispose();
    }

    private void Set(bool runs, bool receives)
    {
        if (Limit == s_never)
            return;
        lock (_lock)
        {
            if (_over || (_receives && !receives))
                return;
            _receives = receives;
            if (!runs && !_runs)
                return;
            _runs = runs;
            _since = _clock.GetTimestamp();
            _timer.Change(runs ? Limit : s_never, s_never);
        }
    }

    private void Expire()
    {
        if (_stop.IsCancellationRequested)
            return;
        lock (_lock)
        {
            if (!_runs)
                return;

            // The clock may have struck just when something came, and clocks differ by a little.
            TimeSpan left = Limit - _clock.GetElapsedTime(_since);
            if (left > TimeSpan.Zero)
            {
                _timer.Change(left > TimeSpan.FromMilliseconds(1) ? left : TimeSpan.FromMilliseconds(1), s_never);
                return;
            }

            _expired = true;
        }

        try
        {
            _both.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The answer was complete at the last moment.
        }
    }
}
