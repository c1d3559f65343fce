using System.Text.Json;
using SalesforceCC.Emulator.Data;

namespace SalesforceCC.Emulator.Rest;

/// <summary>Writes an object's describe with every key that real describes have, in their order.</summary>
internal static class DescribeWriter
{
    public static void WriteSummary(Utf8JsonWriter writer, SObjectType type, string versionPath)
    {
        writer.WriteStartObject();
        WriteTraits(writer, type);
        writer.WriteStartObject("urls");
        WriteUrls(writer, type, versionPath);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    public static void WriteFull(Utf8JsonWriter writer, SObjectType type, string versionPath)
    {
        writer.WriteStartObject();
        WriteEmpty(writer, "actionOverrides");
        WriteTraits(writer, type, WriteChildren, WriteFields);
        WriteEmpty(writer, "namedLayoutInfos");
        writer.WriteNull("networkScopeFieldName");
        WriteRecordTypes(writer);
        writer.WriteBoolean("searchLayoutable", true);
        writer.WriteString("sobjectDescribeOption", "FULL");
        WriteScopes(writer, type);
        writer.WriteStartObject("urls");
        writer.WriteString("compactLayouts", $"{versionPath}/sobjects/{type.Name}/describe/compactLayouts");
        writer.WriteString("uiDetailTemplate", "/{ID}");
        writer.WriteString("uiEditTemplate", "/{ID}/e");
        writer.WriteString("uiNewRecord", $"/{type.KeyPrefix}/e");
        writer.WriteString("layouts", $"{versionPath}/sobjects/{type.Name}/describe/layouts");
        WriteUrls(writer, type, versionPath);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    /// <summary>What the list of objects and a describe have in common; the latter has more in between.</summary>
    private static void WriteTraits(
        Utf8JsonWriter writer,
        SObjectType type,
        Action<Utf8JsonWriter, SObjectType>? children = null,
        Action<Utf8JsonWriter, SObjectType>? fields = null)
    {
        writer.WriteBoolean("activateable", false);
        writer.WriteNull("associateEntityType");
        writer.WriteNull("associateParentEntity");
        children?.Invoke(writer, type);
        if (fields is not null)
            writer.WriteBoolean("compactLayoutable", true);
        writer.WriteBoolean("createable", type.Createable);
        writer.WriteBoolean("custom", type.Custom);
        writer.WriteBoolean("customSetting", false);
        writer.WriteBoolean("deepCloneable", false);
        if (fields is not null)
            writer.WriteNull("defaultImplementation");
        writer.WriteBoolean("deletable", type.Deletable);
        writer.WriteBoolean("deprecatedAndHidden", false);
        if (fields is not null)
        {
            writer.WriteNull("extendedBy");
            writer.WriteNull("extendsInterfaces");
        }

        writer.WriteBoolean("feedEnabled", !type.Custom);
        fields?.Invoke(writer, type);
        writer.WriteBoolean("hasSubtypes", false);
        if (fields is not null)
        {
            writer.WriteNull("implementedBy");
            writer.WriteNull("implementsInterfaces");
        }

        writer.WriteBoolean("isInterface", false);
        writer.WriteBoolean("isSubtype", false);
        writer.WriteString("keyPrefix", type.KeyPrefix);
        writer.WriteString("label", type.Label);
        writer.WriteString("labelPlural", type.LabelPlural);
        writer.WriteBoolean("layoutable", true);
        if (fields is not null)
        {
            writer.WriteNull("listviewable");
            writer.WriteNull("lookupLayoutable");
        }

        writer.WriteBoolean("mergeable", type.Name is "Account" or "Contact" or "Lead" or "Case");
        writer.WriteBoolean("mruEnabled", true);
        writer.WriteString("name", type.Name);
        writer.WriteBoolean("queryable", true);
        writer.WriteBoolean("replicateable", true);
        writer.WriteBoolean("retrieveable", true);
        writer.WriteBoolean("searchable", true);
        writer.WriteBoolean("triggerable", true);
        writer.WriteBoolean("undeletable", type.Deletable);
        writer.WriteBoolean("updateable", type.Updateable);
    }

    private static void WriteFields(Utf8JsonWriter writer, SObjectType type)
    {
        writer.WriteStartArray("fields");
        foreach (var field in type.Fields)
            FieldWriter.Write(writer, field);
        writer.WriteEndArray();
    }

    private static void WriteChildren(Utf8JsonWriter writer, SObjectType type)
    {
        writer.WriteStartArray("childRelationships");
        foreach (var child in type.ChildRelationships)
        {
            writer.WriteStartObject();
            writer.WriteBoolean("cascadeDelete", child.CascadeDelete);
            writer.WriteString("childSObject", child.ChildSObject);
            writer.WriteBoolean("deprecatedAndHidden", false);
            writer.WriteString("field", child.Field);
            WriteEmpty(writer, "junctionIdListNames");
            WriteEmpty(writer, "junctionReferenceTo");
            writer.WriteString("relationshipName", child.RelationshipName);
            writer.WriteBoolean("restrictedDelete", false);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteRecordTypes(Utf8JsonWriter writer)
    {
        writer.WriteStartArray("recordTypeInfos");
        writer.WriteStartObject();
        writer.WriteBoolean("active", true);
        writer.WriteBoolean("available", true);
        writer.WriteBoolean("defaultRecordTypeMapping", true);
        writer.WriteString("developerName", "Master");
        writer.WriteBoolean("master", true);
        writer.WriteString("name", "Master");
        writer.WriteString("recordTypeId", "012000000000000AAA");
        writer.WriteStartObject("urls");
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndArray();
    }

    private static void WriteScopes(Utf8JsonWriter writer, SObjectType type)
    {
        writer.WriteStartArray("supportedScopes");
        foreach (var (label, name) in new[] { ("All ", "everything"), ("My ", "mine") })
        {
            writer.WriteStartObject();
            writer.WriteString("label", label + type.LabelPlural);
            writer.WriteString("name", name);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteUrls(Utf8JsonWriter writer, SObjectType type, string versionPath)
    {
        writer.WriteString("rowTemplate", $"{versionPath}/sobjects/{type.Name}/{{ID}}");
        writer.WriteString("describe", $"{versionPath}/sobjects/{type.Name}/describe");
        writer.WriteString("sobject", $"{versionPath}/sobjects/{type.Name}");
    }

    private static void WriteEmpty(Utf8JsonWriter writer, string name)
    {
        writer.WriteStartArray(name);
        writer.WriteEndArray();
    }
}
