namespace SalesforceCC.Bulk;

/// <summary>What became of an import.</summary>
/// <param name="Parts">The counts of each part, in the order of the parts.</param>
/// <param name="Files">The files that were written.</param>
internal sealed record ImportOutcome(IReadOnlyList<(ImportPart Part, ImportCounts Counts)> Parts, IReadOnlyList<string> Files)
{
    /// <summary>The counts of all parts.</summary>
    public ImportCounts Total => Parts.Aggregate(ImportCounts.None, static (sum, p) => sum + p.Counts);
}
