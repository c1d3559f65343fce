using System.Globalization;
using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Soql.Plans;
using SalesforceCC.Emulator.Soql.Results.Json;

namespace SalesforceCC.Emulator.GraphQL.Queries;

/// <summary>
/// Collects what a query asks of the rows of an object: first the SELECT list, by names that the schema has, then, of its
/// plan, the columns.
/// </summary>
internal sealed class NodeCompiler(QueryCompiler queries)
{
    private readonly List<string> _select = ["Id"];
    private int _displays;

    /// <summary>The SELECT list; complete after <see cref="Check"/>.</summary>
    public string SelectList => string.Join(", ", _select);

    /// <summary>Goes through what is selected.</summary>
    /// <returns>Makes the shape, once there is a plan.</returns>
    /// <exception cref="GraphException">ValidationError.</exception>
    public Func<RowPlan, NodeShape> Check(GraphField node, SObjectType type, string path = "")
    {
        List<(string Key, string? Prefix, Func<RowPlan, NodeMember> Make)> members = [];
        foreach (GraphField field in node.Selected(type.Name))
            members.Add((field.Key, PrefixOf(field, type), Member(field, type, path)));
        return plan =>
        {
            NodeShape shape = new(path.Length == 0 ? plan.Shape.IdColumn : Column(plan, path + "Id"));
            foreach ((string key, string? prefix, Func<RowPlan, NodeMember> make) in members)
                shape.Add(key, prefix, make(plan));
            return shape;
        };
    }

    private string? PrefixOf(GraphField field, SObjectType type) =>
        field.OnlyOf is null || field.OnlyOf == type.Name || field.OnlyOf is "Record" or "Name" ? null : queries.TypeOf(field, field.OnlyOf).KeyPrefix;

    private Func<RowPlan, NodeMember> Member(GraphField field, SObjectType declared, string path)
    {
        SObjectType type = field.OnlyOf is { } other and not ("Record" or "Name") ? queries.TypeOf(field, other) : declared;
        switch (field.Name)
        {
            case "Id":
                return static _ => static (_, writer, _, id) => writer.Text(id);
            case "ApiName" or "__typename":
                return _ => (_, writer, _, _) => writer.Text(type.Name);
        }

        if (type.FindField(field.Name) is { } value && value.Name == field.Name)
            return Value(field, value, path);
        if (type.FindReference(field.Name) is { } reference && reference.RelationshipName == field.Name)
            return Parent(field, reference, path);
        if (type.FindChildren(field.Name) is { } children && children.RelationshipName == field.Name)
        {
            field.Takes("first", "after", "where", "orderBy");
            Func<Connection> connection = queries.Children(field, type, children);
            return _ =>
            {
                Connection rows = connection();
                return (scope, writer, _, id) => rows.Write(scope, writer, id);
            };
        }

        throw GraphException.Undefined(field, type.Name);
    }

    private Func<RowPlan, NodeMember> Parent(GraphField field, SObjectField reference, string path)
    {
        string inner = $"{path}{reference.RelationshipName}.";
        Select(inner + "Id");
        SObjectType target = queries.TypeOf(field, reference.ReferenceTo[0]);
        Func<RowPlan, NodeShape> parent = Check(field, target, inner);
        return plan =>
        {
            NodeShape shape = parent(plan);
            return (scope, writer, row, _) => shape.Write(scope, writer, row);
        };
    }

    private Func<RowPlan, NodeMember> Value(GraphField field, SObjectField value, string path)
    {
        if (value.Kind is FieldKind.Address or FieldKind.Blob)
            throw GraphException.Invalid($"The embedded org does not serve the compound field or the bytes of '{field.Name}' in GraphQL", field.Place);
        string full = path + value.Name;
        Select(full);
        List<(string Key, string? Path)> members = [];
        foreach (GraphField member in field.Selected($"{value.Type}Value"))
        {
            members.Add((member.Key, member.Name switch
            {
                "value" => full,
                "displayValue" => Display(value, full),
                "label" when value.Type is "picklist" or "multipicklist" => full,
                "__typename" => null,
                _ => throw GraphException.Undefined(member, $"{value.Type}Value"),
            }));
        }

        return plan =>
        {
            (string Key, ValueCell? Cell)[] cells = [.. members.Select(m => (m.Key, m.Path is null ? null : Cell(plan, m.Path)))];
            return (_, writer, row, _) =>
            {
                writer.Start();
                foreach ((string key, ValueCell? cell) in cells)
                {
                    writer.Member(key);
                    if (cell is null)
                    {
                        writer.Null();
                        continue;
                    }

                    writer.Value();
                    JsonValueCell.Write(writer.Json, row, cell.Column, cell.Kind);
                }

                writer.End();
            };
        };
    }

    /// <summary>Numbers, dates and labels have one; that others are null is from memory.</summary>
    private string? Display(SObjectField value, string path)
    {
        if (value.Type is "picklist" or "multipicklist")
            return path;
        if (value.Kind is not (FieldKind.Int or FieldKind.Double or FieldKind.Date or FieldKind.DateTime))
            return null;
        string alias = string.Create(CultureInfo.InvariantCulture, $"display{_displays++}");
        _select.Add($"FORMAT({path}) {alias}");
        return path[..(path.LastIndexOf('.') + 1)] + alias;
    }

    private void Select(string path)
    {
        if (!_select.Contains(path))
            _select.Add(path);
    }

    private static int Column(RowPlan plan, string path) => Cell(plan, path).Column;

    private static ValueCell Cell(RowPlan plan, string path) =>
        plan.Columns.OfType<ValueCell>().First(c => string.Equals(c.Path, path, StringComparison.OrdinalIgnoreCase));
}
