using System.Text;

namespace SalesforceCC.Emulator.Data.Sql;

/// <summary>
/// Order of texts in SOQL for users with an English locale: that of the UTF-8 of their upper-case letters, so that Å comes
/// after Z ("ORDER BY" in the SOQL guide). Works on UTF-8, since it is called for every row of a sort or filter.
/// </summary>
internal static class TextOrder
{
    public static int Compare(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        while (!left.IsEmpty && !right.IsEmpty)
        {
            int a = NextUpper(left, out int aLength), b = NextUpper(right, out int bLength);
            if (a != b) return a - b;
            left = left[aLength..];
            right = right[bLength..];
        }
        return left.Length - right.Length;
    }

    /// <summary>The next character in upper case, and its length in bytes.</summary>
    public static int NextUpper(ReadOnlySpan<byte> utf8, out int length)
    {
        byte first = utf8[0];
        if (first < 0x80)
        {
            length = 1;
            return first is >= (byte)'a' and <= (byte)'z' ? first - 32 : first;
        }
        Rune.DecodeFromUtf8(utf8, out Rune rune, out length);
        return Rune.ToUpperInvariant(rune).Value;
    }
}
