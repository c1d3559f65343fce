using System.Text;
using SalesforceCC.Emulator.Data.Sql;
using SalesforceCC.Emulator.Soql.Plans;

namespace SalesforceCC.Emulator.Soql.Results.Json;

/// <summary>A blob: the answer holds the url of its bytes.</summary>
internal sealed class JsonBlobCell(byte[] property, BlobCell cell) : JsonCell(property)
{
    public override void Write(JsonRowWriter writer, SqlStatement row)
    {
        writer.Json.Raw(Property);
        if (row.Integer(cell.ExistsColumn) == 0)
        {
            writer.Json.Null();
            return;
        }
        string id = Encoding.ASCII.GetString(row.Utf8(cell.IdColumn));
        writer.Json.Text($"{writer.Heads.VersionPath}/sobjects/{cell.Type.Name}/{id}/{cell.Field.Name}");
    }
}
