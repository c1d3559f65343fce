using System.Globalization;
using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Soql.Ast;
using SalesforceCC.Emulator.Soql.Plans;

namespace SalesforceCC.Emulator.Soql.Translation;

/// <summary>Lists what the records of a query will be made of. The query has been translated before, and is right.</summary>
internal sealed class ColumnLister
{
    private readonly QueryContext _context;
    private readonly SoqlQuery _query;
    private readonly QuerySource _source;
    private readonly bool _grouped;
    private readonly List<QueryColumn> _columns = [];
    private readonly Dictionary<SourceNode, List<QueryColumn>> _byNode = [];
    private int _unnamed;

    public ColumnLister(QueryContext context, SoqlQuery query, SObjectType type)
    {
        _context = context;
        _query = query;
        _source = new QuerySource(context, new StatementBuilder(), type, query);
        _grouped = AggregateQueryTranslator.IsAggregate(query);
        _byNode.Add(_source.Root, _columns);
    }

    public IReadOnlyList<QueryColumn> List()
    {
        if (AggregateQueryTranslator.IsCount(_query)) return [];
        foreach (SelectItem item in _query.Items) Add(item);
        return _columns;
    }

    private void Add(SelectItem item)
    {
        switch (item)
        {
            case SelectValue value when _grouped:
                AddGrouped(value);
                break;
            case SelectValue { Value: FieldPath path }:
                AddField(path, null);
                break;
            case SelectValue { Value: FunctionCall { Argument: FieldPath path } } value:
                AddField(path, value.Alias);
                break;
            case SelectFields fields:
                foreach (SObjectField field in _source.Type.Fields)
                    if (field.Custom ? fields.Custom : fields.Standard) _columns.Add(Column(field, null));
                break;
            case SelectTypeof type:
                SourceNode node = _source.FollowParents(type.Path);
                Of(node.From!).Add(new QueryColumn(node.Name, node.Name, null, false, []));
                break;
            case SelectChildren children:
                AddChildren(children.Query);
                break;
        }
    }

    private void AddGrouped(SelectValue item)
    {
        if (item.Value is FieldPath path)
            _columns.Add(Column(Find(path).Field, item.Alias));
        else
            _columns.Add(new QueryColumn(item.Alias ?? Unnamed(), Written(item.Value), null, true, []));
    }

    private string Unnamed() => string.Create(CultureInfo.InvariantCulture, $"expr{_unnamed++}");

    private static string Written(SoqlExpression expression) => expression is FunctionCall { Argument: { } argument } call
        ? $"{call.Name}({Written(argument)})"
        : expression.ToString();

    private void AddField(FieldPath path, string? alias)
    {
        (SourceNode node, SObjectField field) = Find(path);
        Of(node).Add(Column(field, alias));
    }

    private static QueryColumn Column(SObjectField field, string? alias) =>
        new(alias ?? field.Name, field.Name, field, false, []);

    private (SourceNode Node, SObjectField Field) Find(FieldPath path)
    {
        (SourceNode node, string name) = _source.Follow(path);
        return (node, node.Find(name)!.Value.Field);
    }

    private void AddChildren(SoqlQuery query)
    {
        ChildRelationship relationship = _source.Type.FindChildren(query.From.Parts[^1])!;
        SObjectType child = _context.FindType(query.From.Position, relationship.ChildSObject);
        string name = relationship.RelationshipName!;
        _columns.Add(new QueryColumn(name, name, null, true, new ColumnLister(_context, query, child).List()));
    }

    /// <summary>The columns of a record; a parent stands where the first of its fields was asked for.</summary>
    private List<QueryColumn> Of(SourceNode node)
    {
        if (_byNode.TryGetValue(node, out List<QueryColumn>? known)) return known;
        List<QueryColumn> columns = [];
        Of(node.From!).Add(new QueryColumn(node.Name, node.Name, null, false, columns));
        _byNode.Add(node, columns);
        return columns;
    }
}
