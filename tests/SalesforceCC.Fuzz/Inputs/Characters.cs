using System.Text;

namespace SalesforceCC.Fuzz.Inputs;

/// <summary>Text of characters that mean something to somebody.</summary>
internal static class Characters
{
    private static readonly string[] s_odd =
    [
        "'", "\\", "\"", "%", "_", "\n", "\r", "\t", "\b", "\f", "\0", "\a", "\u001f", "\u007f", "\u0085", "\u00a0", "\u2028", "\u200b",
        "\ufeff", "\ufffd", "\ud800", "\udc00", "é", "ß", "İ", "ı", "Ж", "漢", "😀", "e\u0301", ":", ";", ",", ".", "/", "?", "#", "@", "&", "=",
        "+", "-", "--", "(", ")", "[", "]", "{", "}", "<", ">", "*", "|", "$", "℀", "⁇", "＠", "／", "．", "。", "：", "＃",
    ];

    /// <summary>Letters and digits for the most part, and odd characters.</summary>
    public static string Any(Random random, int most = 12)
    {
        StringBuilder text = new();
        for (int left = random.Few(most); left > 0; left--)
        {
            if (random.Percent(50)) text.Append((char)random.Next('a', 'z' + 1));
            else if (random.Percent(20)) text.Append((char)random.Next('0', '9' + 1));
            else if (random.Percent(90)) text.Append(random.Of<string>(s_odd));
            else text.Append((char)random.Next(char.MaxValue + 1));
        }

        return text.ToString();
    }

    /// <summary>Puts a word into a text, or takes or changes a piece of it.</summary>
    public static string Damage(Random random, string text, ReadOnlySpan<string> words)
    {
        int start = random.Next(text.Length + 1);
        int length = Math.Min(text.Length - start, random.Percent(50) ? 0 : random.Few(20));
        string put = random.Next(5) switch
        {
            0 => random.Of<string>(s_odd),
            1 => Piece(random, text),
            2 => "",
            _ => random.Of(words),
        };
        return string.Concat(text.AsSpan(0, start), put, text.AsSpan(start + length));
    }

    private static string Piece(Random random, string text)
    {
        int start = random.Next(text.Length + 1);
        return text.Substring(start, random.Next(Math.Min(text.Length - start, 30) + 1));
    }

    /// <summary>A text as it would stand in source code.</summary>
    public static string Show(string text)
    {
        const int Longest = 4_000;
        StringBuilder shown = new();
        foreach (char c in text.Length > Longest ? text.AsSpan(0, Longest) : text)
        {
            if (c is >= ' ' and <= '~' and not '\\') shown.Append(c);
            else shown.Append(System.Globalization.CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
        }

        return text.Length > Longest ? $"{shown}... ({text.Length} characters)" : shown.ToString();
    }

    /// <summary>Bytes likewise, each a character.</summary>
    public static string Show(byte[] bytes) => Show(Encoding.Latin1.GetString(bytes));
}
