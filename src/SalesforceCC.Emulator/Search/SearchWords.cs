using System.Text;

namespace SalesforceCC.Emulator.Search;

/// <summary>Text as words: runs of letters and digits, whatever stands between them.</summary>
internal static class SearchWords
{
    /// <summary>A wildcard of a pattern that stands for any characters; no word has it.</summary>
    public const char Any = '\uE000';

    /// <summary>A wildcard of a pattern that stands for one character.</summary>
    public const char One = '\uE001';

    public static string[] Of(string text)
    {
        List<string> words = new List<string>();
        StringBuilder word = new StringBuilder();
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune) || rune.Value is Any or One)
            {
                word.Append(Rune.ToLowerInvariant(rune));
                continue;
            }
            if (word.Length > 0) words.Add(word.ToString());
            word.Clear();
        }
        if (word.Length > 0) words.Add(word.ToString());
        return [.. words];
    }

    /// <summary>Does a word fit a pattern?</summary>
    public static bool IsLike(string word, string pattern)
    {
        // Back to the last wildcard, which then takes one character more.
        (int at, int to, int star, int taken) = (0, 0, -1, 0);
        while (at < word.Length)
        {
            if (to < pattern.Length && pattern[to] == Any)
                (star, taken) = (to++, at);
            else if (to < pattern.Length && (pattern[to] == One || pattern[to] == word[at]))
                (at, to) = (at + 1, to + 1);
            else if (star >= 0)
                (at, to) = (++taken, star + 1);
            else
                return false;
        }
        return pattern.AsSpan(to).Trim(Any).IsEmpty;
    }
}
