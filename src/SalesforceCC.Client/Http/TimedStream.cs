namespace SalesforceCC.Http;

/// <summary>
/// A response body whose reads are bounded by the time allowed. Between them no time is counted: what is done with the
/// response is no matter of the network. Whoever disposes the response disposes the body.
/// </summary>
internal sealed class TimedStream(Stream inner, IdleTimer timer) : ReadOnlyStream
{
#if NET
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        // What is there already needs no timer.
        ValueTask<int> read = inner.ReadAsync(buffer, timer.Token);
        return read.IsCompletedSuccessfully ? read : WaitAsync(read);
    }

    private async ValueTask<int> WaitAsync(ValueTask<int> read)
    {
        timer.Receiving();
        int length = await read.ConfigureAwait(false);
        timer.NotReceiving();
        return length;
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
        timer.Receiving();
        int read = await HttpShim.WaitAsync(inner.ReadAsync(_own, 0, length, timer.Token), timer.Token).ConfigureAwait(false);
        timer.NotReceiving();
        Buffer.BlockCopy(_own, 0, buffer, offset, read);

        // It may have been a token.
        Array.Clear(_own, 0, read);
        return read;
    }
#endif

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }
}
