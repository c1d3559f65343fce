using System.Text;
using SalesforceCC.Query;

namespace SalesforceCC.Search;

/// <summary>Values as text to search for. SOSL has escapes of its own: those of SOQL are errors in it, and the other way round.</summary>
internal static class SoslText
{
    /// <summary>The longest text whose operators count. Salesforce drops those of a longer one without an error.</summary>
    public const int LongestWithOperators = 4_000;

    /// <summary>The longest text that finds anything.</summary>
    public const int Longest = 10_000;

    // The documentation leaves out the hyphen, which is an error all the same.
    private const string Reserved = "?&|!{}[]()^~*:\\\"'+-";

    private static readonly string[] s_operators = ["AND", "OR", "NOT"];

    /// <summary>A value so that it is looked for as it is.</summary>
    /// <param name="text">The value.</param>
    /// <param name="inQuotes">It stands within the quotes of a phrase, where and, or and not are words like others.</param>
    /// <param name="wildcards">Its * and ? are wildcards.</param>
    public static string Of(string text, bool inQuotes = false, bool wildcards = false)
    {
        StringBuilder escaped = new(text.Length + 16);
        int at = 0;
        while (at < text.Length)
        {
            int end = at;
            while (end < text.Length && SoqlTokenizer.IsName(text[end]))
                end++;
            if (end > at)
            {
                // A part of a longer word of another alphabet is no operator.
                string word = text.Substring(at, end - at);
                bool isWhole = (at == 0 || !char.IsLetterOrDigit(text[at - 1])) && (end == text.Length || !char.IsLetterOrDigit(text[end]));
                bool isOperator = !inQuotes && isWhole && s_operators.Contains(word, StringComparer.OrdinalIgnoreCase);
                escaped.Append(isOperator ? $"\"{word}\"" : word);
                at = end;
                continue;
            }

            char c = text[at++];
            if (Reserved.IndexOf(c) >= 0 && !(wildcards && c is '*' or '?'))
                escaped.Append('\\').Append(c);
            else
                escaped.Append(char.IsControl(c) ? ' ' : c);
        }

        return escaped.ToString();
    }

    /// <summary>Refuses what Salesforce would cut or drop without an error.</summary>
    /// <param name="text">What stands between the braces.</param>
    /// <exception cref="SfException">INVALID_PARAMETER.</exception>
    public static void Check(string text)
    {
        if (text.Length > Longest)
            throw Invalid(FormattableString.Invariant($"The search text has {text.Length} characters. Salesforce finds nothing by a text of more than {Longest}."));
        if (text.Length > LongestWithOperators)
            throw Invalid(FormattableString.Invariant($"The search text has {text.Length} characters. In a text of more than {LongestWithOperators}, Salesforce takes AND for OR."));
        int longest = 0;
        int length = 0;
        bool inQuotes = false;
        string word = "";
        for (int at = 0; at < text.Length; at++)
        {
            char c = text[at];
            if (char.IsWhiteSpace(c) || c is '(' or ')' or '"')
            {
                End();
                inQuotes ^= c == '"';
            }
            else if (c is '*' or '?')
            {
                if (length == 0)
                    throw Invalid($"A word of the search text begins with {c}, which Salesforce ignores there: wildcards stand within words and at their ends.");
            }
            else
            {
                if (c == '\\' && at + 1 < text.Length)
                    c = text[++at];
                length++;
                word += length <= 3 ? c : "";
            }
        }

        End();
        if (longest < 2)
            throw Invalid("The search text needs a word of two characters or more.");

        void End()
        {
            if (inQuotes || length > 3 || !s_operators.Contains(word, StringComparer.OrdinalIgnoreCase))
                longest = Math.Max(longest, length);
            (length, word) = (0, "");
        }
    }

    private static SfException Invalid(string message) => new(SfErrorCodes.InvalidParameter, message);
}
