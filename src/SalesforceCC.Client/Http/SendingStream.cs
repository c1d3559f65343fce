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

    // Twice, since a delegate and a task for each of the pieces of a large file are memory that others could use.
#if NET
    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        for (; buffer.Length > 0; buffer = buffer.Slice(Math.Min(Piece, buffer.Length)))
        {
            ReadOnlyMemory<byte> piece = buffer.Slice(0, Math.Min(Piece, buffer.Length));
            timer?.Sending();
            try
            {
                await network.WriteAsync(piece, cancellationToken).ConfigureAwait(false);
            }
            catch
            {
                HasFailed = true;
                throw;
            }

            Taken(piece.Length);
        }
    }
#else
    public override async Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        for (int end = offset + count; offset < end; offset += Piece)
        {
            int length = Math.Min(Piece, end - offset);
            timer?.Sending();
            try
            {
                await network.WriteAsync(buffer, offset, length, cancellationToken).ConfigureAwait(false);
            }
            catch
            {
                HasFailed = true;
                throw;
            }

            Taken(length);
        }
    }
#endif

    public override async Task FlushAsync(CancellationToken cancellationToken)
    {
        timer?.Sending();
        try
        {
            await network.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            HasFailed = true;
            throw;
        }

        timer?.NotSending();
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private void Taken(int length)
    {
        timer?.NotSending();
        progress?.Invoke(_sent += length);
    }
}
