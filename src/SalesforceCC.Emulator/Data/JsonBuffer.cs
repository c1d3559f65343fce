using System.Buffers;
using System.Text;

namespace SalesforceCC.Emulator.Data;

/// <summary>
/// JSON as raw UTF-8. Utf8JsonWriter checks and re-encodes what SQLite already holds as UTF-8; here a value without quotes
/// or control characters is one copy.
/// </summary>
internal sealed class JsonBuffer : Utf8Buffer
{
    private static readonly SearchValues<byte> s_escaped =
        SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(i => (byte)i), (byte)'"', (byte)'\\']);

    /// <summary>A property's start, for example <c>,"Name":</c>.</summary>
    public static byte[] Property(string name, bool first = false)
    {
        using JsonBuffer buffer = new();
        if (!first) buffer.Raw(","u8);
        buffer.Text(name);
        buffer.Raw(":"u8);
        return buffer.Written.ToArray();
    }

    /// <summary>A string of known harmless characters, such as an id or a date.</summary>
    public void Quoted(ReadOnlySpan<byte> utf8)
    {
        Span<byte> room = Room(utf8.Length + 2);
        room[0] = (byte)'"';
        utf8.CopyTo(room[1..]);
        room[utf8.Length + 1] = (byte)'"';
        Used += utf8.Length + 2;
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
}
