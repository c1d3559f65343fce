using System.Text;
using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Data.Sql;

namespace SalesforceCC.Emulator.Soql.Results;

/// <summary>A blob: the answer holds the url of its bytes.</summary>
internal sealed class BlobCell(byte[] property, int existsColumn, int idColumn, SObjectType type, string field)
    : Cell(property)
{
    public override void Write(RowWriter writer, SqlStatement row)
    {
        writer.Json.Raw(Property);
        if (row.Integer(existsColumn) == 0)
        {
            writer.Json.Null();
            return;
        }
        string id = Encoding.ASCII.GetString(row.Utf8(idColumn));
        writer.Json.Text($"{writer.Heads.VersionPath}/sobjects/{type.Name}/{id}/{field}");
    }
}
