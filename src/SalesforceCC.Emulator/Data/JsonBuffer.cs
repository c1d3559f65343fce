using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace SalesforceCC.Emulator.Data;

/// <summary>
/// Writes JSON as raw UTF-8 into one growing buffer. Utf8JsonWriter checks and re-encodes what SQLite already holds as
/// UTF-8; here a value without quotes or control characters is one copy.
/// </summary>
internal sealed class JsonBuffer : IDisposable
{
    private static readonly SearchValues<byte> s_escaped =
        SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(i => (byte)i), (byte)'"', (byte)'\\']);

    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(1 << 16);
    private int _used;

    public int Length => _used;

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _used);

    /// <summary>A property's start, for example <c>,"Name":</c>.</summary>
    public static byte[] Property(string name, bool first = false)
    {
        using var buffer = new JsonBuffer();
        if (!first) buffer.Raw(","u8);
        buffer.Text(name);
        buffer.Raw(":"u8);
        return buffer.Written.ToArray();
    }

    public void Raw(ReadOnlySpan<byte> utf8)
    {
        utf8.CopyTo(Room(utf8.Length));
        _used += utf8.Length;
    }

    /// <summary>A string of known harmless characters, such as an id or a date.</summary>
    public void Quoted(ReadOnlySpan<byte> utf8)
    {
        Span<byte> room = Room(utf8.Length + 2);
        room[0] = (byte)'"';
        utf8.CopyTo(room[1..]);
        room[utf8.Length + 1] = (byte)'"';
        _used += utf8.Length + 2;
    }

    public void Text(string value) => Text(Encoding.UTF8.GetBytes(value));

    public void Text(ReadOnlySpan<byte> utf8)
    {
        int special = utf8.IndexOfAny(s_escaped);
        if (special < 0)
        {
            Quoted(utf8);
            return;
        }
        Raw("\""u8);
        while (special >= 0)
        {
            Raw(utf8[..special]);
            Escape(utf8[special]);
            utf8 = utf8[(special + 1)..];
            special = utf8.IndexOfAny(s_escaped);
        }
        Raw(utf8);
        Raw("\""u8);
    }

    public void Null() => Raw("null"u8);

    public void Boolean(bool value) => Raw(value ? "true"u8 : "false"u8);

    public void Integer(long value)
    {
        Utf8Formatter.TryFormat(value, Room(20), out int written);
        _used += written;
    }

    /// <summary>A number with a fraction, as Java prints a double: 300.0, 0.25, 1.25E7.</summary>
    public void Double(double value) => _used += JavaDouble.Format(value, Room(JavaDouble.Longest));

    /// <summary>Hands everything to the stream and starts over.</summary>
    public void DrainTo(Stream stream)
    {
        stream.Write(_bytes, 0, _used);
        _used = 0;
    }

    public void Dispose()
    {
        if (_bytes.Length > 0) ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
        _used = 0;
    }

    private void Escape(byte value)
    {
        switch (value)
        {
            case (byte)'"': Raw("\\\""u8); break;
            case (byte)'\\': Raw("\\\\"u8); break;
            case (byte)'\n': Raw("\\n"u8); break;
            case (byte)'\r': Raw("\\r"u8); break;
            case (byte)'\t': Raw("\\t"u8); break;
            case (byte)'\b': Raw("\\b"u8); break;
            case (byte)'\f': Raw("\\f"u8); break;
            default: Raw(Encoding.ASCII.GetBytes($"\\u{value:x4}")); break;
        }
    }

    private Span<byte> Room(int count)
    {
        if (_bytes.Length - _used < count)
        {
            byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Max(_bytes.Length * 2, _used + count));
            _bytes.AsSpan(0, _used).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = larger;
        }
        return _bytes.AsSpan(_used);
    }
}
