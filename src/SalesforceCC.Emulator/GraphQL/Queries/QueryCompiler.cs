using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Soql.Plans;

namespace SalesforceCC.Emulator.GraphQL.Queries;

/// <summary>
/// Checks queries against the org's schema and makes plans of them: SOQL says which rows and values, the shapes how they
/// are written.
/// </summary>
internal sealed class QueryCompiler(OrgStore store, string userId)
{
    private static readonly string[] s_scopes = ["MINE", "EVERYTHING"];

    /// <summary>A root field; there is only <c>uiapi</c>.</summary>
    /// <exception cref="GraphException">ValidationError.</exception>
    public UiApiPlan Compile(GraphField root)
    {
        if (root.Name != "uiapi")
        {
            throw root.Name.StartsWith("__", StringComparison.Ordinal)
                ? GraphException.Invalid("The embedded org does not serve its schema by introspection", root.Place)
                : GraphException.Undefined(root, "Query");
        }

        List<(string, string?, IReadOnlyList<RootPlan>)> parts = [];
        foreach (GraphField part in root.Selected("UIAPI"))
        {
            parts.Add(part.Name switch
            {
                "query" => (part.Key, null, Roots(part, "RecordQuery", Rows)),
                "aggregate" => (part.Key, null, Roots(part, "RecordQueryAggregate", Groups)),
                "__typename" => (part.Key, "UIAPI", []),
                "objectInfos" or "relatedListByName" => throw GraphException.Invalid($"The embedded org does not serve {part.Name}", part.Place),
                _ => throw GraphException.Undefined(part, "UIAPI"),
            });
        }

        return new UiApiPlan(parts);
    }

    /// <summary>The object that a field or a fragment names.</summary>
    /// <exception cref="GraphException">ValidationError.</exception>
    public SObjectType TypeOf(GraphField field, string name, string of = "RecordQuery") =>
        store.FindType(name, userId) is { } type && type.Name == name ? type : throw GraphException.Undefined(field, of);

    /// <summary>The children of a row. Each list of children has a plan of its own, so that one can be asked for twice.</summary>
    public Func<Connection> Children(GraphField field, SObjectType parent, ChildRelationship relationship)
    {
        SObjectType child = TypeOf(field, relationship.ChildSObject);
        PageArguments page = PageArguments.Of(field);
        (string select, string rest, Func<RowPlan, NodeShape>? node) = Parts(field, child);
        return () =>
        {
            string soql = $"SELECT Id, (SELECT {select} FROM {relationship.RelationshipName}{rest}) FROM {parent.Name}";
            RowPlan plan = Plan(soql).Rows!.Children[0].Plan;
            return new RowConnection(field, page, child.Name, plan, node?.Invoke(plan));
        };
    }

    /// <summary>The plan for one record by its id, as mutations answer it.</summary>
    public Func<(RowPlan Plan, NodeShape Node)> Record(GraphField field, SObjectType type)
    {
        NodeCompiler compiler = new(this);
        Func<RowPlan, NodeShape> node = compiler.Check(field, type);
        return () =>
        {
            RowPlan plan = Plan($"SELECT {compiler.SelectList} FROM {type.Name}").Rows!;
            return (plan, node(plan));
        };
    }

    private IReadOnlyList<RootPlan> Roots(GraphField part, string typeName, Func<GraphField, SObjectType, Func<Connection>> compile) =>
        [.. part.Selected(typeName).Select(root => new RootPlan(root, compile(root, TypeOf(root, root.Name, typeName))))];

    private Func<Connection> Rows(GraphField field, SObjectType type)
    {
        field.Takes("first", "after", "where", "orderBy", "scope", "upperBound");
        PageArguments page = PageArguments.Of(field);
        (string select, string rest, Func<RowPlan, NodeShape>? node) = Parts(field, type);
        string scope = Scope(field);
        return () =>
        {
            RowPlan plan = Plan($"SELECT {select} FROM {type.Name}{scope}{rest}").Rows!;
            return new RowConnection(field, page, type.Name, plan, node?.Invoke(plan));
        };
    }

    private Func<Connection> Groups(GraphField field, SObjectType type)
    {
        field.Takes("first", "after", "where", "orderBy", "scope", "groupBy");
        PageArguments page = PageArguments.Of(field);
        AggregateCompiler compiler = new(field, type);
        string where = Where(field, type), scope = Scope(field);
        return () => new GroupConnection(
            field, page, type.Name, Plan($"SELECT {compiler.SelectList} FROM {type.Name}{scope}{where}{compiler.GroupBy}{compiler.OrderBy}").Groups!, compiler);
    }

    private (string Select, string Clauses, Func<RowPlan, NodeShape>? Node) Parts(GraphField field, SObjectType type)
    {
        NodeCompiler compiler = new(this);
        Func<RowPlan, NodeShape>? node = Connection.Node(field, type.Name) is { } selected ? compiler.Check(selected, type) : null;
        return (compiler.SelectList, Where(field, type) + new OrderText(store, userId).Of(field, type), node);
    }

    private string Where(GraphField field, SObjectType type) =>
        field.Arguments.GetValueOrDefault("where") is { } filter && new FilterText(store, userId, field).Of(filter, type) is { Length: > 0 } condition
            ? $" WHERE {condition}"
            : "";

    private static string Scope(GraphField field) => field.Text("scope") switch
    {
        null => "",
        { } scope when s_scopes.Contains(scope) => $" USING SCOPE {scope.ToLowerInvariant()}",
        var other => throw GraphException.Invalid($"The embedded org does not serve the scope {other}", field.Place),
    };

    private QueryPlan Plan(string soql) => store.Plan(soql, new QueryOptions(false, 2_000, "") { UserId = userId });
}
