namespace SalesforceCC.Http;

/// <summary>Ends an attempt that makes no progress: counts anew with every read.</summary>
internal sealed class AttemptTimer : IDisposable
{
    private readonly CancellationTokenSource _both;
    private readonly CancellationToken _stop;
    private readonly ITimer _timer;
    private volatile bool _expired;

    public AttemptTimer(RoadOptions options, CancellationToken stop)
    {
        Limit = options.Timeout > TimeSpan.Zero ? options.Timeout : System.Threading.Timeout.InfiniteTimeSpan;
        _stop = stop;
        _both = CancellationTokenSource.CreateLinkedTokenSource(stop);
        Token = _both.Token;
        _timer = options.Clock.CreateTimer(
            static t => ((AttemptTimer)t!).Expire(), this, Limit, System.Threading.Timeout.InfiniteTimeSpan);
    }

    /// <summary>Ends when the caller stops, or no progress was made for too long.</summary>
    public CancellationToken Token { get; }

    /// <summary>The time is up.</summary>
    public bool Expired => _expired;

    /// <summary>The time allowed.</summary>
    public TimeSpan Limit { get; }

    /// <summary>Something arrived, or everything has.</summary>
    public void Progress(bool isEnd) =>
        _timer.Change(isEnd ? System.Threading.Timeout.InfiniteTimeSpan : Limit, System.Threading.Timeout.InfiniteTimeSpan);

    public void Dispose()
    {
        _timer.Dispose();
        _both.Dispose();
    }

    private void Expire()
    {
        if (_stop.IsCancellationRequested)
            return;
        _expired = true;
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
