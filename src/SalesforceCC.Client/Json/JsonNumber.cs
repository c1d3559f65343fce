using System.Buffers.Text;
using System.Globalization;

namespace SalesforceCC.Json;

/// <summary>Makes numbers of JSON literals that the cursor has checked.</summary>
internal static class JsonNumber
{
    private const int SmallestShared = -128;
    private const int LargestShared = 1023;

    // The same few counts and flags occur in row after row.
    private static readonly object[] s_shared = [.. Enumerable.Range(SmallestShared, LargestShared - SmallestShared + 1)];

    /// <summary>Without describe: with a fraction or exponent decimal, else int or long.</summary>
    public static object Read(ReadOnlySpan<byte> literal) =>
        literal.IndexOfAny((byte)'.', (byte)'e', (byte)'E') < 0 ? ReadWhole(literal) : ReadDecimal(literal);

    /// <summary>A field that describe calls a whole number; <c>5.0</c> is one, too.</summary>
    public static object ReadInteger(ReadOnlySpan<byte> literal)
    {
        object value = Read(literal);
        return value is decimal number && number == decimal.Truncate(number)
            && number is >= int.MinValue and <= int.MaxValue
            ? (int)number
            : value;
    }

    /// <summary>Decimal, or double where the number is too large or too small for one.</summary>
    public static object ReadDecimal(ReadOnlySpan<byte> literal)
    {
        if (Utf8Parser.TryParse(literal, out decimal number, out int used, Format(literal)) && used == literal.Length
            && (number != 0 || IsZero(literal)))
            return number;
        return double.TryParse(
            JsonText.Plain(literal), NumberStyles.Float, CultureInfo.InvariantCulture, out double large)
            ? large
            : JsonText.Plain(literal);
    }

    /// <summary>A whole number; null when the literal is something else.</summary>
    public static long? TryReadLong(ReadOnlySpan<byte> literal) =>
        Utf8Parser.TryParse(literal, out long value, out int used) && used == literal.Length ? value : null;

    /// <summary>Whether it is a whole number of so few digits that an int holds it, without a sign.</summary>
    public static bool IsSmallInteger(ReadOnlySpan<byte> literal)
    {
        if (literal.Length > 9)
            return false;
        foreach (byte digit in literal)
        {
            if ((uint)(digit - '0') > 9)
                return false;
        }

        return true;
    }

    private static object ReadWhole(ReadOnlySpan<byte> literal)
    {
        if (Utf8Parser.TryParse(literal, out int small, out int used) && used == literal.Length)
            return small is >= SmallestShared and <= LargestShared ? s_shared[small - SmallestShared] : small;
        if (Utf8Parser.TryParse(literal, out long large, out used) && used == literal.Length)
            return large;
        return ReadDecimal(literal);
    }

    // Utf8Parser takes an exponent only when told to expect one.
    private static char Format(ReadOnlySpan<byte> literal) =>
        literal.IndexOfAny((byte)'e', (byte)'E') < 0 ? default : 'E';

    // 1e-300 is not zero, though as a decimal it would be.
    private static bool IsZero(ReadOnlySpan<byte> literal)
    {
        foreach (byte next in literal)
        {
            if (next is (byte)'e' or (byte)'E')
                break;
            if (next is >= (byte)'1' and <= (byte)'9')
                return false;
        }

        return true;
    }
}
