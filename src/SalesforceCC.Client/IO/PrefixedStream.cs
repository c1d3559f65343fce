using SalesforceCC.Http;

namespace SalesforceCC;

/// <summary>Bytes before those of a stream, which is closed with this.</summary>
internal sealed class PrefixedStream(byte[] prefix, Stream rest) : ReadOnlyStream
{
    private int _taken;

    public override long Length => prefix.Length + rest.Length;

    public override int Read(byte[] buffer, int offset, int count) =>
        _taken < prefix.Length ? Take(buffer.AsSpan(offset, count)) : rest.Read(buffer, offset, count);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        _taken < prefix.Length ? Task.FromResult(Take(buffer.AsSpan(offset, count))) : rest.ReadAsync(buffer, offset, count, cancellationToken);

#if NET
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        _taken < prefix.Length ? new(Take(buffer.Span)) : rest.ReadAsync(buffer, cancellationToken);
#endif

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            rest.Dispose();
        base.Dispose(disposing);
    }

    private int Take(Span<byte> buffer)
    {
        int count = Math.Min(buffer.Length, prefix.Length - _taken);
        prefix.AsSpan(_taken, count).CopyTo(buffer);
        _taken += count;
        return count;
    }
}
