using System.Text;
using SalesforceCC.Emulator.Data.Sql;
using SalesforceCC.Emulator.Soql.Plans;

namespace SalesforceCC.Emulator.GraphQL.Queries;

/// <summary>A list of rows with pages, as Relay has it.</summary>
internal abstract class Connection(GraphField field, PageArguments page, string type)
{
    /// <summary>Writes a page.</summary>
    /// <param name="scope">What it is read with.</param>
    /// <param name="writer">Where it goes.</param>
    /// <param name="parentId">The row whose children these are; null: no row.</param>
    public void Write(ConnectionScope scope, GraphWriter writer, string? parentId)
    {
        int count = Open(scope.Sql, parentId);
        int total = Math.Min(count, page.Most);
        int start = Math.Min(page.Start, total);
        int end = Math.Min(total, start + Math.Min(page.First, scope.Settings.PageRows ?? int.MaxValue));
        writer.Start();
        foreach (GraphField member in field.Selected($"{type}Connection"))
        {
            writer.Member(member.Key);
            switch (member.Name)
            {
                case "edges":
                    WriteEdges(scope, writer, member.Selected($"{type}Edge"), start, end);
                    break;
                case "pageInfo":
                    WritePageInfo(writer, member.Selected("PageInfo"), start, end, total);
                    break;
                case "totalCount":
                    writer.Integer(total);
                    break;
                case "pageResultCount":
                    writer.Integer(end - start);
                    break;
                default:
                    writer.Text($"{type}Connection");
                    break;
            }
        }

        writer.End();
    }

    /// <summary>Checks the names of all that is selected.</summary>
    /// <exception cref="GraphException">ValidationError.</exception>
    public static GraphField? Node(GraphField field, string type)
    {
        GraphField? node = null;
        foreach (GraphField member in field.Selected($"{type}Connection"))
        {
            switch (member.Name)
            {
                case "edges":
                    foreach (GraphField edge in member.Selected($"{type}Edge"))
                    {
                        if (edge.Name == "node")
                            node = edge;
                        else if (edge.Name is not ("cursor" or "__typename"))
                            throw GraphException.Undefined(edge, $"{type}Edge");
                    }

                    break;
                case "pageInfo":
                    foreach (GraphField info in member.Selected("PageInfo"))
                    {
                        if (info.Name is not ("hasNextPage" or "hasPreviousPage" or "startCursor" or "endCursor" or "__typename"))
                            throw GraphException.Undefined(info, "PageInfo");
                    }

                    break;
                case "totalCount" or "pageResultCount" or "__typename":
                    break;
                default:
                    throw GraphException.Undefined(member, $"{type}Connection");
            }
        }

        return node;
    }

    /// <summary>Finds the rows, and tells how many there are.</summary>
    protected abstract int Open(SqlConnection sql, string? parentId);

    /// <summary>Writes the nodes of some of the rows, each after a call.</summary>
    protected abstract void WriteNodes(ConnectionScope scope, GraphWriter writer, int start, int end, Action<int, Action<GraphField>> edge);

    private void WriteEdges(ConnectionScope scope, GraphWriter writer, IReadOnlyList<GraphField> members, int start, int end)
    {
        writer.Start(list: true);
        WriteNodes(scope, writer, start, end, (index, node) =>
        {
            writer.Start();
            foreach (GraphField member in members)
            {
                writer.Member(member.Key);
                if (member.Name == "node")
                    node(member);
                else
                    writer.Text(member.Name == "cursor" ? PageArguments.Cursor(index) : $"{type}Edge");
            }

            writer.End();
        });
        writer.End(list: true);
    }

    private static void WritePageInfo(GraphWriter writer, IReadOnlyList<GraphField> members, int start, int end, int total)
    {
        writer.Start();
        foreach (GraphField member in members)
        {
            writer.Member(member.Key);
            switch (member.Name)
            {
                case "hasNextPage":
                    writer.Boolean(end < total);
                    break;
                case "hasPreviousPage":
                    writer.Boolean(start > 0);
                    break;
                case "startCursor":
                    writer.Text(end > start ? PageArguments.Cursor(start) : null);
                    break;
                case "endCursor":
                    writer.Text(end > start ? PageArguments.Cursor(end - 1) : null);
                    break;
                default:
                    writer.Text("PageInfo");
                    break;
            }
        }

        writer.End();
    }
}
