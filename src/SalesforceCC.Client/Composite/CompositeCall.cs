namespace SalesforceCC.Composite;

/// <summary>What goes in one call.</summary>
/// <param name="Groups">Graphs, each a transaction; of a composite request, one group with all its parts.</param>
/// <param name="IsGraph">Goes to <c>composite/graph</c>.</param>
/// <param name="IsTransaction">Each group is saved whole or not at all.</param>
internal sealed record CompositeCall(IReadOnlyList<IReadOnlyList<CompositePart>> Groups, bool IsGraph, bool IsTransaction)
{
    /// <summary>All requests, in the order of their groups.</summary>
    public IEnumerable<CompositePart> Parts => Groups.SelectMany(static g => g);
}
