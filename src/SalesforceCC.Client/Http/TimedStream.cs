namespace SalesforceCC.Http;

/// <summary>
/// A response body that resets the attempt's timer with every read that brought something, and stops it at its end:
/// what is done with the answer after that is no matter of the network. The response disposes the body itself.
/// </summary>
internal sealed class TimedStream(Stream inner, AttemptTimer timer) : ReadOnlyStream
{
#if NET
    public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        int read = await inner.ReadAsync(buffer, offset, count, timer.Token).ConfigureAwait(false);
        timer.Progress(isEnd: read == 0 && count > 0);
        return read;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int read = await inner.ReadAsync(buffer, timer.Token).ConfigureAwait(false);
        timer.Progress(isEnd: read == 0 && buffer.Length > 0);
        return read;
    }
#else
    private const int LongestRead = 32 * 1024;

    private byte[] _own = [];

    // .NET Framework's streams look at a token before they wait, and not again. A read that is given up for that may yet
    // end, so that it must not write where somebody else reads by then.
    public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        int length = Math.Min(count, LongestRead);
        if (_own.Length < length)
            _own = new byte[length];
        int read = await HttpShim.WaitAsync(inner.ReadAsync(_own, 0, length, timer.Token), timer.Token).ConfigureAwait(false);
        timer.Progress(isEnd: read == 0 && count > 0);
        Buffer.BlockCopy(_own, 0, buffer, offset, read);

        // It may have been a token.
        Array.Clear(_own, 0, read);
        return read;
    }
#endif
}
