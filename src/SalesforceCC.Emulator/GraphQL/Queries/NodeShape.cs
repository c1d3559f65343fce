using SalesforceCC.Emulator.Data.Sql;

namespace SalesforceCC.Emulator.GraphQL.Queries;

/// <summary>A record: what is written of it, in the order in which it was asked for.</summary>
/// <param name="idColumn">Column of its id; null there means no record.</param>
internal sealed class NodeShape(int idColumn)
{
    private readonly List<(string Key, string? Prefix, NodeMember Member)> _members = [];

    public int IdColumn => idColumn;

    /// <summary>Adds a member; with a key prefix, only to records of that object.</summary>
    public void Add(string key, string? prefix, NodeMember member) => _members.Add((key, prefix, member));

    public void Write(ConnectionScope scope, GraphWriter writer, SqlStatement row)
    {
        if (row.IsNull(idColumn))
        {
            writer.Null();
            return;
        }

        string id = row.Text(idColumn);
        writer.Start();
        foreach ((string key, string? prefix, NodeMember member) in _members)
        {
            if (prefix is not null && !id.StartsWith(prefix, StringComparison.Ordinal))
                continue;
            writer.Member(key);
            member(scope, writer, row, id);
        }

        writer.End();
    }
}
