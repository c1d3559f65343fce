namespace SalesforceCC.Query;

/// <summary>
/// What the client must know of a statement to read its answer: nothing but the columns of aggregates, whose rows come
/// without an object name. Statements are not checked here; that is Salesforce's part.
/// </summary>
internal sealed class SoqlOutline
{
    private static readonly SoqlOutline s_unknown = new(isCount: false, new Dictionary<string, (string, string)>());

    private SoqlOutline(bool isCount, IReadOnlyDictionary<string, (string Object, string Field)> aliases, string? objectName = null)
    {
        ObjectName = objectName;
        IsCount = isCount;
        Aliases = aliases;
    }

    /// <summary>The object that the statement asks for; null where it names none.</summary>
    public string? ObjectName { get; }

    /// <summary>The statement is <c>SELECT COUNT() FROM ...</c>: no rows come, the answer is totalSize.</summary>
    public bool IsCount { get; }

    /// <summary>Object and field behind the columns of aggregate rows, for MIN, MAX and grouped fields of the object itself.</summary>
    public IReadOnlyDictionary<string, (string Object, string Field)> Aliases { get; }

    /// <summary>Reads the select list and the object of a statement.</summary>
    public static SoqlOutline Of(string soql)
    {
        List<SoqlToken> tokens = SoqlTokenizer.ReadWithoutComments(soql);
        int from = tokens.FindIndex(static t => t.Depth == 0 && t.Is("FROM"));
        if (from < 2 || from + 1 >= tokens.Count || !tokens[0].Is("SELECT"))
            return s_unknown;

        string table = PathAt(tokens, from + 1, out int end);
        if (from == 4 && tokens[1].Is("COUNT") && tokens[2].Is("(") && tokens[3].Is(")"))
            return new SoqlOutline(isCount: true, s_unknown.Aliases, table);

        string prefix = end < tokens.Count && tokens[end].Kind == SoqlTokenKind.Name ? tokens[end].Text : table;
        Dictionary<string, (string, string)> aliases = new(StringComparer.OrdinalIgnoreCase);
        int unnamed = 0;
        foreach (List<SoqlToken> item in Items(tokens.GetRange(1, from - 1)))
            Add(aliases, item, table, prefix, ref unnamed);
        return new SoqlOutline(isCount: false, aliases, table);
    }

    private static void Add(
        Dictionary<string, (string, string)> aliases, List<SoqlToken> item, string table, string prefix, ref int unnamed)
    {
        if (item.Count == 0 || item[0].Kind != SoqlTokenKind.Name)
            return;
        string path = PathAt(item, 0, out int end);
        if (end >= item.Count || !item[end].Is("("))
        {
            if (FieldOf(path, table, prefix) is { } grouped)
                aliases[end < item.Count ? item[end].Text : grouped] = (table, grouped);
            return;
        }

        int close = item.FindLastIndex(t => t.Is(")") && t.Depth == item[end].Depth);
        string alias = close > 0 && close + 1 < item.Count
            ? item[close + 1].Text
            : FormattableString.Invariant($"expr{unnamed++}");
        string argument = PathAt(item, end + 1, out int argumentEnd);
        if ((item[0].Is("MIN") || item[0].Is("MAX")) && argumentEnd == close && FieldOf(argument, table, prefix) is { } field)
            aliases[alias] = (table, field);
    }

    /// <summary>A name with its points, such as <c>Owner.Name</c>; empty where there is none.</summary>
    private static string PathAt(List<SoqlToken> tokens, int start, out int end)
    {
        end = start;
        while (end < tokens.Count && (tokens[end].Kind == SoqlTokenKind.Name
            ? end == start || tokens[end - 1].Is(".")
            : end > start && tokens[end].Is(".")))
            end++;
        return string.Concat(tokens.Skip(start).Take(end - start).Select(static t => t.Text));
    }

    /// <summary>A field of the object itself, without its prefix; null for one of a parent.</summary>
    private static string? FieldOf(string path, string table, string prefix)
    {
        string[] parts = path.Split('.');
        return parts.Length switch
        {
            1 when path.Length > 0 => path,
            2 when Is(parts[0], table) || Is(parts[0], prefix) => parts[1],
            _ => null,
        };
    }

    /// <summary>The select list, cut at its commas.</summary>
    private static IEnumerable<List<SoqlToken>> Items(List<SoqlToken> tokens)
    {
        List<SoqlToken> item = [];
        foreach (SoqlToken token in tokens)
        {
            if (token.Depth > 0 || !token.Is(","))
            {
                item.Add(token);
                continue;
            }

            yield return item;
            item = [];
        }

        yield return item;
    }

    private static bool Is(string name, string other) => name.Equals(other, StringComparison.OrdinalIgnoreCase);
}
