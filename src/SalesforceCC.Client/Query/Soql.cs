using System.Collections;
using System.Text;

namespace SalesforceCC.Query;

/// <summary>Puts values into SOQL text so that they can be nothing but values.</summary>
internal static class Soql
{
    /// <summary>Longest statement Salesforce takes, in characters.</summary>
    public const int MaxLength = 100_000;

    /// <summary>
    /// Replaces every <c>:name</c> outside string literals by the SOQL literal of that value. <c>LAST_N_DAYS:name</c>
    /// takes a whole number. Names are matched in any case.
    /// </summary>
    /// <param name="soql">The statement.</param>
    /// <param name="parameters">Values by name; null: none.</param>
    /// <returns>The statement to send.</returns>
    /// <exception cref="SfException">
    /// INVALID_PARAMETER: a placeholder without value, a value without placeholder, or a value SOQL has no literal for.
    /// </exception>
    public static string Bind(string soql, IDictionary? parameters)
    {
        Dictionary<string, object?> values = ToValues(parameters);
        HashSet<string> used = new(StringComparer.OrdinalIgnoreCase);
        StringBuilder bound = new(soql.Length + 64);
        int at = 0;
        while (at < soql.Length)
        {
            char c = soql[at];
            if (c == '\'')
            {
                int end = EndOfString(soql, at);
                bound.Append(soql, at, end - at);
                at = end;
            }
            else if (c == ':' && at + 1 < soql.Length && IsNameStart(soql[at + 1]))
            {
                int end = at + 2;
                while (end < soql.Length && IsName(soql[end]))
                    end++;
                string name = soql.Substring(at + 1, end - at - 1);
                if (!values.TryGetValue(name, out object? value))
                    throw Invalid($"The query has the placeholder :{name}, but -Parameters has no value '{name}'.");
                used.Add(name);
                AppendValue(bound, name, value);
                at = end;
            }
            else
            {
                bound.Append(c);
                at++;
            }
        }

        string[] unused = values.Keys.Where(k => !used.Contains(k)).ToArray();
        if (unused.Length > 0)
            throw Invalid($"-Parameters has a value '{unused[0]}', but the query has no placeholder :{unused[0]}.");
        return bound.ToString();
    }

    private static void AppendValue(StringBuilder bound, string name, object? value)
    {
        string word = LastWord(bound);
        bool afterDateLiteral = word.StartsWith("N_", StringComparison.OrdinalIgnoreCase)
            || word.IndexOf("_N_", StringComparison.OrdinalIgnoreCase) > 0;
        if (!afterDateLiteral)
        {
            // IN:ids and LIMIT:n, as Apex has them.
            if (word.Length > 0)
                bound.Append(' ');
            bound.Append(SoqlLiteral.Of(name, value, EndsWithLike(bound)));
            return;
        }

        if (value is not (int or long or short or byte))
            throw Invalid($"The value '{name}' in -Parameters follows a date literal such as LAST_N_DAYS and must be a whole number.");
        bound.Append(':').Append(SoqlLiteral.Of(name, value, like: false));
    }

    private static string LastWord(StringBuilder bound)
    {
        int start = bound.Length;
        while (start > 0 && IsName(bound[start - 1]))
            start--;
        return bound.ToString(start, bound.Length - start);
    }

    private static bool EndsWithLike(StringBuilder bound)
    {
        int end = bound.Length;
        while (end > 0 && char.IsWhiteSpace(bound[end - 1]))
            end--;
        return end >= 5
            && !IsName(bound[end - 5])
            && bound.ToString(end - 4, 4).Equals("like", StringComparison.OrdinalIgnoreCase);
    }

    // An unfinished literal runs to the end: Salesforce reports it with row and column.
    private static int EndOfString(string soql, int start)
    {
        int at = start + 1;
        while (at < soql.Length && soql[at] != '\'')
            at += soql[at] == '\\' ? 2 : 1;
        return Math.Min(at + 1, soql.Length);
    }

    private static Dictionary<string, object?> ToValues(IDictionary? parameters)
    {
        Dictionary<string, object?> values = new(StringComparer.OrdinalIgnoreCase);
        if (parameters is null)
            return values;
        foreach (DictionaryEntry entry in parameters)
        {
            if (entry.Key is not string { Length: > 0 } name || !IsNameStart(name[0]) || !name.All(IsName))
                throw Invalid($"'{entry.Key}' in -Parameters is no name for a placeholder: letters, digits and _ only.");
            if (values.ContainsKey(name))
                throw Invalid($"-Parameters has two values '{name}'.");
            values.Add(name, entry.Value);
        }

        return values;
    }

    private static bool IsNameStart(char c) => c is >= 'a' and <= 'z' or >= 'A' and <= 'Z' or '_';

    private static bool IsName(char c) => IsNameStart(c) || c is >= '0' and <= '9';

    private static SfException Invalid(string message) => new(SfErrorCodes.InvalidParameter, message);
}
