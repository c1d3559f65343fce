using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Data.Sql;
using SalesforceCC.Emulator.Soql.Plans;

namespace SalesforceCC.Emulator.Soql.Results.Json;

/// <summary>The answer of a query for rows: a snapshot of row numbers, read page by page.</summary>
internal sealed class JsonCursor(
    ConnectionPool connections, JsonPlan json, RowIds ids, AttributeHeads heads, QueryOptions options) : IQueryCursor
{
    public int TotalSize => ids.Count;

    public int PageSize => json.Plan.PageSize(options.PageSize);

    public int WritePage(Stream utf8, int offset, string locatorUrl)
    {
        using PooledConnection pooled = connections.Rent();
        using JsonBuffer start = new();
        using JsonBuffer rows = new();
        offset = Math.Clamp(offset, 0, ids.Count);
        JsonRowWriter writer = new(connections, pooled.Connection, rows, heads, options);
        int end = Math.Min(ids.Count, offset + PageSize);
        if (json.Children.Count > 0) end = writer.WriteRowsWithChildren(json, ids, offset);
        else writer.WriteRows(json, ids, offset, end);
        // The start tells where the next page begins, which is known only now.
        new JsonRowWriter(connections, pooled.Connection, start, heads, options).StartPage(ids.Count, end, locatorUrl);
        rows.Raw("]}"u8);
        start.DrainTo(utf8);
        rows.DrainTo(utf8);
        return end;
    }

    public void Dispose()
    {
        // Connections belong to the pool; the snapshot goes with the object.
    }
}
