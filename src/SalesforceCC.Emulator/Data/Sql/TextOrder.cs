using System.Globalization;
using System.Text;

namespace SalesforceCC.Emulator.Data.Sql;

/// <summary>
/// Order of texts in SOQL: case never counts, accented Latin letters stand beside their base letter (so Ärzte comes
/// before Berg) but are not equal to it. Works on UTF-8, since it is called for every row of a sort or filter.
/// </summary>
internal static class TextOrder
{
    private static readonly ushort[] s_base = BaseLetters();

    public static int Compare(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        int accents = 0;
        while (!left.IsEmpty && !right.IsEmpty)
        {
            int a = NextUpper(left, out int aLength), b = NextUpper(right, out int bLength);
            if (a != b)
            {
                int byLetter = Base(a) - Base(b);
                if (byLetter != 0) return byLetter;
                if (accents == 0) accents = a - b;
            }
            left = left[aLength..];
            right = right[bLength..];
        }
        return left.Length != right.Length ? left.Length - right.Length : accents;
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

    private static int Base(int upper) => upper < s_base.Length ? s_base[upper] : upper;

    private static ushort[] BaseLetters()
    {
        ushort[] table = new ushort[0x250];
        for (int i = 0; i < table.Length; i++)
        {
            string parts = ((char)i).ToString().Normalize(NormalizationForm.FormD);
            bool accented = parts.Length > 1 &&
                CharUnicodeInfo.GetUnicodeCategory(parts[1]) == UnicodeCategory.NonSpacingMark;
            table[i] = accented ? char.ToUpperInvariant(parts[0]) : (ushort)i;
        }
        return table;
    }
}
