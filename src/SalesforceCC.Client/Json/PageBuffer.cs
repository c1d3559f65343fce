using System.Buffers;

namespace SalesforceCC.Json;

/// <summary>The part of an answer that has arrived and is not yet read. Its memory is pooled.</summary>
internal sealed class PageBuffer : IDisposable
{
    // Some hundred rows: large enough that the row cut in two at the end does not matter.
    private const int InitialSize = 128 * 1024;

    private readonly Stream _stream;
    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(InitialSize);
    private int _start;
    private int _end;

    public PageBuffer(Stream stream) => _stream = stream;

    public ReadOnlySpan<byte> Unread => _bytes.AsSpan(_start, _end - _start);

    /// <summary>How many bytes have been read.</summary>
    public long Consumed { get; private set; }

    public void Consume(int count)
    {
        _start += count;
        Consumed += count;
    }

    /// <summary>
    /// Waits for more bytes; false: there are none. The longer the unread part, the more it waits for, so that going
    /// over a huge value again and again does not become quadratic.
    /// </summary>
    public async Task<bool> FillAsync(CancellationToken cancellation)
    {
        int unread = MakeRoom();
        int wanted = Math.Min(Math.Max(1, unread / 2), _bytes.Length - unread);
        int enough = _end + wanted;
        while (_end < enough)
        {
#if NET8_0_OR_GREATER
            int count = await _stream.ReadAsync(_bytes.AsMemory(_end), cancellation).ConfigureAwait(false);
#else
            int count = await _stream.ReadAsync(_bytes, _end, _bytes.Length - _end, cancellation).ConfigureAwait(false);
#endif
            if (count == 0)
                return false;
            _end += count;
        }

        return true;
    }

    public void Dispose()
    {
        byte[] bytes = _bytes;
        _bytes = [];
        _start = _end = 0;
        if (bytes.Length > 0)
            ArrayPool<byte>.Shared.Return(bytes);
    }

    // Moves the unread part to the front, of a larger array when it takes more than half of this one.
    private int MakeRoom()
    {
        int unread = _end - _start;
        byte[] bytes = _bytes;
        if (unread > bytes.Length / 2)
            _bytes = ArrayPool<byte>.Shared.Rent(LargerSize(bytes.Length));
        Buffer.BlockCopy(bytes, _start, _bytes, 0, unread);
        if (bytes != _bytes)
            ArrayPool<byte>.Shared.Return(bytes);
        _start = 0;
        _end = unread;
        return unread;
    }

    private static int LargerSize(int size)
    {
        // The largest array .NET has.
        const int Largest = 0x7FFFFFC7;
        if (size == Largest)
            throw JsonSource.Invalid("A single value of the answer is larger than 2 GB.");
        return size > Largest / 2 ? Largest : size * 2;
    }
}
