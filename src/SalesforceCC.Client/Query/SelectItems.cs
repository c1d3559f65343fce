namespace SalesforceCC.Query;

/// <summary>The items of a select list, as tokens.</summary>
internal static class SelectItems
{
    /// <summary>The list cut at its commas, but for those within TYPEOF ... END.</summary>
    public static List<List<SoqlToken>> Cut(List<SoqlToken> tokens, int depth)
    {
        List<List<SoqlToken>> items = [];
        List<SoqlToken> item = [];
        foreach (SoqlToken token in tokens)
        {
            bool isWithin = item.Count > 0 && item[0].Is("TYPEOF") && !item[item.Count - 1].Is("END");
            if (token.Depth > depth || isWithin || !token.Is(","))
            {
                item.Add(token);
                continue;
            }

            items.Add(item);
            item = [];
        }

        items.Add(item);
        return items;
    }

    /// <summary>The names of a path such as <c>Owner.Name</c>; none where there is no name.</summary>
    public static string[] PathAt(List<SoqlToken> tokens, int start, out int end)
    {
        List<string> path = [];
        end = start;
        while (end < tokens.Count && tokens[end].Kind == SoqlTokenKind.Name)
        {
            path.Add(tokens[end++].Text);
            if (end + 1 >= tokens.Count || !tokens[end].Is(".") || tokens[end + 1].Kind != SoqlTokenKind.Name)
                break;
            end++;
        }

        return [.. path];
    }
}
