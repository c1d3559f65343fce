namespace SalesforceCC.Composite;

/// <summary>Requests that have to do with each other.</summary>
internal static class CompositeGroups
{
    /// <summary>
    /// What refers to each other, directly or over others, in one list, in the order of the input; the lists in the order
    /// of their first requests.
    /// </summary>
    public static IReadOnlyList<IReadOnlyList<CompositePart>> Of(IReadOnlyList<CompositePart> parts)
    {
        Dictionary<string, int> places = new(StringComparer.Ordinal);
        int[] heads = new int[parts.Count];
        for (int i = 0; i < parts.Count; i++)
        {
            heads[i] = i;
            foreach (string reference in parts[i].References)
                Join(heads, places[reference], i);
            places[parts[i].ReferenceId] = i;
        }

        return [.. Enumerable.Range(0, parts.Count).GroupBy(i => Head(heads, i)).Select(g => g.Select(i => parts[i]).ToArray())];
    }

    /// <summary>How many requests wait for one another at the most.</summary>
    public static int Levels(IEnumerable<CompositePart> group)
    {
        Dictionary<string, int> levels = new(StringComparer.Ordinal);
        foreach (CompositePart part in group)
            levels[part.ReferenceId] = 1 + part.References.Select(r => levels[r]).DefaultIfEmpty().Max();
        return levels.Values.Max();
    }

    private static void Join(int[] heads, int one, int other)
    {
        int first = Head(heads, one), second = Head(heads, other);
        heads[Math.Max(first, second)] = Math.Min(first, second);
    }

    private static int Head(int[] heads, int at)
    {
        while (heads[at] != at)
            at = heads[at] = heads[heads[at]];
        return at;
    }
}
