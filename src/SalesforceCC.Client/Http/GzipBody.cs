using System.IO.Compression;

namespace SalesforceCC.Http;

/// <summary>
/// Unpacks gzip, and knows whether it was whole. A GZipStream ends without a word where its source ends, so that an
/// answer which a proxy cut short would be taken for a shorter answer. Gzip ends with the length of what was packed.
/// </summary>
internal sealed class GzipBody : ReadOnlyStream
{
    /// <summary>Header, an empty block, check sum and length.</summary>
    private const int ShortestGzip = 20;

    private readonly TailStream _packed;
    private readonly GZipStream _unpacked;
    private long _length;

    public GzipBody(Stream packed)
    {
        _packed = new TailStream(packed);
        _unpacked = new GZipStream(_packed, CompressionMode.Decompress);
    }

    public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        Check(await _unpacked.ReadAsync(buffer, offset, count, cancellationToken).ConfigureAwait(false), count);

#if NET
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        Check(await _unpacked.ReadAsync(buffer, cancellationToken).ConfigureAwait(false), buffer.Length);
#endif

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _unpacked.Dispose();
        base.Dispose(disposing);
    }

    private int Check(int read, int wanted)
    {
        _length += read;
        bool isWhole = _packed.Length >= ShortestGzip && _packed.LastWord == (uint)_length;
        if (read == 0 && wanted > 0 && _packed.Length > 0 && !isWhole)
            throw new InvalidDataException("The gzip data is cut short.");
        return read;
    }
}
