using System.Text.Json;
using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Data.Rows;
using SalesforceCC.Emulator.Http;
using SalesforceCC.Emulator.Rest;

namespace SalesforceCC.Emulator.Composite;

/// <summary>
/// The body of a request for trees: records of the object that the URL names, each with its children as
/// <c>"Contacts":{"records":[...]}</c>. The texts of what is refused are from memory.
/// </summary>
internal sealed class TreeRequest
{
    private const int MaxRecords = 200;
    private const int MaxLevels = 5;
    private const int MaxTypes = 5;

    private readonly OrgStore _store;
    private readonly Call _call;

    private TreeRequest(OrgStore store, Call call)
    {
        _store = store;
        _call = call;
    }

    /// <summary>The records by levels, and in each in their order.</summary>
    public List<List<TreeRow>> Levels { get; } = [];

    /// <summary>Records whose reference id another one has, too; none of the request is saved.</summary>
    public IReadOnlyList<TreeRow> Duplicates =>
        [.. Levels.SelectMany(l => l).GroupBy(r => r.ReferenceId, StringComparer.Ordinal).Where(g => g.Count() > 1).SelectMany(g => g)];

    /// <exception cref="SalesforceError">The request cannot be read, or is too large.</exception>
    public static TreeRequest Read(OrgStore store, Call call)
    {
        TreeRequest request = new(store, call);
        SObjectType type = store.TypeOf(call);
        if (!call.ReadObject().TryGetProperty("records", out JsonElement records) || records.ValueKind != JsonValueKind.Array)
            throw new SalesforceError(400, "MISSING_ARGUMENT", "The request needs an array named records");
        request.Add(records, type, parent: null, field: null, level: 0);
        TreeRow[] all = [.. request.Levels.SelectMany(l => l)];
        if (all.Length > MaxRecords)
            throw Invalid($"The request can have no more than {MaxRecords} records, and has {all.Length}");
        if (all.Select(r => r.Type.Name).Distinct().Count() is > MaxTypes and int types)
            throw Invalid($"The request can have records of no more than {MaxTypes} types, and has {types}");
        return request;
    }

    private void Add(JsonElement records, SObjectType type, TreeRow? parent, string? field, int level)
    {
        if (level >= MaxLevels)
            throw Invalid($"The records can lie no more than {MaxLevels} levels deep");
        if (Levels.Count == level)
            Levels.Add([]);
        foreach (JsonElement record in records.EnumerateArray())
        {
            TreeRow row = new(TypeOf(record, type), ReferenceOf(record), record, parent, field);
            Levels[level].Add(row);
            foreach (JsonProperty property in record.EnumerateObject())
                if (TreeRow.IsChildren(property.Value))
                    AddChildren(row, property, level + 1);
        }
    }

    private void AddChildren(TreeRow row, JsonProperty children, int level)
    {
        ChildRelationship relationship = row.Type.FindChildren(children.Name) ?? throw RowInput.NoSuchField(row.Type, children.Name);
        SObjectType type = _store.FindType(relationship.ChildSObject, _call.UserId) ?? throw RowInput.NoSuchField(row.Type, children.Name);
        Add(children.Value.GetProperty("records"), type, row, relationship.Field, level);
    }

    private SObjectType TypeOf(JsonElement record, SObjectType expected)
    {
        if (record.ValueKind != JsonValueKind.Object)
            throw new SalesforceError(400, "JSON_PARSER_ERROR", "Each of the records must be a JSON object");
        string name = Attribute(record, "type") ?? throw Invalid("Include a type for each record in the request");
        return _store.FindType(name, _call.UserId) is not { } type
            ? throw new SalesforceError(400, "INVALID_TYPE", $"sObject type '{name}' is not supported.")
            : type.Name == expected.Name ? type : throw Invalid($"The record is of the type {type.Name}, where {expected.Name} is expected");
    }

    private static string ReferenceOf(JsonElement record) =>
        Attribute(record, "referenceId") is { Length: > 0 } id ? id : throw Invalid("Include a reference ID for each record in the request");

    private static string? Attribute(JsonElement record, string name) =>
        record.TryGetProperty("attributes", out JsonElement attributes) && attributes.ValueKind == JsonValueKind.Object &&
        attributes.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    private static SalesforceError Invalid(string message) => new(400, "INVALID_INPUT", message);
}
