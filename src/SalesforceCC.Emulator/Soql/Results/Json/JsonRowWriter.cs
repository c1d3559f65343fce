using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Data.Sql;
using SalesforceCC.Emulator.Soql.Plans;

namespace SalesforceCC.Emulator.Soql.Results.Json;

/// <summary>Writes the rows of a plan as JSON.</summary>
internal sealed class JsonRowWriter(
    ConnectionPool connections, SqlConnection connection, JsonBuffer json, AttributeHeads heads, QueryOptions options)
{
    private readonly Dictionary<JsonChildrenCell, RowIds> _children = [];

    public ConnectionPool Connections => connections;

    public SqlConnection Connection => connection;

    public JsonBuffer Json => json;

    public AttributeHeads Heads => heads;

    public QueryOptions Options => options;

    /// <summary>Writes the rows from an index to another (excluded), commas between them.</summary>
    public void WriteRows(JsonPlan plan, RowIds ids, int from, int to)
    {
        using RowScan rows = new(connection, plan.Plan, ids, from, to);
        for (bool first = true; rows.Next(); first = false)
        {
            if (!first) json.Raw(","u8);
            plan.Record.Write(this, rows.Row);
        }
    }

    /// <summary>
    /// Writes rows with children until a page is full, and gives the index of the next row. Children count as rows; a
    /// row whose children alone are more than a page gets one of its own, and its children go on under their own
    /// locator.
    /// </summary>
    public int WriteRowsWithChildren(JsonPlan plan, RowIds ids, int from)
    {
        int pageSize = plan.Plan.PageSize(options.PageSize);
        int used = 0;
        using RowScan rows = new(connection, plan.Plan, ids, from, ids.Count);
        for (int i = from; rows.Next(); i++)
        {
            int size = 1 + plan.Children.Sum(c => Math.Min(ReadAhead(c, rows.Row).Count, pageSize));
            if (used > 0 && used + size > pageSize) return i;
            if (used > 0) json.Raw(","u8);
            used += size;
            plan.Record.Write(this, rows.Row);
        }
        return ids.Count;
    }

    /// <summary>Writes a result's start, up to the bracket of its records.</summary>
    public void StartPage(int totalSize, int end, string? locatorUrl)
    {
        json.Raw("{\"totalSize\":"u8);
        json.Integer(totalSize);
        json.Raw(",\"done\":"u8);
        json.Boolean(end >= totalSize);
        if (end < totalSize)
        {
            json.Raw(",\"nextRecordsUrl\":"u8);
            json.Text($"{locatorUrl}-{end}");
        }
        json.Raw(",\"records\":["u8);
    }

    /// <summary>Child rows that were read ahead to know how much of the page they fill.</summary>
    public RowIds? TakeChildren(JsonChildrenCell cell) => _children.Remove(cell, out RowIds ids) ? ids : null;

    private RowIds ReadAhead(JsonChildrenCell cell, SqlStatement row) => _children[cell] = cell.Read(this, row);
}
