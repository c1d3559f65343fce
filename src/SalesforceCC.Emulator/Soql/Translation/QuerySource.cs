using System.Text;
using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Soql.Ast;
using SalesforceCC.Emulator.Soql.Syntax;

namespace SalesforceCC.Emulator.Soql.Translation;

/// <summary>
/// FROM of one SQL statement: the object's table and a join for every parent that a path goes through.
/// </summary>
internal sealed class QuerySource
{
    private const int MostLevels = 5;

    private readonly QueryContext _context;
    private readonly StatementBuilder _statement;
    private readonly SoqlQuery? _query;
    private readonly StringBuilder _joins = new();

    public QuerySource(QueryContext context, StatementBuilder statement, SObjectType type, SoqlQuery? query)
    {
        _context = context;
        _statement = statement;
        _query = query;
        SourceTable table = new(type, statement.NextTable());
        Root = new SourceNode("", [table], table.Id, false);
    }

    public SourceNode Root { get; }

    public SObjectType Type => Root.Tables[0].Type;

    /// <summary>SQL's FROM. Complete only after all paths have been resolved.</summary>
    public string FromSql => $"FROM {StatementBuilder.Quote(Type.Name)} {Root.Tables[0].Alias}{_joins}";

    /// <summary>Splits a path into the parent that it leads to and the field's name.</summary>
    public (SourceNode Node, string FieldName) Follow(FieldPath path)
    {
        IReadOnlyList<string> parts = Unalias(path.Parts, path.Position);
        if (parts.Count > MostLevels + 1)
            throw _context.InvalidField(
                path.Position, $"The path '{path}' goes through more than {MostLevels} parent relationships.");
        SourceNode node = Root;
        for (int i = 0; i < parts.Count - 1; i++) node = Parent(node, parts[i], path.Position);
        return (node, parts[^1]);
    }

    /// <summary>The parent at the end of a path of relationships only.</summary>
    public SourceNode FollowParents(FieldPath path)
    {
        SourceNode node = Root;
        foreach (string part in Unalias(path.Parts, path.Position)) node = Parent(node, part, path.Position);
        return node;
    }

    private IReadOnlyList<string> Unalias(IReadOnlyList<string> parts, int position, int depth = 0)
    {
        if (parts.Count < 2 || _query is null) return parts;
        if (_query.ParentAliases.TryGetValue(parts[0], out FieldPath? parent))
        {
            // An alias that leads back to itself leads nowhere.
            if (depth > _query.ParentAliases.Count) throw SoqlErrors.NoSuchParent(_context.Soql, position, parts[0]);
            return [.. Unalias(parent.Parts, position, depth + 1), .. parts.Skip(1)];
        }
        bool isAlias = Same(parts[0], _query.Alias) ||
            (Same(parts[0], Type.Name) && Type.FindReference(parts[0]) is null);
        return isAlias ? [.. parts.Skip(1)] : parts;
    }

    private static bool Same(string name, string? other) =>
        string.Equals(name, other, StringComparison.OrdinalIgnoreCase);

    private SourceNode Parent(SourceNode from, string relationship, int position)
    {
        if (from.Parents.TryGetValue(relationship, out SourceNode? known)) return known;
        List<(SourceTable Table, SObjectField Field)> references = [];
        foreach (SourceTable table in from.Tables)
            if (table.Type.FindReference(relationship) is { } field && field.ReferenceTo.Any(t => _context.Schema.Find(t) is not null))
                references.Add((table, field));
        if (references.Count == 0) throw SoqlErrors.NoSuchParent(_context.Soql, position, relationship);
        string reference = string.Join(", ", references.Select(r => r.Table.Column(r.Field)));
        if (references.Count > 1) reference = $"COALESCE({reference})";
        return from.Parents[relationship] = Join(from, references[0].Field, reference);
    }

    private SourceNode Join(SourceNode from, SObjectField field, string reference)
    {
        List<SourceTable> tables = [];
        foreach (string target in field.ReferenceTo)
        {
            if (_context.Schema.Find(target) is not { } type) continue;
            SourceTable table = new(type, _statement.NextTable());
            tables.Add(table);
            string key = field.ReferenceKey is { } name && type.FindField(name) is { } named ? table.Column(named) : table.Id;
            string join = $" LEFT JOIN {StatementBuilder.Quote(type.Name)} {table.Alias} ON {key} = {reference}";
            _joins.Append(join);
        }
        bool polymorphic = tables.Count > 1;
        string id = polymorphic ? $"COALESCE({string.Join(", ", tables.Select(t => t.Id))})" : tables[0].Id;
        return new SourceNode(field.RelationshipName!, tables, id, polymorphic) { From = from };
    }
}
