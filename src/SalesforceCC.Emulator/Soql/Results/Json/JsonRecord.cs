using SalesforceCC.Emulator.Data.Sql;
using SalesforceCC.Emulator.Soql.Plans;

namespace SalesforceCC.Emulator.Soql.Results.Json;

/// <summary>Writes a record: attributes made of its id, then its properties.</summary>
internal sealed class JsonRecord(RecordShape shape)
{
    private readonly JsonCell[] _cells = [.. shape.Cells.Select(JsonCell.Of)];

    public IReadOnlyList<JsonCell> Cells => _cells;

    public void Write(JsonRowWriter writer, SqlStatement row)
    {
        if (!WriteStart(writer, row, shape.IdColumn)) return;
        foreach (JsonCell cell in _cells) cell.Write(writer, row);
        writer.Json.Raw("}"u8);
    }

    /// <summary>Writes the attributes, or null and false where there is no record.</summary>
    public static bool WriteStart(JsonRowWriter writer, SqlStatement row, int idColumn)
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
