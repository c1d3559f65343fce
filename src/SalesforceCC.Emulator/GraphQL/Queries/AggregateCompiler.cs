using System.Globalization;
using System.Text.Json.Nodes;
using SalesforceCC.Emulator.Data;

namespace SalesforceCC.Emulator.GraphQL.Queries;

/// <summary>What a query asks of groups. The names of the values of date functions are from memory.</summary>
internal sealed class AggregateCompiler
{
    private static readonly string[] s_functions = ["avg", "count", "countDistinct", "max", "min", "sum"];

    private readonly SObjectType _type;
    private readonly List<string> _select = [];
    private readonly List<(string Name, string? Function)> _groups = [];

    public AggregateCompiler(GraphField field, SObjectType type)
    {
        _type = type;
        ReadGroups(field);
        Aggregate = Connection.Node(field, $"{type.Name}Aggregate");
        foreach (GraphField member in Aggregate?.Selected($"{type.Name}Result") ?? [])
        {
            if (member.Name == "aggregate")
                Shape = [.. member.Selected($"{type.Name}Aggregate").Select(Value)];
            else if (member.Name != "__typename")
                throw GraphException.Undefined(member, $"{type.Name}Result");
        }

        // Something must be counted; a query of nothing but how many groups there are counts the groups.
        if (_select.Count == 0)
            Select(_groups is [var first, ..] ? Expression(first) : "COUNT(Id)");
        OrderBy = Order(field);
    }

    /// <summary>The node's selection.</summary>
    public GraphField? Aggregate { get; }

    /// <summary>Under each name in the answer, members of a value, or functions with members of their values; each a column, or null.</summary>
    public IReadOnlyList<(string Key, IReadOnlyList<(string Key, int Column, IReadOnlyList<(string Key, int Column)> Members)> Functions)> Shape { get; } = [];

    public string SelectList => string.Join(", ", _select.Select((s, i) => string.Create(CultureInfo.InvariantCulture, $"{s} a{i}")));

    public string GroupBy => _groups.Count == 0 ? "" : " GROUP BY " + string.Join(", ", _groups.Select(Expression));

    public string OrderBy { get; }

    private static string Expression((string Name, string? Function) group) => group.Function is null ? group.Name : $"{group.Function}({group.Name})";

    private void ReadGroups(GraphField field)
    {
        foreach ((string name, JsonNode? clause) in field.Arguments.GetValueOrDefault("groupBy") as JsonObject ?? [])
        {
            if (name == "type")
            {
                if ((string?)clause != "GROUP_BY")
                    throw GraphException.Invalid($"The embedded org does not serve groupBy with the type {clause}", field.Place);
                continue;
            }

            if (_type.FindField(name) is not { } found || found.Name != name)
                throw GraphException.Invalid($"Field '{name}' in type '{_type.Name}_GroupBy' is undefined", field.Place);
            if ((string?)clause?["function"] is { } function)
                _groups.Add((name, function));
            else if (clause?["group"]?.GetValueKind() == System.Text.Json.JsonValueKind.True)
                _groups.Add((name, null));
        }
    }

    private (string, IReadOnlyList<(string, int, IReadOnlyList<(string, int)>)>) Value(GraphField field)
    {
        SObjectField found = _type.FindField(field.Name) is { } known && known.Name == field.Name ? known : throw GraphException.Undefined(field, $"{_type.Name}Aggregate");
        List<(string, int, IReadOnlyList<(string, int)>)> members = [];
        foreach (GraphField member in field.Selected($"{found.Type}Aggregate"))
        {
            if (member.Name is "value" or "displayValue" or "label")
            {
                if (!_groups.Contains((field.Name, null)))
                    throw GraphException.Invalid($"Field must be grouped or aggregated: {field.Name}", field.Place);
                members.Add((member.Key, member.Name == "displayValue" ? -1 : Select(field.Name), []));
                continue;
            }

            string? dateFunction = _groups.Find(g => g.Name == field.Name && g.Function is not null && Camel(g.Function) == member.Name).Function;
            if (dateFunction is null && !s_functions.Contains(member.Name))
                throw GraphException.Undefined(member, $"{found.Type}Aggregate");
            string expression = dateFunction is not null ? $"{dateFunction}({field.Name})" : $"{Soql(member.Name)}({field.Name})";
            members.Add((member.Key, -1, [.. member.Selected("AggregateValue").Select(v => (v.Key, v.Name switch
            {
                "value" => Select(expression),
                "displayValue" when dateFunction is null && member.Name is not ("count" or "countDistinct") => Select($"FORMAT({expression})"),
                "displayValue" or "__typename" => -1,
                _ => throw GraphException.Undefined(v, "AggregateValue"),
            }))]));
        }

        return (field.Key, members);
    }

    private string Order(GraphField field)
    {
        List<string> items = [];
        foreach ((string name, JsonNode? clause) in field.Arguments.GetValueOrDefault("orderBy") as JsonObject ?? [])
        {
            if (_type.FindField(name) is null)
                throw GraphException.Invalid($"Field '{name}' in type '{_type.Name}_OrderBy' is undefined", field.Place);
            string direction = (string?)clause?["order"] == "DESC" ? "DESC" : "ASC";
            string nulls = (string?)clause?["nulls"] == "LAST" ? "LAST" : "FIRST";
            string value = (string?)clause?["function"] is { } function ? $"{function}({name})" : name;
            items.Add($"{value} {direction} NULLS {nulls}");
        }

        return items.Count == 0 ? "" : " ORDER BY " + string.Join(", ", items);
    }

    private int Select(string expression)
    {
        int known = _select.IndexOf(expression);
        if (known >= 0)
            return known;
        _select.Add(expression);
        return _select.Count - 1;
    }

    private static string Soql(string function) => function == "countDistinct" ? "COUNT_DISTINCT" : function.ToUpperInvariant();

    private static string Camel(string function)
    {
        string[] words = function.ToLowerInvariant().Split('_');
        return words[0] + string.Concat(words.Skip(1).Select(w => char.ToUpperInvariant(w[0]) + w[1..]));
    }
}
