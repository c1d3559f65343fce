namespace SalesforceCC.Emulator.Events.Service;

/// <summary>The streams that are open, which are limited in number, and can be dropped all at once.</summary>
internal sealed class OpenStreams(Func<EventSettings> settings)
{
    private readonly Lock _lock = new();
    private CancellationTokenSource _drop = new();
    private int _count;

    public int Count => Volatile.Read(ref _count);

    /// <summary>Ends with the next order to drop all streams.</summary>
    public CancellationToken Dropped
    {
        get
        {
            lock (_lock) return _drop.Token;
        }
    }

    /// <summary>Counts a stream until it is disposed of; null where there are too many.</summary>
    public IDisposable? Open()
    {
        lock (_lock)
        {
            if (_count >= settings().ConcurrentStreams) return null;
            _count++;
            return new OpenStream(this);
        }
    }

    /// <summary>Drops all, without a word to their clients; how many there were.</summary>
    public int Drop()
    {
        CancellationTokenSource drop;
        int count;
        lock (_lock)
        {
            (drop, count) = (_drop, _count);
            _drop = new CancellationTokenSource();
        }

        drop.Cancel();
        drop.Dispose();
        return count;
    }

    private sealed class OpenStream(OpenStreams streams) : IDisposable
    {
        public void Dispose() => Interlocked.Decrement(ref streams._count);
    }
}
