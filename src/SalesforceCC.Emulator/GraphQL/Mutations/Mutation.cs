using System.Text.Json.Nodes;
using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.GraphQL.Queries;
using SalesforceCC.Emulator.Soql.Plans;

namespace SalesforceCC.Emulator.GraphQL.Mutations;

/// <summary>One operation, and what becomes of it.</summary>
internal sealed class Mutation(GraphField asked, RowOperation operation, SObjectType type, JsonObject fields)
{
    private static readonly (string Suffix, RowOperation Operation)[] s_operations =
        [("Create", RowOperation.Insert), ("Update", RowOperation.Update), ("Delete", RowOperation.Delete)];

    public GraphField Field => asked;

    public RowOperation Operation => operation;

    public SObjectType Type => type;

    /// <summary>The values that are saved.</summary>
    public JsonObject Fields => fields;

    /// <summary>The record; null before it is made, and after a failure.</summary>
    public string? RecordId { get; set; }

    public bool Failed { get; set; }

    /// <summary>Reads what is asked of the record; null where nothing is.</summary>
    public Func<(RowPlan Plan, NodeShape Node)>? Record { get; private init; }

    /// <exception cref="GraphException">ValidationError.</exception>
    public static Mutation Of(GraphField field, QueryCompiler queries)
    {
        foreach ((string suffix, RowOperation operation) in s_operations)
        {
            if (!field.Name.EndsWith(suffix, StringComparison.Ordinal) || field.Name.Length == suffix.Length)
                continue;
            SObjectType type = queries.TypeOf(field, field.Name[..^suffix.Length], "UIAPIMutations");
            field.Takes("input");
            if (field.Arguments.GetValueOrDefault("input") is not JsonObject input)
                throw GraphException.Invalid($"Validation error (MissingFieldArgument@[{string.Join('/', field.Path)}]) : Missing field argument 'input'", field.Place);
            JsonObject values = input[type.Name] as JsonObject ?? [];
            Check(field, input, values, operation, type);
            return new Mutation(field, operation, type, values)
            {
                RecordId = operation == RowOperation.Insert ? null : (string?)input["Id"],
                Record = Payload(field, operation, type, queries),
            };
        }

        throw GraphException.Undefined(field, "UIAPIMutations");
    }

    private static void Check(GraphField field, JsonObject input, JsonObject values, RowOperation operation, SObjectType type)
    {
        string inputType = $"{type.Name}{operation}Input";
        foreach ((string name, JsonNode? _) in input)
        {
            if (name != type.Name && !(name == "Id" && operation != RowOperation.Insert))
                throw GraphException.Invalid($"Validation error (WrongType@[{string.Join('/', field.Path)}]) : argument 'input' contains a field not in '{inputType}': '{name}'", field.Place);
        }

        foreach ((string name, JsonNode? _) in values)
        {
            if (type.FindField(name) is not { } found || found.Name != name)
                throw GraphException.Invalid($"Validation error (WrongType@[{string.Join('/', field.Path)}]) : argument 'input.{type.Name}' contains a field not in '{type.Name}{operation}Representation': '{name}'", field.Place);
        }

        if (operation != RowOperation.Insert && input["Id"] is null)
            throw GraphException.Invalid($"Validation error (WrongType@[{string.Join('/', field.Path)}]) : argument 'input' is missing required fields '[Id]'", field.Place);
    }

    private static Func<(RowPlan Plan, NodeShape Node)>? Payload(GraphField field, RowOperation operation, SObjectType type, QueryCompiler queries)
    {
        Func<(RowPlan Plan, NodeShape Node)>? record = null;
        foreach (GraphField member in field.Selected($"{type.Name}{operation}Payload"))
        {
            bool known = operation == RowOperation.Delete ? member.Name is "Id" : member.Name is "Record" or "success";
            if (member.Name == "Record" && known)
                record = queries.Record(member, type);
            else if (!known && member.Name != "__typename")
                throw GraphException.Undefined(member, $"{type.Name}{operation}Payload");
        }

        return record;
    }
}
