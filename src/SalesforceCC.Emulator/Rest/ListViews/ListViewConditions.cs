using System.Text.Json.Nodes;
using SalesforceCC.Emulator.Soql.Ast;
using SalesforceCC.Emulator.Soql.Syntax;

namespace SalesforceCC.Emulator.Rest.ListViews;

/// <summary>The filter of a list view in the form of its describe; how texts are quoted there is from memory.</summary>
internal static class ListViewConditions
{
    public static JsonObject Of(string? where) => where is null
        ? Several("and", [])
        : Of(SoqlParser.Parse($"SELECT Id FROM Name WHERE {where}").Where!);

    private static JsonObject Of(Condition condition) => condition switch
    {
        AllOf all => Several("and", all.Conditions),
        AnyOf any => Several("or", any.Conditions),
        Not not => new JsonObject { ["condition"] = Of(not.Condition) },
        Comparison comparison => One(comparison.Left, Operator(comparison.Operator), [comparison.Right]),
        InList { MultiPicklist: true } list => One(list.Left, list.Negated ? "excludes" : "includes", list.Values),
        InList list => One(list.Left, list.Negated ? "notIn" : "in", list.Values),
        _ => throw new FormatException("A list view compares fields with values; it has no semi joins."),
    };

    private static JsonObject Several(string conjunction, IEnumerable<Condition> conditions) => new()
    {
        ["conditions"] = new JsonArray([.. conditions.Select(Of)]),
        ["conjunction"] = conjunction,
    };

    private static JsonObject One(SoqlExpression field, string name, IEnumerable<Literal> values) => new()
    {
        ["field"] = field.ToString(),
        ["operator"] = name,
        ["values"] = new JsonArray([.. values.Select(v => (JsonNode)Text(v))]),
    };

    private static string Text(Literal literal) => literal.Kind switch
    {
        LiteralKind.Text => Data.StoreQueries.Quote(literal.Text),
        LiteralKind.DateRange when literal.Number > 0 => FormattableString.Invariant($"{literal.Text}:{literal.Number}"),
        _ => literal.Text,
    };

    private static string Operator(string soql) => soql switch
    {
        "=" => "equals",
        "!=" => "notEquals",
        "<" => "lessThan",
        "<=" => "lessThanOrEqualTo",
        ">" => "greaterThan",
        ">=" => "greaterThanOrEqualTo",
        _ => "like",
    };
}
