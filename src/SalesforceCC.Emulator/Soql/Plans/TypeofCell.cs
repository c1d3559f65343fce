namespace SalesforceCC.Emulator.Soql.Plans;

/// <summary>TYPEOF: a parent whose values depend on its object.</summary>
/// <param name="Path">Its path.</param>
/// <param name="IdColumn">Column of the parent's id.</param>
/// <param name="ByPrefix">Values by the object's key prefix.</param>
/// <param name="Otherwise">Values of other objects.</param>
internal sealed record TypeofCell(
    string Path, int IdColumn, IReadOnlyDictionary<string, IReadOnlyList<Cell>> ByPrefix, IReadOnlyList<Cell> Otherwise)
    : Cell(Path);
