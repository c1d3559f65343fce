using System.Text;
using SalesforceCC.Emulator.Data.Sql;
using SalesforceCC.Emulator.Soql.Plans;

namespace SalesforceCC.Emulator.Soql.Results.Json;

/// <summary>A subquery: null without rows, else a query result of its own inside the record.</summary>
internal sealed class JsonChildrenCell(byte[] property, int idColumn, JsonPlan json) : JsonCell(property)
{
    /// <summary>The child rows of the current parent.</summary>
    public RowIds Read(JsonRowWriter writer, SqlStatement row) =>
        json.Plan.ReadIds(writer.Connection, Encoding.ASCII.GetString(row.Utf8(idColumn)));

    public override void Write(JsonRowWriter writer, SqlStatement row)
    {
        writer.Json.Raw(Property);
        RowIds ids = writer.TakeChildren(this) ?? Read(writer, row);
        if (ids.Count == 0)
        {
            writer.Json.Null();
            return;
        }
        int pageSize = json.Plan.PageSize(writer.Options.PageSize);
        int written = writer.Options.RegisterChild is null ? ids.Count : Math.Min(ids.Count, pageSize);
        string? next = null;
        if (written < ids.Count)
        {
            JsonCursor rest = new(writer.Connections, json, ids, writer.Heads, writer.Options);
            next = writer.Options.RegisterChild!(rest);
        }
        writer.StartPage(ids.Count, written, next);
        writer.WriteRows(json, ids, 0, written);
        writer.Json.Raw("]}"u8);
    }
}
