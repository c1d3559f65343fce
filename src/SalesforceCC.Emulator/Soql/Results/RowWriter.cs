using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Data.Sql;

namespace SalesforceCC.Emulator.Soql.Results;

/// <summary>Writes the rows of a plan as JSON.</summary>
internal sealed class RowWriter(
    ConnectionPool connections, SqlConnection connection, JsonBuffer json, AttributeHeads heads, QueryOptions options)
{
    private readonly Dictionary<ChildrenCell, RowIds> _children = [];

    public ConnectionPool Connections => connections;

    public SqlConnection Connection => connection;

    public JsonBuffer Json => json;

    public AttributeHeads Heads => heads;

    public QueryOptions Options => options;

    /// <summary>Writes the rows from an index to another (excluded), commas between them.</summary>
    public void WriteRows(RowPlan plan, RowIds ids, int from, int to)
    {
        if (from >= to) return;
        bool range = ids.IsRange(from, to);
        using SqlStatement row = connection.Prepare(range ? plan.RangeSql : plan.OneRowSql);
        if (range)
        {
            row.BindInteger(1, ids[from]);
            row.BindInteger(2, ids[to - 1]);
        }
        for (int i = from; i < to; i++)
        {
            if (!range) Seek(row, ids[i]);
            if (!row.Step()) break;
            if (i > from) json.Raw(","u8);
            plan.Shape.Write(this, row);
        }
    }

    /// <summary>
    /// Writes rows with children until a page is full, and gives the index of the next row. Children count as rows; a
    /// row whose children alone are more than a page gets one of its own, and its children go on under their own
    /// locator.
    /// </summary>
    public int WriteRowsWithChildren(RowPlan plan, RowIds ids, int from)
    {
        int pageSize = plan.PageSize(options.PageSize);
        int used = 0;
        using SqlStatement row = connection.Prepare(plan.OneRowSql);
        for (int i = from; i < ids.Count; i++)
        {
            Seek(row, ids[i]);
            row.Step();
            int size = 1 + plan.Children.Sum(c => Math.Min(ReadAhead(c, row).Count, pageSize));
            if (used > 0 && used + size > pageSize) return i;
            if (used > 0) json.Raw(","u8);
            used += size;
            plan.Shape.Write(this, row);
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
    public RowIds? TakeChildren(ChildrenCell cell) => _children.Remove(cell, out RowIds ids) ? ids : null;

    private RowIds ReadAhead(ChildrenCell cell, SqlStatement row) => _children[cell] = cell.Read(this, row);

    private static void Seek(SqlStatement row, int number)
    {
        row.Reset();
        row.BindInteger(1, number);
    }
}
