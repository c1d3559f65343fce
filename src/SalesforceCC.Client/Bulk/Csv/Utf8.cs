using System.Runtime.InteropServices;
using System.Text;

namespace SalesforceCC.Bulk;

/// <summary>Strict UTF-8 (RFC 3629): what decoders replace without a word is found here.</summary>
internal static class Utf8
{
    private const int Longest = 4;

    /// <summary>How many bytes at the end belong to a character of which the rest may follow.</summary>
    public static int Unfinished(ReadOnlySpan<byte> bytes)
    {
        for (int back = 1; back < Longest && back <= bytes.Length; back++)
        {
            byte b = bytes[bytes.Length - back];
            if ((b & 0xC0) == 0x80)
                continue;
            return LengthOf(b) > back ? back : 0;
        }

        return 0;
    }

    /// <summary>Where the first byte is that cannot stand there; negative: all is well.</summary>
    public static int FirstInvalid(ReadOnlySpan<byte> bytes)
    {
#if NET
        if (System.Text.Unicode.Utf8.IsValid(bytes))
            return -1;
#endif
        for (int at = 0; at < bytes.Length;)
        {
            int ascii = AsciiLength(bytes.Slice(at));
            at += ascii;
            if (at == bytes.Length)
                break;
            int length = CharacterLength(bytes.Slice(at));
            if (length == 0)
                return at;
            at += length;
        }

        return -1;
    }

    /// <summary>The text of bytes that have been checked.</summary>
    public static string Text(ReadOnlySpan<byte> bytes) =>
#if NET
        Encoding.UTF8.GetString(bytes);
#else
        Encoding.UTF8.GetString(bytes.ToArray());
#endif

    private static int AsciiLength(ReadOnlySpan<byte> bytes)
    {
        const ulong High = 0x8080808080808080;
        int at = 0;
        while (bytes.Length - at >= sizeof(ulong) && (MemoryMarshal.Read<ulong>(bytes.Slice(at)) & High) == 0)
            at += sizeof(ulong);
        while (at < bytes.Length && bytes[at] < 0x80)
            at++;
        return at;
    }

    // Neither what could be shorter, nor halves of surrogate pairs, nor what lies beyond Unicode.
    private static int CharacterLength(ReadOnlySpan<byte> bytes)
    {
        int length = LengthOf(bytes[0]);
        if (length < 2 || bytes.Length < length)
            return 0;
        (int least, int most) = bytes[0] switch
        {
            0xE0 => (0xA0, 0xBF),
            0xED => (0x80, 0x9F),
            0xF0 => (0x90, 0xBF),
            0xF4 => (0x80, 0x8F),
            _ => (0x80, 0xBF),
        };
        if (bytes[1] < least || bytes[1] > most)
            return 0;
        for (int i = 2; i < length; i++)
            if ((bytes[i] & 0xC0) != 0x80)
                return 0;
        return length;
    }

    private static int LengthOf(byte first) => first switch
    {
        < 0x80 => 1,
        >= 0xC2 and <= 0xDF => 2,
        >= 0xE0 and <= 0xEF => 3,
        >= 0xF0 and <= 0xF4 => 4,
        _ => 0,
    };
}
