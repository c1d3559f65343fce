using System.Buffers;
using SalesforceCC.Http;

namespace SalesforceCC.Query;

/// <summary>A page as it came, unread. Its memory is pooled.</summary>
internal sealed class PageBytes : IDisposable
{
    private const int BlockSize = 64 * 1024;

    private readonly List<byte[]> _blocks = [];

    private PageBytes()
    {
    }

    /// <summary>How many there are.</summary>
    public long Length { get; private set; }

    /// <summary>Reads a response to its end.</summary>
    public static async Task<PageBytes> ReadAsync(Stream body, CancellationToken stop)
    {
        PageBytes bytes = new();
        try
        {
            while (true)
            {
                int start = (int)(bytes.Length % BlockSize);
                if (start == 0)
                    bytes._blocks.Add(ArrayPool<byte>.Shared.Rent(BlockSize));
                int count = await body.ReadAsync(bytes._blocks[bytes._blocks.Count - 1], start, BlockSize - start, stop).ConfigureAwait(false);
                if (count == 0)
                    return bytes;
                bytes.Length += count;
            }
        }
        catch
        {
            bytes.Dispose();
            throw;
        }
    }

    /// <summary>The bytes from the first to the last, as often as need be.</summary>
    public Stream Open() => new Reader(this);

    public void Dispose()
    {
        foreach (byte[] block in _blocks)
            ArrayPool<byte>.Shared.Return(block);
        _blocks.Clear();
        Length = 0;
    }

    private sealed class Reader(PageBytes bytes) : ReadOnlyStream
    {
        private long _position;

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            Task.FromResult(Copy(buffer.AsSpan(offset, count)));

#if NET
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            new(Copy(buffer.Span));
#endif

        private int Copy(Span<byte> buffer)
        {
            int start = (int)(_position % BlockSize);
            int length = (int)Math.Min(Math.Min(buffer.Length, BlockSize - start), bytes.Length - _position);
            if (length > 0)
                bytes._blocks[(int)(_position / BlockSize)].AsSpan(start, length).CopyTo(buffer);
            _position += length;
            return length;
        }
    }
}
