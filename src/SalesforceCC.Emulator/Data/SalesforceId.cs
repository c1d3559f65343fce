using System.Diagnostics.CodeAnalysis;

namespace SalesforceCC.Emulator.Data;

/// <summary>
/// Record ids: 15 case-sensitive characters (object, server, number), and three more that encode the case of the
/// first 15, so that the long form survives programs that ignore case.
/// </summary>
internal static class SalesforceId
{
    /// <summary>Characters of the long form.</summary>
    public const int Length = 18;

    private const int ShortLength = 15;
    private const int PrefixLength = 3;
    private const string Server = "Hs0";

    // In ASCII order, so that ids sort as their numbers do.
    private const string Digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const string CaseDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";

    // A number with several digits from the first row on.
    private const long FirstNumber = 14_776_336;

    /// <summary>The long id of a row.</summary>
    public static string Create(string prefix, long row) =>
        string.Create(Length, (prefix, row), static (id, key) => Write(id, key.prefix, key.row));

    /// <summary>Writes the long id of a row as ASCII.</summary>
    public static void Write(Span<byte> ascii, string prefix, long row)
    {
        Span<char> id = stackalloc char[Length];
        Write(id, prefix, row);
        for (int i = 0; i < Length; i++) ascii[i] = (byte)id[i];
    }

    /// <summary>
    /// Reads the short or long form, gives the long one. The case of a long id is repaired from its end.
    /// </summary>
    public static bool TryNormalize(string? text, [NotNullWhen(true)] out string? id)
    {
        id = null;
        if (text is not { Length: ShortLength or Length }) return false;
        foreach (char c in text)
            if (!char.IsAsciiLetterOrDigit(c)) return false;
        Span<char> chars = stackalloc char[Length];
        text.CopyTo(chars);
        if (text.Length == Length && !RepairCase(chars)) return false;
        WriteCase(chars);
        id = new string(chars);
        return true;
    }

    /// <summary>The prefix that names the object.</summary>
    public static string Prefix(string id) => id[..PrefixLength];

    private static void Write(Span<char> id, string prefix, long row)
    {
        prefix.CopyTo(id);
        Server.CopyTo(id[PrefixLength..]);
        long number = FirstNumber + row;
        for (int i = ShortLength - 1; i >= PrefixLength + Server.Length; i--)
        {
            id[i] = Digits[(int)(number % Digits.Length)];
            number /= Digits.Length;
        }
        WriteCase(id);
    }

    private static void WriteCase(Span<char> id)
    {
        for (int group = 0; group < 3; group++)
        {
            int bits = 0;
            for (int i = 0; i < 5; i++)
                if (char.IsAsciiLetterUpper(id[(group * 5) + i])) bits |= 1 << i;
            id[ShortLength + group] = CaseDigits[bits];
        }
    }

    private static bool RepairCase(Span<char> id)
    {
        for (int group = 0; group < 3; group++)
        {
            int bits = CaseDigits.IndexOf(char.ToUpperInvariant(id[ShortLength + group]), StringComparison.Ordinal);
            if (bits < 0) return false;
            for (int i = 0; i < 5; i++)
            {
                ref char c = ref id[(group * 5) + i];
                bool upper = (bits & (1 << i)) != 0;
                if (upper && char.IsAsciiDigit(c)) return false;
                c = upper ? char.ToUpperInvariant(c) : char.ToLowerInvariant(c);
            }
        }
        return true;
    }
}
