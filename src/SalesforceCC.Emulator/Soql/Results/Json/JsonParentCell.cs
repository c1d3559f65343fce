using SalesforceCC.Emulator.Data.Sql;

namespace SalesforceCC.Emulator.Soql.Results.Json;

/// <summary>A parent record, or null.</summary>
internal sealed class JsonParentCell(byte[] property, JsonRecord record) : JsonCell(property)
{
    public override void Write(JsonRowWriter writer, SqlStatement row)
    {
        writer.Json.Raw(Property);
        record.Write(writer, row);
    }
}
