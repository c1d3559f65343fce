namespace SalesforceCC.Emulator.Soql.Plans;

/// <summary>A record: its id and its values, parents standing where the first of their values was asked for.</summary>
/// <param name="idColumn">Column of the id; null there means no record.</param>
internal sealed class RecordShape(int idColumn)
{
    public int IdColumn => idColumn;

    public List<Cell> Cells { get; } = [];
}
