using SalesforceCC.Emulator.Data.Sql;
using SalesforceCC.Emulator.Soql.Plans;

namespace SalesforceCC.Emulator.GraphQL.Queries;

/// <summary>Rows of an object, or the children of a row.</summary>
internal sealed class RowConnection(GraphField field, PageArguments page, string type, RowPlan plan, NodeShape? node)
    : Connection(field, page, type)
{
    private RowIds _ids;

    protected override int Open(SqlConnection sql, string? parentId)
    {
        _ids = plan.ReadIds(sql, parentId);
        return _ids.Count;
    }

    protected override void WriteNodes(ConnectionScope scope, GraphWriter writer, int start, int end, Action<int, Action<GraphField>> edge)
    {
        // The children of a row are found with the same connection, once for each row.
        RowIds ids = _ids;
        using RowScan rows = new(scope.Sql, plan, ids, start, end);
        for (int i = start; rows.Next(); i++)
            edge(i, _ => node!.Write(scope, writer, rows.Row));
    }
}
