using System.Text.Json.Nodes;
using SalesforceCC.Emulator.Data;

namespace SalesforceCC.Emulator.GraphQL.Queries;

/// <summary><c>where</c> as SOQL.</summary>
internal sealed class FilterText(OrgStore store, string userId, GraphField field)
{
    /// <summary>The condition; empty where the filter asks nothing.</summary>
    /// <exception cref="GraphException">ValidationError.</exception>
    public string Of(JsonNode filter, SObjectType type, string path = "")
    {
        List<string> all = [];
        foreach ((string name, JsonNode? clause) in Object(filter))
        {
            if (name is "and" or "or")
                all.Add(Join(clause, name, type, path));
            else if (name == "not")
                all.Add(Of(clause!, type, path) is { Length: > 0 } inner ? $"(NOT ({inner}))" : "");
            else if (type.FindField(name) is { } value && value.Name == name)
                all.AddRange(Operators(clause, value, path));
            else if (type.FindReference(name) is { } reference && clause is not null && Parent(reference) is { } parent)
                all.Add(Of(clause, parent, $"{path}{name}."));
            else
                throw GraphException.Invalid($"Field '{name}' in type '{type.Name}_Filter' is undefined", field.Place);
        }

        return string.Join(" AND ", all.Where(c => c.Length > 0));
    }

    private string Join(JsonNode? clauses, string word, SObjectType type, string path)
    {
        JsonNode?[] list = clauses is JsonArray several ? [.. several] : [clauses];
        string[] conditions = [.. list.OfType<JsonNode>().Select(c => Of(c, type, path)).Where(c => c.Length > 0).Select(c => $"({c})")];
        return conditions.Length == 0 ? "" : $"({string.Join($" {word.ToUpperInvariant()} ", conditions)})";
    }

    private SObjectType? Parent(SObjectField reference) => reference.ReferenceTo.Count > 1 && reference.ReferenceTo.Contains("User")
        ? store.FindType("User", userId)
        : store.FindType(reference.ReferenceTo[0], userId);

    private IEnumerable<string> Operators(JsonNode? clause, SObjectField value, string path)
    {
        FilterLiteral literal = new(value, field);
        foreach ((string name, JsonNode? operand) in Object(clause))
        {
            string full = path + value.Name;
            yield return name switch
            {
                "eq" => $"{full} = {literal.Of(operand)}",
                "ne" => $"{full} != {literal.Of(operand)}",
                "lt" => $"{full} < {literal.Of(operand)}",
                "lte" => $"{full} <= {literal.Of(operand)}",
                "gt" => $"{full} > {literal.Of(operand)}",
                "gte" => $"{full} >= {literal.Of(operand)}",
                "like" => $"{full} LIKE {literal.Of(operand)}",
                "in" => $"{full} IN ({literal.List(operand)})",
                "nin" => $"{full} NOT IN ({literal.List(operand)})",
                "includes" => $"{full} INCLUDES ({literal.List(operand)})",
                "excludes" => $"{full} EXCLUDES ({literal.List(operand)})",
                "inq" => $"{full} IN ({SemiJoin(operand)})",
                "ninq" => $"{full} NOT IN ({SemiJoin(operand)})",
                _ => throw GraphException.Invalid($"Field '{name}' in type '{value.Type}Operators' is undefined", field.Place),
            };
        }
    }

    // {Opportunity: {StageName: {eq: "x"}}, ApiName: "AccountId"}
    private string SemiJoin(JsonNode? operand)
    {
        string name = "", selected = "Id";
        JsonNode? filter = null;
        foreach ((string key, JsonNode? value) in Object(operand))
        {
            if (key == "ApiName")
                selected = (string?)value ?? selected;
            else
                (name, filter) = (key, value);
        }

        SObjectType type = store.FindType(name, userId) ?? throw GraphException.Invalid($"Field '{name}' in type 'IdOperators' is undefined", field.Place);
        if (type.FindField(selected) is not { } found)
            throw GraphException.Invalid($"Field '{selected}' in type '{type.Name}' is undefined", field.Place);
        string condition = filter is null ? "" : Of(filter, type);
        return $"SELECT {found.Name} FROM {type.Name}" + (condition.Length == 0 ? "" : $" WHERE {condition}");
    }

    private JsonObject Object(JsonNode? node) =>
        node as JsonObject ?? throw GraphException.Invalid($"Validation error (WrongType@[{string.Join('/', field.Path)}]) : argument 'where' is not valid", field.Place);
}
