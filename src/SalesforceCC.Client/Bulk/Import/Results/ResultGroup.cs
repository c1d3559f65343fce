namespace SalesforceCC.Bulk;

/// <summary>The sources whose results go into files of their own: one file of the user, or all of the pipeline.</summary>
/// <param name="Prefix">What the names of the files begin with; empty where there is only one group.</param>
/// <param name="Sources">The sources.</param>
internal sealed record ResultGroup(string Prefix, IReadOnlyList<ImportSource> Sources)
{
    /// <summary>Columns that our own result files add; they are not the user's.</summary>
    public const string OwnPrefix = "sf__";

    /// <summary>The user's columns; where sources differ, all of them.</summary>
    public IReadOnlyList<string> Columns { get; } =
        [.. Sources.SelectMany(static s => s.Columns).Where(static c => !IsOwn(c)).Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <summary>How its files are written.</summary>
    public CsvDialect Dialect => Sources[0].Dialect;

    /// <summary>The groups of an import.</summary>
    public static IReadOnlyList<ResultGroup> Of(IEnumerable<ImportSource> sources)
    {
        List<IGrouping<string, ImportSource>> groups = [.. sources.GroupBy(static s => s.Given ?? "", StringComparer.Ordinal)];
        HashSet<string> taken = new(StringComparer.OrdinalIgnoreCase);
        return [.. groups.Select(g => new ResultGroup(groups.Count == 1 ? "" : Free(NameOf(g.Key), taken) + ".", [.. g]))];
    }

    /// <summary>A column of a result file, not of the user.</summary>
    public static bool IsOwn(string column) => column.StartsWith(OwnPrefix, StringComparison.OrdinalIgnoreCase);

    /// <summary>Where each column of the group is in a source; -1: it has none of that name.</summary>
    public int[] IndexesIn(ImportSource source) =>
        [.. Columns.Select(c => source.Columns.TakeWhile(n => !n.Equals(c, StringComparison.OrdinalIgnoreCase)).Count()).Select(i => i < source.Columns.Count ? i : -1)];

    // accounts.csv.gz is accounts.
    private static string NameOf(string path)
    {
        string name = Path.GetFileName(path);
        foreach (string ending in (string[])[".gz", ".csv"])
            if (name.Length > ending.Length && name.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
                name = name.Substring(0, name.Length - ending.Length);
        return name;
    }

    private static string Free(string name, HashSet<string> taken)
    {
        string free = name;
        for (int i = 2; !taken.Add(free); i++)
            free = FormattableString.Invariant($"{name}-{i}");
        return free;
    }
}
