using System.Text.Json;
using SalesforceCC.Json;

namespace SalesforceCC.Events.Avro;

/// <summary>Reads the JSON of a schema.</summary>
internal sealed class AvroSchemaParser
{
    // Records and enums, by their full names.
    private readonly Dictionary<string, AvroSchema> _named = new(StringComparer.Ordinal);

    private AvroSchemaParser()
    {
    }

    public static AvroSchema Parse(string json)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            return new AvroSchemaParser().Read(document.RootElement, "");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // A text with half a surrogate pair is JSON, and no string.
            throw JsonSource.Invalid("The event schema is not JSON.", e);
        }
    }

    /// <param name="schema">Any schema.</param>
    /// <param name="space">The namespace around it.</param>
    private AvroSchema Read(JsonElement schema, string space) => schema.ValueKind switch
    {
        JsonValueKind.String => OfName(schema.GetString()!, space),
        JsonValueKind.Array => ReadUnion(schema, space),
        JsonValueKind.Object => ReadObject(schema, space),
        _ => throw Invalid($"a schema cannot be {schema.ValueKind}"),
    };

    private AvroSchema OfName(string name, string space) =>
        Primitive(name) is { } kind ? new AvroSchema(kind)
        : name.IndexOf('.') < 0 && _named.TryGetValue(Full(name, space), out AvroSchema? near) ? near
        : _named.TryGetValue(name, out AvroSchema? known) ? known
        : throw Invalid($"the type '{name}' is not defined before it is used, or is one that events do not have");

    private AvroSchema ReadUnion(JsonElement schema, string space)
    {
        AvroSchema union = new(AvroKind.Union) { Branches = [.. schema.EnumerateArray().Select(b => Read(b, space))] };
        if (union.Branches.Length == 0)
            throw Invalid("a union has no branches");
        if (Array.Exists(union.Branches, static b => b.Kind == AvroKind.Union))
            throw Invalid("a union lies directly in another");
        return union;
    }

    private AvroSchema ReadObject(JsonElement schema, string space)
    {
        if (!schema.TryGetProperty("type", out JsonElement type))
            throw Invalid("a type is missing");
        if (type.ValueKind != JsonValueKind.String)
            return Read(type, space);
        switch (type.GetString())
        {
            case "record" or "error":
                return ReadRecord(schema, space);
            case "enum":
                AvroSchema symbols = Define(AvroKind.Enum, schema, space, out _);
                symbols.Symbols = [.. List(schema, "symbols").Select(Text)];
                return symbols;
            case "array":
                return new AvroSchema(AvroKind.Array)
                {
                    Items = Read(schema.TryGetProperty("items", out JsonElement items) ? items : throw Invalid("an array has no items"), space),
                };
            default:
                return OfName(type.GetString()!, space);
        }
    }

    private AvroSchema ReadRecord(JsonElement schema, string space)
    {
        AvroSchema record = Define(AvroKind.Record, schema, space, out string inner);
        List<AvroField> fields = [];
        HashSet<string> names = new(StringComparer.Ordinal);
        foreach (JsonElement field in List(schema, "fields"))
        {
            if (field.ValueKind != JsonValueKind.Object || !field.TryGetProperty("type", out JsonElement type))
                throw Invalid($"a field of {record.FullName} has no type");
            string name = Member(field, "name") ?? throw Invalid($"a field of {record.FullName} has no name");
            if (!names.Add(name))
                throw Invalid($"{record.FullName} has the field '{name}' twice");
            fields.Add(new AvroField(name, Read(type, inner), Member(field, "doc")));
        }

        record.Fields = [.. fields];
        return record;
    }

    private AvroSchema Define(AvroKind kind, JsonElement schema, string space, out string inner)
    {
        string name = Member(schema, "name") ?? throw Invalid($"a {kind} has no name");
        string full = Full(name, Member(schema, "namespace") ?? space);
        AvroSchema defined = new(kind, full);
        if (defined.Name.Length == 0 || Primitive(full) is not null)
            throw Invalid($"'{full}' is no name for a type");
        if (_named.ContainsKey(full))
            throw Invalid($"the type '{full}' is defined twice");
        _named.Add(full, defined);
        inner = full.Substring(0, Math.Max(0, full.Length - defined.Name.Length - 1));
        return defined;
    }

    private static string Full(string name, string space) => name.IndexOf('.') >= 0 || space.Length == 0 ? name : space + "." + name;

    private static string? Member(JsonElement schema, string name) =>
        !schema.TryGetProperty(name, out JsonElement value) || value.ValueKind == JsonValueKind.Null ? null : Text(value);

    private static string Text(JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? value.GetString()! : throw Invalid($"{value.ValueKind} stands where a text should");

    private static IEnumerable<JsonElement> List(JsonElement schema, string name) =>
        schema.TryGetProperty(name, out JsonElement list) && list.ValueKind == JsonValueKind.Array
            ? list.EnumerateArray()
            : throw Invalid($"the list '{name}' is missing");

    private static AvroKind? Primitive(string name) => name switch
    {
        "null" => AvroKind.Null,
        "boolean" => AvroKind.Boolean,
        "int" => AvroKind.Int,
        "long" => AvroKind.Long,
        "float" => AvroKind.Float,
        "double" => AvroKind.Double,
        "string" => AvroKind.String,
        "bytes" => AvroKind.Bytes,
        _ => null,
    };

    private static SfException Invalid(string what) => JsonSource.Invalid($"The event schema is not as expected: {what}.");
}
