using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Data.Sql;
using SalesforceCC.Emulator.Soql.Plans;
using SalesforceCC.Emulator.Soql.Results.Json;

namespace SalesforceCC.Emulator.GraphQL.Queries;

/// <summary>Groups of rows. There are few of them, so all are read.</summary>
internal sealed class GroupConnection(GraphField field, PageArguments page, string type, AggregatePlan plan, AggregateCompiler compiler)
    : Connection(field, page, $"{type}Aggregate")
{
    private readonly List<byte[][]> _groups = [];

    protected override int Open(SqlConnection sql, string? parentId)
    {
        using JsonBuffer json = new();
        plan.Run(sql, row => _groups.Add([.. plan.Columns.Select(c =>
        {
            json.Clear();
            JsonValueCell.Write(json, row, c.Column, c.Kind);
            return json.Written.ToArray();
        })]));
        return _groups.Count;
    }

    protected override void WriteNodes(ConnectionScope scope, GraphWriter writer, int start, int end, Action<int, Action<GraphField>> edge)
    {
        for (int i = start; i < end; i++)
        {
            byte[][] values = _groups[i];
            edge(i, node => WriteNode(writer, node, values));
        }
    }

    private void WriteNode(GraphWriter writer, GraphField node, byte[][] values)
    {
        writer.Start();
        foreach (GraphField member in node.Fields!)
        {
            writer.Member(member.Key);
            if (member.Name != "aggregate")
            {
                writer.Text($"{type}Result");
                continue;
            }

            writer.Start();
            foreach ((string key, IReadOnlyList<(string Key, int Column, IReadOnlyList<(string Key, int Column)> Members)> functions) in compiler.Shape)
            {
                writer.Member(key);
                writer.Start();
                foreach ((string name, int column, IReadOnlyList<(string Key, int Column)> members) in functions)
                {
                    writer.Member(name);
                    if (members.Count == 0)
                    {
                        WriteValue(writer, values, column);
                        continue;
                    }

                    writer.Start();
                    foreach ((string inner, int value) in members)
                    {
                        writer.Member(inner);
                        WriteValue(writer, values, value);
                    }

                    writer.End();
                }

                writer.End();
            }

            writer.End();
        }

        writer.End();
    }

    private static void WriteValue(GraphWriter writer, byte[][] values, int column)
    {
        if (column < 0)
        {
            writer.Null();
            return;
        }

        writer.Value();
        writer.Json.Raw(values[column]);
    }
}
