namespace SalesforceCC.Http;

/// <summary>Remembers the last four bytes that were read, and how many there were.</summary>
internal sealed class TailStream(Stream inner) : ReadOnlyStream
{
    private long _length;

    /// <summary>How many bytes have been read.</summary>
    public override long Length => _length;

    /// <summary>The last four of them as a number, the lowest first.</summary>
    public uint LastWord { get; private set; }

    public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        int read = await inner.ReadAsync(buffer, offset, count, cancellationToken).ConfigureAwait(false);
        Keep(buffer.AsSpan(offset, read));
        return read;
    }

    // .NET Framework's GZipStream reads its source in the old asynchronous way, which Stream makes of this.
    public override int Read(byte[] buffer, int offset, int count)
    {
        int read = inner.Read(buffer, offset, count);
        Keep(buffer.AsSpan(offset, read));
        return read;
    }

#if NET
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int read = await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        Keep(buffer.Span.Slice(0, read));
        return read;
    }
#endif

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        _length += bytes.Length;
        foreach (byte b in bytes.Slice(Math.Max(0, bytes.Length - sizeof(uint))))
            LastWord = (LastWord >> 8) | ((uint)b << 24);
    }
}
