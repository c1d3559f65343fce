namespace SalesforceCC.Http;

/// <summary>
/// A response body that resets the attempt's timer with every read that brought something, and stops it at its end:
/// what is done with the answer after that is no matter of the network. The response disposes the body itself.
/// </summary>
internal sealed class TimedStream(Stream inner, AttemptTimer timer) : ReadOnlyStream
{
    public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        int read = await inner.ReadAsync(buffer, offset, count, timer.Token).ConfigureAwait(false);
        timer.Progress(isEnd: read == 0 && count > 0);
        return read;
    }

#if NET
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int read = await inner.ReadAsync(buffer, timer.Token).ConfigureAwait(false);
        timer.Progress(isEnd: read == 0 && buffer.Length > 0);
        return read;
    }
#endif
}
