using System.IO.Compression;
using System.IO.Hashing;

namespace SalesforceCC.Http;

/// <summary>
/// Unpacks gzip (RFC 1952), and knows whether it was whole. A GZipStream ends without a word where its source ends, so that
/// an answer which a proxy cut short would be taken for a shorter answer; and that of .NET Framework ends after the first
/// of several members. Each member ends with the check sum and the length of what was packed.
/// </summary>
internal sealed class GzipBody(Stream packed) : ReadOnlyStream
{
    private readonly PackedInput _packed = new(packed);
    private readonly Crc32 _sum = new();
    private DeflateStream? _member;
    private bool _began;
    private bool _ended;
    private uint _length;

    public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        while (count > 0 && await OpenMemberAsync(cancellationToken).ConfigureAwait(false))
        {
            int read = await _member!.ReadAsync(buffer, offset, count, cancellationToken).ConfigureAwait(false);
            if (await CountAsync(buffer.AsMemory(offset, read), cancellationToken).ConfigureAwait(false))
                return read;
        }

        return 0;
    }

#if NET
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (buffer.Length > 0 && await OpenMemberAsync(cancellationToken).ConfigureAwait(false))
        {
            int read = await _member!.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            if (await CountAsync(buffer.Slice(0, read), cancellationToken).ConfigureAwait(false))
                return read;
        }

        return 0;
    }
#endif

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _member?.Dispose();
            _packed.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>Reads the header of the next member; false where there is none.</summary>
    private async ValueTask<bool> OpenMemberAsync(CancellationToken stop)
    {
        if (_member is not null)
            return true;
        if (_ended)
            return false;

        int first = await _packed.NextAsync(stop).ConfigureAwait(false);

        // Zeros may fill up a block behind the last member.
        while (first == 0 && _began)
            first = await _packed.NextAsync(stop).ConfigureAwait(false);
        if (first < 0)
            return !(_ended = true);

        byte[] fixedPart = [(byte)first, .. await TakeAsync(9, stop).ConfigureAwait(false)];
        if (fixedPart is not [0x1F, 0x8B, 8, ..])
            throw new InvalidDataException("The data is not gzip.");
        await SkipOptionalAsync(fixedPart[3], stop).ConfigureAwait(false);
        (_began, _length) = (true, 0);
        _sum.Reset();
        _member = new DeflateStream(_packed, CompressionMode.Decompress, leaveOpen: true);
        return true;
    }

    private async ValueTask SkipOptionalAsync(byte flags, CancellationToken stop)
    {
        const byte CheckSum = 2, Extra = 4, Name = 8, Comment = 16;
        if ((flags & Extra) != 0)
        {
            byte[] length = await TakeAsync(2, stop).ConfigureAwait(false);
            await TakeAsync(length[0] | (length[1] << 8), stop).ConfigureAwait(false);
        }

        for (int texts = ((flags & Name) != 0 ? 1 : 0) + ((flags & Comment) != 0 ? 1 : 0); texts > 0; texts--)
            while ((await TakeAsync(1, stop).ConfigureAwait(false))[0] != 0)
            {
                // Neither name nor comment is of interest.
            }

        if ((flags & CheckSum) != 0)
            await TakeAsync(2, stop).ConfigureAwait(false);
    }

    private async ValueTask<byte[]> TakeAsync(int count, CancellationToken stop)
    {
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++)
            bytes[i] = await _packed.NextAsync(stop).ConfigureAwait(false) is >= 0 and int next ? (byte)next : throw CutShort();
        return bytes;
    }

    /// <summary>Counts what was unpacked; false at the end of a member, which is checked.</summary>
    private async ValueTask<bool> CountAsync(ReadOnlyMemory<byte> unpacked, CancellationToken stop)
    {
        if (unpacked.Length > 0)
        {
            _sum.Append(unpacked.Span);
            _length += (uint)unpacked.Length;
            return true;
        }

        _member!.Dispose();
        _member = null;
        byte[] trailer = [.. Word(_sum.GetCurrentHashAsUInt32()), .. Word(_length)];
        return _packed.IsAtEnd || !await _packed.SkipPastAsync(trailer, stop).ConfigureAwait(false) ? throw CutShort() : false;
    }

    private static byte[] Word(uint number) => [(byte)number, (byte)(number >> 8), (byte)(number >> 16), (byte)(number >> 24)];

    private static InvalidDataException CutShort() => new("The gzip data is cut short or damaged.");
}
