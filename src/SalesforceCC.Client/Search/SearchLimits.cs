namespace SalesforceCC.Search;

/// <summary>How many records Salesforce gives at most, which it does without saying that there are more.</summary>
/// <param name="objects">The objects that are looked for; empty: all.</param>
/// <param name="isLimited">The search itself has a limit of its own.</param>
internal sealed class SearchLimits(IReadOnlyList<SearchObject> objects, bool isLimited)
{
    private const int MostRows = 2_000;
    private const int MostOfObject = 250;

    /// <summary>Objects of which there may be more.</summary>
    public IReadOnlyList<(string Name, int Count)> Cut(IReadOnlyList<SfRecord> rows)
    {
        int most = Math.Min(MostRows / Math.Max(1, objects.Count), MostOfObject);
        return [.. rows.GroupBy(static r => r.GetObjectName(), StringComparer.OrdinalIgnoreCase)
            .Where(g => g.Count() >= most && !(isLimited && rows.Count < MostRows) && !IsBounded(g.Key))
            .Select(static g => (g.Key, g.Count()))];
    }

    /// <summary>Whether there may be more in all.</summary>
    public static bool IsCut(IReadOnlyList<SfRecord> rows) => rows.Count >= MostRows;

    private bool IsBounded(string name) => objects.Any(o => o.IsBounded && o.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}
