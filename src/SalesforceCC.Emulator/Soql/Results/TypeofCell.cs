using SalesforceCC.Emulator.Data.Sql;

namespace SalesforceCC.Emulator.Soql.Results;

/// <summary>TYPEOF: a parent whose properties depend on its object.</summary>
/// <param name="property">Name of the relationship.</param>
/// <param name="idColumn">Column of the parent's id.</param>
/// <param name="byPrefix">Properties by the object's key prefix, see <see cref="AttributeHeads.Key"/>.</param>
/// <param name="otherwise">Properties of other objects.</param>
internal sealed class TypeofCell(
    byte[] property, int idColumn, IReadOnlyDictionary<int, List<Cell>> byPrefix, IReadOnlyList<Cell> otherwise)
    : Cell(property)
{
    public override void Write(RowWriter writer, SqlStatement row)
    {
        writer.Json.Raw(Property);
        if (!RecordShape.WriteStart(writer, row, idColumn)) return;
        int key = AttributeHeads.Key(row.Utf8(idColumn));
        foreach (Cell cell in byPrefix.TryGetValue(key, out List<Cell>? branch) ? branch : otherwise)
            cell.Write(writer, row);
        writer.Json.Raw("}"u8);
    }
}
