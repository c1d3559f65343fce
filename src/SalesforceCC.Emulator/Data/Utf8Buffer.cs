using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace SalesforceCC.Emulator.Data;

/// <summary>One growing buffer of UTF-8, and the values that look the same in each format.</summary>
internal abstract class Utf8Buffer : IDisposable
{
    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(1 << 16);

    public int Length => Used;

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Used);

    protected int Used { get; set; }

    public void Raw(ReadOnlySpan<byte> utf8)
    {
        utf8.CopyTo(Room(utf8.Length));
        Used += utf8.Length;
    }

    public void Chars(ReadOnlySpan<char> text) =>
        Used += Encoding.UTF8.GetBytes(text, Room(Encoding.UTF8.GetMaxByteCount(text.Length)));

    public void Boolean(bool value) => Raw(value ? "true"u8 : "false"u8);

    public void Integer(long value)
    {
        Utf8Formatter.TryFormat(value, Room(20), out int written);
        Used += written;
    }

    /// <summary>A number with a fraction, as Java prints a double: 300.0, 0.25, 1.25E7.</summary>
    public void Double(double value) => Used += JavaDouble.Format(value, Room(JavaDouble.Longest));

    /// <summary>Forgets what was written behind a place.</summary>
    public void Truncate(int length) => Used = length;

    /// <summary>Starts over.</summary>
    public void Clear() => Used = 0;

    /// <summary>Hands everything to the stream and starts over.</summary>
    public void DrainTo(Stream stream)
    {
        stream.Write(_bytes, 0, Used);
        Used = 0;
    }

    public void Dispose()
    {
        if (_bytes.Length > 0) ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
        Used = 0;
    }

    /// <summary>Room for so many bytes behind what has been written; who fills it moves <see cref="Used"/>.</summary>
    protected Span<byte> Room(int count)
    {
        if (_bytes.Length - Used < count)
        {
            byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Max(_bytes.Length * 2, Used + count));
            _bytes.AsSpan(0, Used).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = larger;
        }
        return _bytes.AsSpan(Used);
    }
}
