namespace SalesforceCC.Http;

/// <summary>
/// Hands a body to the network in pieces, so that each piece taken is progress, and the time it waits for its source is
/// not counted. The network's stream is left open.
/// </summary>
internal sealed class SendingStream(Stream network, IdleTimer? timer, Action<long>? progress) : Stream
{
    // Small enough for a slow line to take one within any time allowed, large enough to cost nothing.
    private const int Piece = 32 * 1024;

    private long _sent;

    /// <summary>It is the network that failed, or was stopped.</summary>
    public bool HasFailed { get; private set; }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        for (int end = offset + count; offset < end; offset += Piece)
        {
            int length = Math.Min(Piece, end - offset);
            int start = offset;
            await WatchAsync(() => network.WriteAsync(buffer, start, length, cancellationToken), length).ConfigureAwait(false);
        }
    }

#if NET
    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        for (; buffer.Length > 0; buffer = buffer.Slice(Math.Min(Piece, buffer.Length)))
        {
            ReadOnlyMemory<byte> piece = buffer.Slice(0, Math.Min(Piece, buffer.Length));
            await WatchAsync(() => network.WriteAsync(piece, cancellationToken).AsTask(), piece.Length).ConfigureAwait(false);
        }
    }
#endif

    public override Task FlushAsync(CancellationToken cancellationToken) => WatchAsync(() => network.FlushAsync(cancellationToken), 0);

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private async Task WatchAsync(Func<Task> write, int length)
    {
        timer?.Sending();
        try
        {
            await write().ConfigureAwait(false);
        }
        catch
        {
            HasFailed = true;
            throw;
        }

        timer?.NotSending();
        if (length > 0)
            progress?.Invoke(_sent += length);
    }
}
