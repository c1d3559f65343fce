using System.Text.Json;
using SalesforceCC.Emulator.Data;

namespace SalesforceCC.Emulator.Rest;

/// <summary>Writes one field of a describe with every key that real ones have, in their order.</summary>
internal static class FieldWriter
{
    public static void Write(Utf8JsonWriter writer, SObjectField field)
    {
        bool isId = field.Type == "id";
        bool isNumber = field.Type is "double" or "currency" or "percent";
        bool isLongText = field.Type == "textarea" && field.Length > 255;
        bool isCompound = field.Type is "address" or "location";
        bool isPolymorphic = field.ReferenceTo.Count > 1;

        writer.WriteStartObject();
        writer.WriteBoolean("aggregatable", !isLongText && !isCompound && field.Type != "boolean");
        writer.WriteBoolean("aiPredictionField", false);
        writer.WriteBoolean("autoNumber", field.AutoNumber);
        writer.WriteNumber("byteLength", isId || field.Type == "reference" ? field.Length : field.Length * 3);
        writer.WriteBoolean("calculated", field.Calculated);
        writer.WriteNull("calculatedFormula");
        writer.WriteBoolean("cascadeDelete", false);
        writer.WriteBoolean("caseSensitive", field.CaseSensitive);
        writer.WriteNull("compoundFieldName");
        writer.WriteNull("controllerName");
        writer.WriteBoolean("createable", field.Createable);
        writer.WriteBoolean("custom", field.Custom);
        WriteDefault(writer, field);
        writer.WriteNull("defaultValueFormula");
        writer.WriteBoolean("defaultedOnCreate", field.DefaultedOnCreate);
        writer.WriteBoolean("dependentPicklist", false);
        writer.WriteBoolean("deprecatedAndHidden", false);
        writer.WriteNumber("digits", field.Type == "int" ? Math.Max(field.Precision, 8) : 0);
        writer.WriteBoolean("displayLocationInDecimal", field.Type == "location");
        writer.WriteBoolean("encrypted", false);
        writer.WriteBoolean("externalId", field.ExternalId);
        writer.WriteString("extraTypeInfo", isLongText ? "plaintextarea" : null);
        writer.WriteBoolean("filterable", field.Filterable);
        writer.WriteNull("filteredLookupInfo");
        writer.WriteBoolean("formulaTreatNullNumberAsZero", false);
        writer.WriteBoolean("groupable", field.Groupable);
        writer.WriteBoolean("highScaleNumber", false);
        writer.WriteBoolean("htmlFormatted", false);
        writer.WriteBoolean("idLookup", isId || field.IdLookup);
        writer.WriteNull("inlineHelpText");
        writer.WriteString("label", field.Label);
        writer.WriteNumber("length", field.Length);
        writer.WriteNull("mask");
        writer.WriteNull("maskType");
        writer.WriteString("name", field.Name);
        writer.WriteBoolean("nameField", field.NameField);
        writer.WriteBoolean("namePointing", isPolymorphic);
        writer.WriteBoolean("nillable", field.Nillable);
        writer.WriteBoolean("permissionable", field.Nillable && (field.Createable || field.Calculated));
        WritePicklist(writer, field);
        writer.WriteBoolean("polymorphicForeignKey", isPolymorphic);
        writer.WriteNumber("precision", isNumber ? field.Precision : 0);
        writer.WriteBoolean("queryByDistance", isCompound);
        writer.WriteNull("referenceTargetField");
        WriteStrings(writer, "referenceTo", field.ReferenceTo);
        writer.WriteString("relationshipName", field.RelationshipName);
        writer.WriteNull("relationshipOrder");
        writer.WriteBoolean("restrictedDelete", false);
        writer.WriteBoolean("restrictedPicklist", field.RestrictedPicklist);
        writer.WriteNumber("scale", field.Scale);
        writer.WriteBoolean("searchPrefilterable", field.Type == "reference");
        writer.WriteString("soapType", SoapType(field.Type));
        writer.WriteBoolean("sortable", field.Sortable);
        writer.WriteString("type", field.Type);
        writer.WriteBoolean("unique", field.Unique);
        writer.WriteBoolean("updateable", field.Updateable);
        writer.WriteBoolean("writeRequiresMasterRead", false);
        writer.WriteEndObject();
    }

    private static void WriteDefault(Utf8JsonWriter writer, SObjectField field)
    {
        if (field.Type == "boolean")
            writer.WriteBoolean("defaultValue", field.DefaultValue == "true");
        else
            writer.WriteString("defaultValue", field.DefaultValue is ['$', ..] ? null : field.DefaultValue);
    }

    private static void WritePicklist(Utf8JsonWriter writer, SObjectField field)
    {
        writer.WriteStartArray("picklistValues");
        foreach (string value in field.PicklistValues)
        {
            writer.WriteStartObject();
            writer.WriteBoolean("active", true);
            writer.WriteBoolean("defaultValue", value == field.DefaultValue);
            writer.WriteString("label", value);
            writer.WriteNull("validFor");
            writer.WriteString("value", value);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteStrings(Utf8JsonWriter writer, string name, IReadOnlyList<string> values)
    {
        writer.WriteStartArray(name);
        foreach (string value in values)
            writer.WriteStringValue(value);
        writer.WriteEndArray();
    }

    private static string SoapType(string type) => type switch
    {
        "id" or "reference" => "tns:ID",
        "boolean" => "xsd:boolean",
        "int" => "xsd:int",
        "double" or "currency" or "percent" => "xsd:double",
        "date" => "xsd:date",
        "datetime" => "xsd:dateTime",
        "time" => "xsd:time",
        "base64" => "xsd:base64Binary",
        "address" or "location" => "urn:" + type,
        _ => "xsd:string",
    };
}
