using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace SalesforceCC.Emulator.Data.Schema.Sources;

/// <summary>Reads objects and fields as metadata has them, in the source of a project and in packages.</summary>
internal static class CustomObjectXml
{
    /// <summary>Adds what the file of an object says; in the form of the Metadata API, fields stand there, too.</summary>
    public static void AddObject(JsonObject definition, string name, XElement xml)
    {
        AddTraits(definition, xml);
        foreach (XElement field in xml.Elements().Where(e => e.Name.LocalName == "fields")) AddField(definition, name, field);
    }

    private static void AddTraits(JsonObject definition, XElement xml)
    {
        if (Text(xml, "label") is { } label) definition["label"] = label;
        if (Text(xml, "pluralLabel") is { } plural) definition["labelPlural"] = plural;
        if (Text(xml, "publishBehavior") is { } behavior) definition["publishImmediately"] = behavior == "PublishImmediately";
        if (Child(xml, "nameField") is not { } nameField) return;
        JsonObject name = new() { ["type"] = "string(80)", ["label"] = Text(nameField, "label") ?? "Name" };
        if (Text(nameField, "type") == "AutoNumber") name["autoNumber"] = AutoNumber(nameField);
        definition["fields"]!["Name"] = name;
    }

    /// <summary>Adds a custom field; false for others, and for types that the org has not.</summary>
    public static bool AddField(JsonObject definition, string objectName, XElement xml)
    {
        string? name = Text(xml, "fullName");
        // Files of standard fields change what the org has by itself.
        if (name is null || !name.EndsWith("__c", StringComparison.Ordinal) || Text(xml, "type") is not { } type) return false;
        if (FieldOf(xml, type, objectName) is not { } field) return false;
        field["label"] = Text(xml, "label") ?? FieldLabel.From(name, false);
        foreach (string flag in new[] { "required", "unique", "externalId", "caseSensitive" })
            if (Text(xml, flag) == "true") field[flag] = true;
        if (Child(xml, "formula") is not null) field["calculated"] = true;
        if (type == "Checkbox" && Text(xml, "defaultValue") == "true") field["default"] = "true";
        definition["fields"]![name] = field;
        return true;
    }

    private static JsonObject? FieldOf(XElement xml, string type, string objectName) => type switch
    {
        "Text" or "EncryptedText" => Typed($"string({Text(xml, "length") ?? (Child(xml, "formula") is null ? "255" : "1300")})"),
        "TextArea" => Typed("textarea(255)"),
        "LongTextArea" or "Html" => Typed($"textarea({Text(xml, "length") ?? "32768"})"),
        "Number" => Typed($"double({Digits(xml)})"),
        "Currency" => Typed($"currency({Digits(xml)})"),
        "Percent" => Typed($"percent({Digits(xml)})"),
        "Summary" => With(Typed("double(18,2)"), "calculated", true),
        "Checkbox" => Typed("boolean"),
        "Date" => Typed("date"),
        "DateTime" => Typed("datetime"),
        "Time" => Typed("time"),
        "Email" => Typed("email"),
        "Phone" => Typed("phone"),
        "Url" => Typed("url"),
        "AutoNumber" => With(Typed("string(30)"), "autoNumber", AutoNumber(xml)),
        "Picklist" => Picklist("picklist", xml),
        "MultiselectPicklist" => Picklist("multipicklist", xml),
        "Lookup" => Reference(xml, Text(xml, "referenceTo")),
        "Hierarchy" => Reference(xml, objectName),
        "MasterDetail" => With(With(Reference(xml, Text(xml, "referenceTo")), "cascade", true), "required", true),
        // Places on the map and parents outside of the org: there are none here.
        "Location" or "ExternalLookup" or "IndirectLookup" or "MetadataRelationship" => null,
        _ => Typed("string(255)"),
    };

    private static JsonObject Typed(string type) => new() { ["type"] = type };

    private static JsonObject With(JsonObject field, string name, JsonNode value)
    {
        field[name] = value;
        return field;
    }

    private static JsonObject Picklist(string type, XElement xml)
    {
        XElement? set = Child(xml, "valueSet");
        XElement[] values = [.. (Child(set, "valueSetDefinition")?.Elements() ?? []).Where(e => e.Name.LocalName == "value" && Text(e, "isActive") != "false")];
        JsonObject field = Typed(type);
        field["values"] = new JsonArray([.. values.Select(v => (JsonNode?)Text(v, "fullName"))]);
        // Values of a set that stands elsewhere are not known here, so any is taken.
        if (values.Length > 0 && Text(set, "restricted") == "true") field["restricted"] = true;
        if (values.FirstOrDefault(v => Text(v, "default") == "true") is { } otherwise) field["default"] = Text(otherwise, "fullName");
        return field;
    }

    private static JsonObject Reference(XElement xml, string? target)
    {
        JsonObject field = Typed("reference");
        field["to"] = target ?? "User";
        if (Text(xml, "relationshipName") is { } name) field["children"] = $"{name}__r";
        return field;
    }

    // The source counts the digits in all, as describe does.
    private static string Digits(XElement xml) => $"{Text(xml, "precision") ?? "18"},{Text(xml, "scale") ?? "0"}";

    private static string AutoNumber(XElement xml) => Text(xml, "displayFormat") is { } format && format.Contains("{0", StringComparison.Ordinal) ? format : "{00000}";

    private static XElement? Child(XElement? xml, string name) => xml?.Elements().FirstOrDefault(e => e.Name.LocalName == name);

    private static string? Text(XElement? xml, string name) => Child(xml, name)?.Value.Trim();
}
