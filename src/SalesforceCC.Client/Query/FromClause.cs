namespace SalesforceCC.Query;

/// <summary>What stands after FROM, as far as names in the select list lead to it.</summary>
/// <param name="Name">The object, or of a subquery the relationship.</param>
/// <param name="Aliases">What names at the start of a path stand for: the row itself (empty), or its parents.</param>
internal sealed record FromClause(string Name, Dictionary<string, IReadOnlyList<string>> Aliases)
{
    private static readonly HashSet<string> s_keywords = new(
        ["WHERE", "USING", "WITH", "GROUP", "HAVING", "ORDER", "LIMIT", "OFFSET", "FOR", "ALL", "UPDATE"], StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads <c>Contact c, c.Account a</c>.</summary>
    public static FromClause Read(List<SoqlToken> tokens, int start)
    {
        Dictionary<string, IReadOnlyList<string>> aliases = new(StringComparer.OrdinalIgnoreCase);
        string[] path = SelectItems.PathAt(tokens, start, out int at);
        string name = path[path.Length - 1];
        aliases[AliasAt(tokens, ref at) ?? name] = [];
        aliases[name] = [];
        while (at < tokens.Count && tokens[at].Is(","))
        {
            string[] parent = SelectItems.PathAt(tokens, at + 1, out at);
            if (AliasAt(tokens, ref at) is { } alias && parent.Length > 1 && aliases.TryGetValue(parent[0], out IReadOnlyList<string>? before))
                aliases[alias] = [.. before, .. parent.Skip(1)];
        }

        return new FromClause(name, aliases);
    }

    private static string? AliasAt(List<SoqlToken> tokens, ref int at)
    {
        if (at + 1 < tokens.Count && tokens[at].Is("AS"))
            at++;
        return at < tokens.Count && tokens[at].Kind == SoqlTokenKind.Name && !s_keywords.Contains(tokens[at].Text)
            ? tokens[at++].Text
            : null;
    }
}
