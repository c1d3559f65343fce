using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
#if NET8_0_OR_GREATER
using System.Numerics;
using System.Runtime.Intrinsics;
#endif

namespace SalesforceCC.Json;

/// <summary>The lexical rules of JSON, over bytes.</summary>
internal static class JsonBytes
{
#if !NET8_0_OR_GREATER
    private static readonly UTF8Encoding s_strictUtf8 = new(false, throwOnInvalidBytes: true);
#endif

    /// <summary>
    /// The next byte at which a run of plain characters ends: a quote, a backslash or a control character. -1: the
    /// data ends first. <paramref name="isAscii"/> is cleared when the run has other characters.
    /// </summary>
    public static int IndexOfStop(ReadOnlySpan<byte> data, int position, ref bool isAscii)
    {
#if NET8_0_OR_GREATER
        // Most values are shorter than a vector, where the library's IndexOfAny costs more than it saves.
        ref byte start = ref MemoryMarshal.GetReference(data);
        Vector128<byte> quote = Vector128.Create((byte)'"');
        Vector128<byte> backslash = Vector128.Create((byte)'\\');
        Vector128<byte> lastControl = Vector128.Create((byte)0x1F);
        while (position + Vector128<byte>.Count <= data.Length)
        {
            Vector128<byte> block = Vector128.LoadUnsafe(ref start, (nuint)position);
            // max(x, 1F) == 1F: the unsigned "x <= 1F" that every instruction set has.
            Vector128<byte> stops = Vector128.Equals(block, quote)
                | Vector128.Equals(block, backslash)
                | Vector128.Equals(Vector128.Max(block, lastControl), lastControl);
            uint stopBits = stops.ExtractMostSignificantBits();
            uint highBits = block.ExtractMostSignificantBits();
            if (stopBits != 0)
            {
                int length = BitOperations.TrailingZeroCount(stopBits);
                if ((highBits & ((1u << length) - 1)) != 0)
                    isAscii = false;
                return position + length;
            }

            if (highBits != 0)
                isAscii = false;
            position += Vector128<byte>.Count;
        }
#endif
        for (; position < data.Length; position++)
        {
            byte next = data[position];
            if (next is (byte)'"' or (byte)'\\' or < 0x20)
                return position;
            if (next >= 0x80)
                isAscii = false;
        }

        return -1;
    }

    /// <summary>
    /// Copies bytes, and maybe rubbish behind them, where it is faster to copy more: the target is filled from front to
    /// back, so what follows puts that right.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Copy(ReadOnlySpan<byte> source, Span<byte> target, int length)
    {
#if NET8_0_OR_GREATER
        if (length <= Vector256<byte>.Count
            && source.Length >= Vector256<byte>.Count && target.Length >= Vector256<byte>.Count)
        {
            Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(source)).StoreUnsafe(ref MemoryMarshal.GetReference(target));
            return;
        }
#endif
        source.Slice(0, length).CopyTo(target);
    }

    /// <summary>Whether the bytes are well-formed UTF-8.</summary>
    public static bool IsUtf8(ReadOnlySpan<byte> text)
    {
#if NET8_0_OR_GREATER
        return System.Text.Unicode.Utf8.IsValid(text);
#else
        try
        {
            unsafe
            {
                fixed (byte* start = text)
                    s_strictUtf8.GetCharCount(start, text.Length);
            }

            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
#endif
    }

    /// <summary>The length of an escape sequence; 0: the data ends within it; -1: it is none.</summary>
    public static int EscapeLength(ReadOnlySpan<byte> data)
    {
        if (data.Length < 2)
            return 0;
        if (data[1] != 'u')
            return "\"\\/bfnrt"u8.IndexOf(data[1]) >= 0 ? 2 : -1;
        for (int i = 2; i < 6; i++)
        {
            if (i == data.Length)
                return 0;
            if (HexValue(data[i]) < 0)
                return -1;
        }

        return 6;
    }

    /// <summary>The value of a hexadecimal digit, or -1.</summary>
    public static int HexValue(byte digit) => digit switch
    {
        >= (byte)'0' and <= (byte)'9' => digit - '0',
        >= (byte)'a' and <= (byte)'f' => digit - 'a' + 10,
        >= (byte)'A' and <= (byte)'F' => digit - 'A' + 10,
        _ => -1,
    };

    /// <summary>
    /// The length of a number; -1: it is none. <paramref name="isOpen"/>: the data ends where the number could go on.
    /// </summary>
    public static int NumberLength(ReadOnlySpan<byte> data, out bool isOpen)
    {
        int position = 0;
        isOpen = false;
        if (data.Length > 0 && data[0] == '-')
            position++;

        int digits = DigitCount(data, position);
        if (digits > 1 && data[position] == '0')
            return -1;
        position += digits;
        if (digits == 0)
            return Stop(data, position, -1, out isOpen);

        if (position < data.Length && data[position] == '.')
        {
            position++;
            digits = DigitCount(data, position);
            position += digits;
            if (digits == 0)
                return Stop(data, position, -1, out isOpen);
        }

        if (position < data.Length && data[position] is (byte)'e' or (byte)'E')
        {
            position++;
            if (position < data.Length && data[position] is (byte)'+' or (byte)'-')
                position++;
            digits = DigitCount(data, position);
            position += digits;
            if (digits == 0)
                return Stop(data, position, -1, out isOpen);
        }

        return Stop(data, position, position, out isOpen);
    }

    private static int Stop(ReadOnlySpan<byte> data, int position, int length, out bool isOpen)
    {
        isOpen = position >= data.Length;
        return length;
    }

    private static int DigitCount(ReadOnlySpan<byte> data, int position)
    {
        int end = position;
        while (end < data.Length && (uint)(data[end] - '0') <= 9)
            end++;
        return end - position;
    }
}
