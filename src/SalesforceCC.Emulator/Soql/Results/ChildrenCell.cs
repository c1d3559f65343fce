using System.Text;
using SalesforceCC.Emulator.Data.Sql;

namespace SalesforceCC.Emulator.Soql.Results;

/// <summary>A subquery: null without rows, else a query result of its own inside the record.</summary>
internal sealed class ChildrenCell(byte[] property, int idColumn, RowPlan plan) : Cell(property)
{
    /// <summary>The child rows of the current parent.</summary>
    public RowIds Read(RowWriter writer, SqlStatement row) =>
        plan.ReadIds(writer.Connection, Encoding.ASCII.GetString(row.Utf8(idColumn)));

    public override void Write(RowWriter writer, SqlStatement row)
    {
        writer.Json.Raw(Property);
        RowIds ids = writer.TakeChildren(this) ?? Read(writer, row);
        if (ids.Count == 0)
        {
            writer.Json.Null();
            return;
        }
        int pageSize = plan.PageSize(writer.Options.PageSize);
        int written = writer.Options.RegisterChild is null ? ids.Count : Math.Min(ids.Count, pageSize);
        string? next = null;
        if (written < ids.Count)
        {
            var rest = new RowCursor(writer.Connections, plan, ids, writer.Heads, writer.Options);
            next = writer.Options.RegisterChild!(rest);
        }
        writer.StartPage(ids.Count, written, next);
        writer.WriteRows(plan, ids, 0, written);
        writer.Json.Raw("]}"u8);
    }
}
