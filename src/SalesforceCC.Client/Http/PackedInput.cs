namespace SalesforceCC.Http;

/// <summary>
/// Packed bytes on their way to a DeflateStream, which reads more than it uses and does not say how much. What it read last
/// is kept, so that the end of a gzip member can be found in it by the check sum and length that follow there.
/// </summary>
internal sealed class PackedInput(Stream packed) : ReadOnlyStream
{
    private const int MostRead = 16 * 1024;
    private const int LongestTrailer = 8;

    private readonly byte[] _buffer = new byte[MostRead + LongestTrailer];
    private int _last;
    private int _next;
    private int _end;

    /// <summary>A read has found the end of the packed bytes.</summary>
    public bool IsAtEnd { get; private set; }

    public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        if (_next == _end)
            Filled(await packed.ReadAsync(_buffer, 0, MostRead, cancellationToken).ConfigureAwait(false));
        return Give(buffer.AsSpan(offset, count));
    }

    // .NET Framework's DeflateStream reads its source in the old asynchronous way, which Stream makes of this.
    public override int Read(byte[] buffer, int offset, int count)
    {
        if (_next == _end)
            Filled(packed.Read(_buffer, 0, MostRead));
        return Give(buffer.AsSpan(offset, count));
    }

#if NET
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_next == _end)
            Filled(await packed.ReadAsync(_buffer.AsMemory(0, MostRead), cancellationToken).ConfigureAwait(false));
        return Give(buffer.Span);
    }
#endif

    /// <summary>The next byte; -1 at the end.</summary>
    public async ValueTask<int> NextAsync(CancellationToken stop)
    {
        if (_next == _end)
            Filled(await packed.ReadAsync(_buffer, 0, MostRead, stop).ConfigureAwait(false));
        return _next == _end ? -1 : _buffer[_next++];
    }

    /// <summary>Goes on behind the given bytes, of which the first is in, or just behind, what was read last.</summary>
    /// <returns>Whether they are there.</returns>
    public async ValueTask<bool> SkipPastAsync(byte[] trailer, CancellationToken stop)
    {
        await KeepAsync(trailer.Length, stop).ConfigureAwait(false);
        int at = _buffer.AsSpan(_last, Math.Min(_end, _next + trailer.Length) - _last).IndexOf(trailer);
        if (at < 0)
            return false;
        _next = _last + at + trailer.Length;
        return true;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            packed.Dispose();
        base.Dispose(disposing);
    }

    // As many bytes as asked for behind those that were read last, which stay.
    private async ValueTask KeepAsync(int more, CancellationToken stop)
    {
        Buffer.BlockCopy(_buffer, _last, _buffer, 0, _end - _last);
        (_last, _next, _end) = (0, _next - _last, _end - _last);
        while (_end - _next < more)
        {
            int read = await packed.ReadAsync(_buffer, _end, _buffer.Length - _end, stop).ConfigureAwait(false);
            if (read == 0)
                return;
            _end += read;
        }
    }

    private void Filled(int length)
    {
        (_last, _next, _end) = (0, 0, length);
        IsAtEnd = length == 0;
    }

    private int Give(Span<byte> target)
    {
        int length = Math.Min(target.Length, _end - _next);
        _buffer.AsSpan(_next, length).CopyTo(target);
        _last = _next;
        _next += length;
        return length;
    }
}
