using System.Collections;
using System.Globalization;
using System.Text;
using SalesforceCC.Query;
using SalesforceCC.Values;

namespace SalesforceCC.Search;

/// <summary>
/// A search in SOSL: the text in the braces of FIND, and what follows it, whose conditions are SOQL. Each has its own
/// escapes. Statements are not checked further than that; that is Salesforce's part.
/// </summary>
internal sealed class SoslStatement
{
    private readonly string _sosl;
    private readonly int _open;
    private readonly int _close;

    private SoslStatement(string sosl, int open, int close)
    {
        _sosl = sosl;
        _open = open;
        _close = close;
    }

    /// <summary>What stands between the braces.</summary>
    public string Text => _sosl.Substring(_open + 1, _close - _open - 1);

    /// <summary>The whole statement.</summary>
    public override string ToString() => _sosl;

    /// <summary>Finds the text in a statement.</summary>
    /// <exception cref="SfException">MALFORMED_SEARCH: it has none, or is too long.</exception>
    public static SoslStatement Of(string sosl)
    {
        if (sosl.Length > Soql.MaxLength)
            throw Malformed(FormattableString.Invariant($"The search has {sosl.Length} characters; Salesforce takes {Soql.MaxLength}."));
        int at = SkipSpace(sosl, 0);
        if (string.Compare(sosl, at, "FIND", 0, 4, StringComparison.OrdinalIgnoreCase) != 0)
            throw Malformed("The search does not begin with FIND.");
        int open = SkipSpace(sosl, at + 4);
        int close = open + 1;
        if (open < sosl.Length && sosl[open] == '{')
            while (close < sosl.Length && sosl[close] != '}')
                close += sosl[close] == '\\' ? 2 : 1;
        else
            close = sosl.Length;
        return close < sosl.Length ? new SoslStatement(sosl, open, close) : throw Malformed("The search text must stand in braces: FIND {text}.");
    }

    /// <summary>
    /// Replaces each <c>:name</c> by its value: in the braces as text to search for, elsewhere as a literal of SOQL.
    /// </summary>
    /// <exception cref="SfException">INVALID_PARAMETER: a placeholder without value, or the other way round.</exception>
    public SoslStatement Bind(IDictionary? parameters)
    {
        List<(int Start, int End, string Name, bool InQuotes)> own = Placeholders();
        string tail = _sosl.Substring(_close + 1);
        HashSet<string> names = new(SoqlPlaceholder.In(tail).Select(static p => p.Name), StringComparer.OrdinalIgnoreCase);
        Dictionary<string, object?> values = new(StringComparer.OrdinalIgnoreCase);
        Hashtable forTail = new(StringComparer.OrdinalIgnoreCase);
        foreach (DictionaryEntry entry in parameters ?? new Hashtable())
        {
            // What stands in the braces only is no value of the rest.
            string name = Convert.ToString(entry.Key, CultureInfo.InvariantCulture) ?? "";
            values[name] = entry.Value;
            if (names.Contains(name) || !own.Exists(p => p.Name.Equals(name, StringComparison.OrdinalIgnoreCase)))
                forTail[entry.Key] = entry.Value;
        }

        StringBuilder bound = new(_sosl.Length + 64);
        bound.Append(_sosl, 0, _open + 1);
        int at = _open + 1;
        foreach ((int start, int end, string name, bool inQuotes) in own)
        {
            if (!values.TryGetValue(name, out object? value))
                throw Invalid($"The search has the placeholder :{name}, but there is no value '{name}' for it.");
            bound.Append(_sosl, at, start - at).Append(SoslText.Of(TextOf(name, value), inQuotes));
            at = end;
        }

        bound.Append(_sosl, at, _close + 1 - at).Append(new SoqlBinder(tail, forTail).Bind(null));
        return Of(bound.ToString());
    }

    /// <summary>The objects of RETURNING, and whether the search has a limit of its own.</summary>
    public SearchLimits Limits()
    {
        List<SoqlToken> tokens = SoqlTokenizer.ReadWithoutComments(_sosl.Substring(_close + 1));
        List<SearchObject> objects = [];
        int at = tokens.FindIndex(static t => t.Depth == 0 && t.Is("RETURNING"));
        bool isLimited = tokens.Exists(static t => t.Depth == 0 && t.Is("LIMIT"));
        while (at >= 0 && at + 1 < tokens.Count)
        {
            string name = tokens[++at].Text;
            bool isBounded = false;
            if (at + 1 < tokens.Count && tokens[at + 1].Is("("))
            {
                int close = tokens.FindIndex(at + 1, static t => t.Depth == 0 && t.Is(")"));
                int end = close < 0 ? tokens.Count : close;
                isBounded = tokens.GetRange(at, end - at).Exists(static t => t.Depth == 1 && (t.Is("WHERE") || t.Is("ORDER") || t.Is("LIMIT")));
                at = end;
            }

            objects.Add(new SearchObject(name, isBounded));
            at = at + 1 < tokens.Count && tokens[at + 1].Is(",") ? at + 1 : -1;
        }

        return new SearchLimits(objects, isLimited);
    }

    // :name without a backslash before it. Quotes make a phrase.
    private List<(int Start, int End, string Name, bool InQuotes)> Placeholders()
    {
        List<(int, int, string, bool)> found = [];
        bool inQuotes = false;
        for (int at = _open + 1; at < _close; at++)
        {
            char c = _sosl[at];
            if (c == '\\')
            {
                at++;
            }
            else if (c == '"')
            {
                inQuotes = !inQuotes;
            }
            else if (c == ':' && SoqlTokenizer.IsNameStart(_sosl[at + 1]))
            {
                int end = at + 1;
                while (SoqlTokenizer.IsName(_sosl[end]))
                    end++;
                found.Add((at, end, _sosl.Substring(at + 1, end - at - 1), inQuotes));
                at = end - 1;
            }
        }

        return found;
    }

    private static string TextOf(string name, object? value)
    {
        ScalarText? text = ScalarText.Of(value, Records.FieldType.Unknown, out string? problem);
        return text?.Kind switch
        {
            ScalarKind.Null => throw Invalid($"The value '{name}' for the placeholder :{name} is null, and there is nothing to search for."),
            ScalarKind.Text when text.Value.Text.Trim().Length == 0 =>
                throw Invalid($"The value '{name}' for the placeholder :{name} is empty, and there is nothing to search for."),
            null or ScalarKind.Binary => throw Invalid(
                $"The value '{name}' for the placeholder :{name} {problem ?? $"is a {value!.GetType().Name}, and not a text to search for"}."),
            _ => text.Value.Text,
        };
    }

    private static int SkipSpace(string text, int at)
    {
        while (at < text.Length && char.IsWhiteSpace(text[at]))
            at++;
        return at;
    }

    private static SfException Malformed(string message) => new("MALFORMED_SEARCH", message);

    private static SfException Invalid(string message) => new(SfErrorCodes.InvalidParameter, message);
}
