namespace SalesforceCC.Connections;

/// <summary>Names that may be meant by one that does not exist.</summary>
internal static class NearNames
{
    private const int Most = 5;

    /// <summary>Those that begin alike, or differ by a third of their letters at most; nearest first.</summary>
    public static IReadOnlyList<string> Of(string name, IEnumerable<string> names)
    {
        string typed = name.ToUpperInvariant();
        return names
            .Select(n => (Name: n, Distance: Distance(typed, n.ToUpperInvariant())))
            .Where(n => n.Distance <= Math.Max(1, Math.Min(typed.Length, n.Name.Length) / 3) || BeginsAlike(typed, n.Name))
            .OrderBy(static n => n.Distance)
            .Take(Most)
            .Select(static n => n.Name)
            .ToArray();
    }

    private static bool BeginsAlike(string typed, string name) =>
        name.StartsWith(typed, StringComparison.OrdinalIgnoreCase) || typed.StartsWith(name, StringComparison.OrdinalIgnoreCase);

    // Levenshtein, counting two letters in the wrong order as one mistake.
    private static int Distance(string a, string b)
    {
        int[,] cost = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++)
            for (int j = 0; j <= b.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    cost[i, j] = i + j;
                    continue;
                }

                int change = cost[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                cost[i, j] = Math.Min(change, Math.Min(cost[i - 1, j], cost[i, j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    cost[i, j] = Math.Min(cost[i, j], cost[i - 2, j - 2] + 1);
            }

        return cost[a.Length, b.Length];
    }
}
