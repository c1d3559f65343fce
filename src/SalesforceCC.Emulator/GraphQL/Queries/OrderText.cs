using System.Text.Json.Nodes;
using SalesforceCC.Emulator.Data;

namespace SalesforceCC.Emulator.GraphQL.Queries;

/// <summary><c>orderBy</c> as SOQL.</summary>
internal sealed class OrderText(OrgStore store, string userId)
{
    public string Of(GraphField field, SObjectType type)
    {
        List<string> items = [];
        if (field.Arguments.GetValueOrDefault("orderBy") is { } order)
            Add(items, order, type, "", field);
        return items.Count == 0 ? "" : " ORDER BY " + string.Join(", ", items);
    }

    private void Add(List<string> items, JsonNode order, SObjectType type, string path, GraphField field)
    {
        if (order is JsonArray list)
        {
            foreach (JsonNode? one in list)
                if (one is not null) Add(items, one, type, path, field);
            return;
        }

        foreach ((string name, JsonNode? clause) in order as JsonObject ?? throw GraphException.Invalid("orderBy is an object", field.Place))
        {
            if (type.FindField(name) is { } value && value.Name == name)
                items.Add($"{path}{name} {Direction(clause, "order", "ASC", field)} NULLS {Direction(clause, "nulls", "FIRST", field)}");
            else if (type.FindReference(name) is { } reference && clause is not null && store.FindType(reference.ReferenceTo[0], userId) is { } parent)
                Add(items, clause, parent, $"{path}{name}.", field);
            else
                throw GraphException.Invalid($"Field '{name}' in type '{type.Name}_OrderBy' is undefined", field.Place);
        }
    }

    private static string Direction(JsonNode? clause, string member, string otherwise, GraphField field) => ((string?)clause?[member])?.ToUpperInvariant() switch
    {
        null => otherwise,
        "ASC" => "ASC",
        "DESC" => "DESC",
        "FIRST" => "FIRST",
        "LAST" => "LAST",
        var other => throw GraphException.Invalid($"'{other}' is no value of {member}", field.Place),
    };
}
