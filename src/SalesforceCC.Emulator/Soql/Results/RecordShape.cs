using SalesforceCC.Emulator.Data.Sql;

namespace SalesforceCC.Emulator.Soql.Results;

/// <summary>A record in the answer: attributes made of its id, then its properties.</summary>
/// <param name="idColumn">Column of the id; null there means no record.</param>
internal sealed class RecordShape(int idColumn)
{
    public int IdColumn => idColumn;

    public List<Cell> Cells { get; } = [];

    public void Write(RowWriter writer, SqlStatement row)
    {
        if (!WriteStart(writer, row, idColumn)) return;
        foreach (Cell cell in Cells) cell.Write(writer, row);
        writer.Json.Raw("}"u8);
    }

    /// <summary>Writes the attributes, or null and false where there is no record.</summary>
    public static bool WriteStart(RowWriter writer, SqlStatement row, int idColumn)
    {
        ReadOnlySpan<byte> id = row.Utf8(idColumn);
        if (id.IsEmpty)
        {
            writer.Json.Null();
            return false;
        }
        writer.Json.Raw(writer.Heads.Of(id));
        writer.Json.Raw(id);
        writer.Json.Raw("\"}"u8);
        return true;
    }
}
