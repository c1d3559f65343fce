namespace SalesforceCC.Query;

/// <summary>
/// What the client must know of a statement to read its answer: nothing but the columns of aggregates, whose rows come
/// without an object name. Statements are not checked here; that is Salesforce's part.
/// </summary>
internal sealed class SoqlOutline
{
    private static readonly SoqlOutline s_unknown = new(isCount: false, new Dictionary<string, (string, string)>());

    private SoqlOutline(bool isCount, IReadOnlyDictionary<string, (string Object, string Field)> aliases)
    {
        IsCount = isCount;
        Aliases = aliases;
    }

    /// <summary>The statement is <c>SELECT COUNT() FROM ...</c>: no rows come, the answer is totalSize.</summary>
    public bool IsCount { get; }

    /// <summary>Object and field behind the columns of aggregate rows, for MIN, MAX and grouped fields of the object itself.</summary>
    public IReadOnlyDictionary<string, (string Object, string Field)> Aliases { get; }

    /// <summary>Reads the select list and the object of a statement.</summary>
    public static SoqlOutline Of(string soql)
    {
        List<string> tokens = Tokens(soql);
        int from = tokens.FindIndex(1 > tokens.Count ? 0 : 1, static t => Is(t, "FROM"));
        if (tokens.Count < 4 || !Is(tokens[0], "SELECT") || from < 0 || from + 1 >= tokens.Count)
            return s_unknown;

        string table = tokens[from + 1];
        string prefix = from + 2 < tokens.Count ? tokens[from + 2] : table;
        if (from == 4 && Is(tokens[1], "COUNT") && tokens[2] == "(" && tokens[3] == ")")
            return new SoqlOutline(isCount: true, s_unknown.Aliases);

        Dictionary<string, (string, string)> aliases = new(StringComparer.OrdinalIgnoreCase);
        int unnamed = 0;
        foreach (List<string> item in Items(tokens.GetRange(1, from - 1)))
            Add(aliases, item, table, prefix, ref unnamed);
        return new SoqlOutline(isCount: false, aliases);
    }

    private static void Add(
        Dictionary<string, (string, string)> aliases, List<string> item, string table, string prefix, ref int unnamed)
    {
        bool isFunction = item.Count > 1 && item[1] == "(";
        int close = isFunction ? item.LastIndexOf(")") : 0;
        string? alias = close + 1 < item.Count ? item[close + 1] : null;
        if (!isFunction)
        {
            if (item.Count > 0 && FieldOf(item[0], table, prefix) is { } grouped)
                aliases[alias ?? grouped] = (table, grouped);
            return;
        }

        alias ??= FormattableString.Invariant($"expr{unnamed++}");
        if ((Is(item[0], "MIN") || Is(item[0], "MAX")) && close == 3 && FieldOf(item[2], table, prefix) is { } field)
            aliases[alias] = (table, field);
    }

    /// <summary>A field of the object itself, without its prefix; null for one of a parent.</summary>
    private static string? FieldOf(string path, string table, string prefix)
    {
        string[] parts = path.Split('.');
        return parts.Length switch
        {
            1 => parts[0],
            2 when Is(parts[0], table) || Is(parts[0], prefix) => parts[1],
            _ => null,
        };
    }

    private static IEnumerable<List<string>> Items(List<string> tokens)
    {
        List<string> item = [];
        int depth = 0;
        foreach (string token in tokens)
        {
            depth += token == "(" ? 1 : token == ")" ? -1 : 0;
            if (token == "," && depth == 0)
            {
                yield return item;
                item = [];
            }
            else
            {
                item.Add(token);
            }
        }

        yield return item;
    }

    /// <summary>Names, commas and parentheses, up to the object's alias after the outer FROM.</summary>
    private static List<string> Tokens(string soql)
    {
        List<string> tokens = [];
        int depth = 0;
        int left = int.MaxValue;
        for (int at = 0; at < soql.Length && left > 0;)
        {
            char c = soql[at];
            if (c is '(' or ')' or ',')
            {
                depth += c == '(' ? 1 : c == ')' ? -1 : 0;
                tokens.Add(c.ToString());
                at++;
            }
            else if (char.IsLetterOrDigit(c) || c is '_' or '.')
            {
                int start = at;
                while (at < soql.Length && (char.IsLetterOrDigit(soql[at]) || soql[at] is '_' or '.'))
                    at++;
                tokens.Add(soql.Substring(start, at - start));
                left = depth == 0 && Is(tokens[tokens.Count - 1], "FROM") && left == int.MaxValue ? 2 : left - 1;
            }
            else
            {
                at++;
            }
        }

        return tokens;
    }

    private static bool Is(string token, string word) => token.Equals(word, StringComparison.OrdinalIgnoreCase);
}
