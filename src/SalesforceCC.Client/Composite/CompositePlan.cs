namespace SalesforceCC.Composite;

/// <summary>
/// Puts requests into as few calls as their limits allow; what refers to each other stays together, and all keep their
/// order.
/// </summary>
internal static class CompositePlan
{
    private const int MaxParts = 25;
    private const int MaxQueries = 5;
    private const int MaxNodes = 500;
    private const int MaxGraphs = 75;
    private const int MaxLevels = 15;

    /// <summary>Calls of <c>composite</c>.</summary>
    /// <exception cref="SfException">INVALID_PARAMETER: more than one call can have belong together.</exception>
    public static IReadOnlyList<CompositeCall> Composites(IReadOnlyList<CompositePart> parts, bool allOrNone)
    {
        IReadOnlyList<IReadOnlyList<CompositePart>> groups = allOrNone ? [parts] : CompositeGroups.Of(parts);
        foreach (IReadOnlyList<CompositePart> group in groups)
        {
            string what = allOrNone
                ? "requests of which all or none are to be carried out"
                : $"requests that refer to each other, beginning with '{group[0].ReferenceId}'";
            if (group.Count > MaxParts)
                throw TooMany($"There are {group.Count} {what}. A composite request takes {MaxParts}, a graph {MaxNodes}.");
            if (Queries(group) > MaxQueries)
                throw TooMany($"There are {Queries(group)} queries or collections among the {what}. A composite request takes {MaxQueries} of them.");
        }

        return [.. Pack(groups, static p => p.Count <= MaxParts && Queries(p) <= MaxQueries)
            .Select(g => new CompositeCall([InOrder(parts, g)], IsGraph: false, allOrNone))];
    }

    /// <summary>Calls of <c>composite/graph</c>: what refers to each other is one graph.</summary>
    /// <exception cref="SfException">INVALID_PARAMETER: a graph is too large or too deep.</exception>
    public static IReadOnlyList<CompositeCall> Graphs(IReadOnlyList<CompositePart> parts)
    {
        IReadOnlyList<IReadOnlyList<CompositePart>> groups = CompositeGroups.Of(parts);
        foreach (IReadOnlyList<CompositePart> group in groups)
        {
            if (group.Count > MaxNodes)
                throw TooMany($"There are {group.Count} requests that refer to each other, beginning with '{group[0].ReferenceId}'. A graph takes {MaxNodes}.");
            if (CompositeGroups.Levels(group) is > MaxLevels and { } levels)
                throw TooMany($"The requests that refer to each other, beginning with '{group[0].ReferenceId}', are {levels} levels deep. A graph takes {MaxLevels}.");
        }

        return [.. Pack(groups, static p => p.Count <= MaxNodes, MaxGraphs).Select(static g => new CompositeCall(g, IsGraph: true, IsTransaction: true))];
    }

    private static int Queries(IEnumerable<CompositePart> parts) => parts.Count(static p => p.IsQueryOrCollection);

    private static CompositePart[] InOrder(IReadOnlyList<CompositePart> parts, IEnumerable<IReadOnlyList<CompositePart>> groups)
    {
        HashSet<CompositePart> there = [.. groups.SelectMany(static g => g)];
        return [.. parts.Where(there.Contains)];
    }

    private static IEnumerable<IReadOnlyList<IReadOnlyList<CompositePart>>> Pack(
        IEnumerable<IReadOnlyList<CompositePart>> groups, Func<List<CompositePart>, bool> fits, int mostGroups = int.MaxValue)
    {
        List<IReadOnlyList<CompositePart>> call = [];
        foreach (IReadOnlyList<CompositePart> group in groups)
        {
            if (call.Count > 0 && (call.Count == mostGroups || !fits([.. call.SelectMany(static g => g), .. group])))
            {
                yield return call;
                call = [];
            }

            call.Add(group);
        }

        if (call.Count > 0)
            yield return call;
    }

    private static SfException TooMany(FormattableString message) =>
        new(SfErrorCodes.InvalidParameter, FormattableString.Invariant(message) + " Nothing was sent.");
}
