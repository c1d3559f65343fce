namespace SalesforceCC.Trees;

/// <summary>
/// The order in which records are saved: each after those it refers to. Where they refer to each other in a ring, lookups
/// that may be empty at first are set later.
/// </summary>
internal static class TreeOrder
{
    /// <summary>The records in steps. None of a step refers to another of it, but by what is set later.</summary>
    /// <exception cref="SfException">REFERENCE_RING: nobody can save a ring whose lookups must have a value.</exception>
    public static List<List<TreeRecord>> Of(IReadOnlyList<TreeRecord> records)
    {
        TreeGraph graph = new([.. records.Where(static r => !r.IsKnown)]);
        if (graph.Rings(static l => !l.CanWait).FirstOrDefault() is { } ring)
            throw new SfException(
                SfErrorCodes.ReferenceRing,
                $"Records refer to each other in a ring, by lookups that can be neither empty nor changed: {graph.Path(ring, static l => !l.CanWait)}.");

        List<List<TreeRecord>> steps = [];
        while (graph.Left > 0)
        {
            List<TreeRecord> ready = graph.TakeReady();
            if (ready.Count > 0)
                steps.Add(ready);
            else
                Open(graph);
        }

        return steps;
    }

    // Of each ring that waits for nothing else one record has nothing but lookups that may wait: else they would be a ring
    // of those that may not. That with the fewest is the least work.
    private static void Open(TreeGraph graph)
    {
        foreach (IReadOnlyList<int> ring in graph.Rings(static _ => true).ToArray())
        {
            if (!graph.IsAlone(ring))
                continue;
            int first = ring.Where(i => graph.Open(i).All(static l => l.CanWait)).OrderBy(i => graph.Open(i).Count()).ThenBy(static i => i).First();
            foreach (TreeLink link in graph.Open(first).ToArray())
                link.Waits = true;
            graph.Refresh(first);
        }
    }
}
