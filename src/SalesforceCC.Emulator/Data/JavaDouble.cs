using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace SalesforceCC.Emulator.Data;

/// <summary>
/// Numbers as Salesforce's JSON has them: always with a fraction, and with an exponent from ten million up and below a
/// thousandth.
/// </summary>
internal static class JavaDouble
{
    /// <summary>Bytes of the longest number.</summary>
    public const int Longest = 32;

    public static int Format(double value, Span<byte> room)
    {
        double size = Math.Abs(value);
        if (size is >= 1e7 or (> 0 and < 1e-3)) return WithExponent(value, room);
        double cents = value * 100;
        double rounded = Math.Round(cents);
        // Nearly all numbers have two decimals at most, and need no search for the shortest form.
        if (rounded / 100 == value) return Cents((long)rounded, room);
        Utf8Formatter.TryFormat(value, room, out int written);
        return written;
    }

    private static int Cents(long cents, Span<byte> room)
    {
        int at = 0;
        if (cents < 0)
        {
            room[at++] = (byte)'-';
            cents = -cents;
        }
        Utf8Formatter.TryFormat(cents / 100, room[at..], out int written);
        at += written;
        int fraction = (int)(cents % 100);
        room[at++] = (byte)'.';
        room[at++] = (byte)('0' + (fraction / 10));
        if (fraction % 10 != 0) room[at++] = (byte)('0' + (fraction % 10));
        return at;
    }

    private static int WithExponent(double value, Span<byte> room)
    {
        // The shortest digits that read back as the same double, then the point moved behind the first of them.
        string shortest = Math.Abs(value).ToString("E16", CultureInfo.InvariantCulture);
        for (int digits = 1; digits < 17; digits++)
        {
            string candidate = Math.Abs(value).ToString("E" + digits, CultureInfo.InvariantCulture);
            if (double.Parse(candidate, CultureInfo.InvariantCulture) != Math.Abs(value)) continue;
            shortest = candidate;
            break;
        }
        int e = shortest.IndexOf('E', StringComparison.Ordinal);
        int exponent = int.Parse(shortest.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        string text = string.Create(
            CultureInfo.InvariantCulture, $"{(value < 0 ? "-" : "")}{shortest.AsSpan(0, e)}E{exponent}");
        return Encoding.ASCII.GetBytes(text, room);
    }
}
