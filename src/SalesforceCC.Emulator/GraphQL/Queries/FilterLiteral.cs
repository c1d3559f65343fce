using System.Globalization;
using System.Text.Json.Nodes;
using SalesforceCC.Emulator.Data;

namespace SalesforceCC.Emulator.GraphQL.Queries;

/// <summary>Values of a filter as SOQL. Dates stand in an object: <c>{value: "2026-01-31"}</c>, <c>{literal: TODAY}</c>, <c>{range: {last_n_days: 3}}</c>.</summary>
internal sealed class FilterLiteral(SObjectField of, GraphField field)
{
    public string Of(JsonNode? operand) => of.Kind is FieldKind.Date or FieldKind.DateTime or FieldKind.Time ? Moment(operand) : Plain(operand);

    public string List(JsonNode? operand)
    {
        JsonNode?[] items = operand is JsonArray list ? [.. list] : [operand];
        return items.Length == 0 ? throw Invalid(operand) : string.Join(", ", items.Select(Of));
    }

    private string Plain(JsonNode? operand) => operand switch
    {
        null => "null",
        JsonValue value when of.Kind == FieldKind.Boolean && value.TryGetValue(out bool flag) => flag ? "TRUE" : "FALSE",
        JsonValue value when of.Kind is FieldKind.Int or FieldKind.Double && value.GetValueKind() == System.Text.Json.JsonValueKind.Number => value.ToJsonString(),
        JsonValue value when of.Kind is not (FieldKind.Boolean or FieldKind.Int or FieldKind.Double) && value.TryGetValue(out string? text) => StoreQueries.Quote(text),
        _ => throw Invalid(operand),
    };

    private string Moment(JsonNode? operand)
    {
        if (operand is null)
            return "null";
        if (operand is not JsonObject clause || clause.Count != 1)
            throw Invalid(operand);
        (string kind, JsonNode? value) = clause.First();
        return (kind, value) switch
        {
            (_, null) => "null",
            ("value", JsonValue text) when text.TryGetValue(out string? moment) => moment,
            ("literal", JsonValue text) when text.TryGetValue(out string? name) => name,
            ("range", JsonObject { Count: 1 } range) when range.First().Value is JsonValue number && number.TryGetValue(out int count) =>
                string.Create(CultureInfo.InvariantCulture, $"{range.First().Key.ToUpperInvariant()}:{count}"),
            _ => throw Invalid(operand),
        };
    }

    private GraphException Invalid(JsonNode? operand) =>
        GraphException.Invalid($"Validation error (WrongType@[{string.Join('/', field.Path)}]) : {operand?.ToJsonString() ?? "null"} is not a valid value for '{of.Name}'", field.Place);
}
