using SalesforceCC.Emulator.Data.Sql;

namespace SalesforceCC.Emulator.Soql.Results;

/// <summary>A parent record, or null.</summary>
internal sealed class ParentCell(byte[] property, RecordShape shape) : Cell(property)
{
    public override void Write(RowWriter writer, SqlStatement row)
    {
        writer.Json.Raw(Property);
        shape.Write(writer, row);
    }
}
