namespace SalesforceCC.Http;

/// <summary>Ends an attempt that makes no progress: counts anew with every read.</summary>
internal sealed class AttemptTimer : IDisposable
{
    private readonly TimeSpan _limit;
    private readonly CancellationTokenSource _timer;
    private readonly CancellationTokenSource _both;

    public AttemptTimer(RoadOptions options, CancellationToken stop)
    {
        _limit = options.Timeout > TimeSpan.Zero ? options.Timeout : System.Threading.Timeout.InfiniteTimeSpan;
#if NET
        _timer = new CancellationTokenSource(_limit, options.Clock);
#else
        _timer = new CancellationTokenSource(_limit);
#endif
        _both = CancellationTokenSource.CreateLinkedTokenSource(_timer.Token, stop);
    }

    /// <summary>Ends when the caller stops, or no progress was made for too long.</summary>
    public CancellationToken Token => _both.Token;

    /// <summary>The time is up.</summary>
    public bool Expired => _timer.IsCancellationRequested;

    /// <summary>The time allowed.</summary>
    public TimeSpan Limit => _limit;

    /// <summary>Something arrived, or everything has.</summary>
    public void Progress(bool isEnd) => _timer.CancelAfter(isEnd ? System.Threading.Timeout.InfiniteTimeSpan : _limit);

    public void Dispose()
    {
        _both.Dispose();
        _timer.Dispose();
    }
}
