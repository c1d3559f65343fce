namespace SalesforceCC.Emulator.Soql.Plans;

/// <summary>A subquery.</summary>
/// <param name="Path">Its path.</param>
/// <param name="IdColumn">Column of the parent's id.</param>
/// <param name="Plan">The subquery's own plan.</param>
internal sealed record ChildrenCell(string Path, int IdColumn, RowPlan Plan) : Cell(Path);
