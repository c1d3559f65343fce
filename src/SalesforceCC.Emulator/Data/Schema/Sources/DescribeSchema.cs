using System.Text.Json;
using System.Text.Json.Nodes;

namespace SalesforceCC.Emulator.Data.Schema.Sources;

/// <summary>Makes a schema of what <c>/sobjects/X/describe</c> of some org has answered.</summary>
internal static class DescribeSchema
{
    // These come by themselves.
    private static readonly HashSet<string> s_system = new(StringComparer.OrdinalIgnoreCase)
    {
        "Id", "IsDeleted", "CreatedDate", "CreatedById", "LastModifiedDate", "LastModifiedById", "SystemModstamp",
    };

    private static readonly string[] s_withLength =
        ["string", "textarea", "email", "phone", "url", "picklist", "multipicklist", "combobox"];

    public static SchemaSource Read(IEnumerable<JsonElement> describes)
    {
        JsonElement[] all = [.. describes];
        Dictionary<(string, string), string> children = Children(all);
        JsonObject objects = new();
        foreach (JsonElement describe in all)
            objects[Text(describe, "name")!] = Object(describe, children);
        return new SchemaSource(JsonSerializer.SerializeToElement(objects), Imported: true);
    }

    /// <summary>What parents call their children: the describe of a child does not say it.</summary>
    private static Dictionary<(string Child, string Field), string> Children(JsonElement[] describes)
    {
        Dictionary<(string, string), string> names = [];
        foreach (JsonElement describe in describes)
        {
            if (!describe.TryGetProperty("childRelationships", out JsonElement relationships)) continue;
            foreach (JsonElement relationship in relationships.EnumerateArray())
                if (Text(relationship, "relationshipName") is { } name)
                    names[(Text(relationship, "childSObject")!, Text(relationship, "field")!)] = name;
        }
        return names;
    }

    private static JsonObject Object(JsonElement describe, Dictionary<(string, string), string> children)
    {
        string name = Text(describe, "name")!;
        JsonElement[] all = [.. describe.GetProperty("fields").EnumerateArray()];
        bool custom = name.EndsWith("__c", StringComparison.Ordinal);
        bool owned = all.Any(f => Text(f, "name") == "OwnerId");
        JsonObject fields = new();
        foreach (JsonElement field in all)
        {
            string fieldName = Text(field, "name")!;
            // Custom objects have an owner unless they have a master.
            if (s_system.Contains(fieldName) || (custom && fieldName == "OwnerId")) continue;
            if (Text(field, "type") is "location" || (Text(field, "type") is "address" && !fieldName.EndsWith("Address", StringComparison.Ordinal)))
                continue;
            JsonObject one = Field(field, children.GetValueOrDefault((name, fieldName)));
            if (IsMaster(field, custom && !owned)) one["cascade"] = true;
            fields[fieldName] = one;
        }
        JsonObject definition = new()
        {
            ["label"] = Text(describe, "label") ?? name,
            ["labelPlural"] = Text(describe, "labelPlural") ?? name,
            ["createable"] = Flag(describe, "createable"),
            ["updateable"] = Flag(describe, "updateable"),
            ["deletable"] = Flag(describe, "deletable"),
            ["fields"] = fields,
        };
        if (Text(describe, "keyPrefix") is { } prefix) definition["keyPrefix"] = prefix;
        if (all.Where(f => Flag(f, "nameField")).Select(f => Text(f, "name")).FirstOrDefault() is { } nameField)
            definition["nameField"] = nameField;
        if (!custom)
            definition["audit"] = string.Join(' ', all.Select(f => Text(f, "name")!).Where(f => s_system.Contains(f) && f is not ("Id" or "IsDeleted")));
        return definition;
    }

    private static JsonObject Field(JsonElement field, string? children)
    {
        string type = Text(field, "type")!;
        bool calculated = Flag(field, "calculated");
        bool defaulted = Flag(field, "defaultedOnCreate");
        JsonObject definition = new() { ["label"] = Text(field, "label"), ["type"] = TypeOf(field, type) };
        foreach (string flag in new[] { "unique", "externalId", "caseSensitive", "idLookup" })
            if (field.TryGetProperty(flag, out JsonElement value) && value.ValueKind is JsonValueKind.True or JsonValueKind.False)
                definition[flag] = Flag(field, flag);
        definition["createable"] = Flag(field, "createable");
        definition["updateable"] = Flag(field, "updateable");
        if (calculated) definition["calculated"] = true;
        else if (Flag(field, "autoNumber")) definition["autoNumber"] = "{00000}";
        else if (!Flag(field, "nillable") && Flag(field, "createable") && !defaulted && type != "boolean") definition["required"] = true;
        if (Text(field, "name") == "OwnerId") definition["default"] = "$user";
        else if (Default(field) is { } otherwise) definition["default"] = otherwise;
        if (type is "picklist" or "multipicklist" or "combobox") AddValues(definition, field);
        if (type == "reference") AddReference(definition, field, children);
        return definition;
    }

    private static string TypeOf(JsonElement field, string type) => type switch
    {
        "double" or "currency" or "percent" => FormattableString.Invariant($"{type}({Number(field, "precision", 18)},{Number(field, "scale", 0)})"),
        _ when s_withLength.Contains(type) => FormattableString.Invariant($"{type}({Number(field, "length", 255)})"),
        "id" or "reference" or "boolean" or "int" or "date" or "datetime" or "time" or "base64" or "address" => type,
        // Types that are rare hold text as far as this org is concerned.
        _ => FormattableString.Invariant($"string({Math.Max(Number(field, "length", 255), 255)})"),
    };

    private static void AddValues(JsonObject definition, JsonElement field)
    {
        JsonElement[] values = field.TryGetProperty("picklistValues", out JsonElement list) ? [.. list.EnumerateArray()] : [];
        definition["values"] = new JsonArray([.. values.Where(v => Flag(v, "active")).Select(v => (JsonNode?)Text(v, "value"))]);
        definition["restricted"] = Flag(field, "restrictedPicklist");
        if (values.Where(v => Flag(v, "defaultValue")).Select(v => Text(v, "value")).FirstOrDefault() is { } value)
            definition["default"] = value;
    }

    private static void AddReference(JsonObject definition, JsonElement field, string? children)
    {
        definition["to"] = new JsonArray([.. field.GetProperty("referenceTo").EnumerateArray().Select(t => (JsonNode?)t.GetString())]);
        if (Text(field, "relationshipName") is { } relationship) definition["relationship"] = relationship;
        if (children is not null) definition["children"] = children;
    }

    /// <summary>References to a master are numbered; older describes do not say it, but rows without owner have one.</summary>
    private static bool IsMaster(JsonElement field, bool ownerless) =>
        Text(field, "type") == "reference" &&
        ((field.TryGetProperty("relationshipOrder", out JsonElement order) && order.ValueKind == JsonValueKind.Number) ||
            (ownerless && Flag(field, "custom") && !Flag(field, "nillable")));

    private static string? Default(JsonElement field) =>
        field.TryGetProperty("defaultValue", out JsonElement value) && value.ValueKind is JsonValueKind.True or JsonValueKind.String or JsonValueKind.Number
            ? value.ValueKind == JsonValueKind.True ? "true" : value.ToString()
            : null;

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static bool Flag(JsonElement json, string name) =>
        json.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.True;

    private static int Number(JsonElement json, string name, int otherwise) =>
        json.TryGetProperty(name, out JsonElement value) && value.TryGetInt32(out int number) && number > 0 ? number
        : name == "scale" ? 0 : otherwise;
}
