using System.Text.Json;
using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Rest.Layouts;
using SalesforceCC.Emulator.Rest.ListViews;

namespace SalesforceCC.Emulator.Rest;

/// <summary>Writes an object's describe with every key that real describes have, in their order.</summary>
internal static class DescribeWriter
{
    /// <summary>One object in the list of all.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="type">The object.</param>
    /// <param name="path">Where its resources are: those of the version, or the Tooling API's below it.</param>
    public static void WriteSummary(Utf8JsonWriter writer, SObjectType type, string path)
    {
        writer.WriteStartObject();
        WriteTraits(writer, type, path, full: false);
        WriteUrls(writer, type, path, origin: null);
        writer.WriteEndObject();
    }

    /// <summary>All about an object.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="type">The object.</param>
    /// <param name="path">Where its resources are.</param>
    /// <param name="origin">Where the org itself is, for pages of the browser.</param>
    public static void WriteFull(Utf8JsonWriter writer, SObjectType type, string path, string origin)
    {
        writer.WriteStartObject();
        WriteEmpty(writer, "actionOverrides");
        WriteTraits(writer, type, path, full: true);
        WriteUrls(writer, type, path, origin);
        writer.WriteEndObject();
    }

    /// <summary>Traits in the order of their names; the list of objects leaves some out.</summary>
    private static void WriteTraits(Utf8JsonWriter writer, SObjectType type, string path, bool full)
    {
        // Events have no rows, and so nothing of what can be done with rows.
        bool rows = !type.IsEvent && type.ChangesOf is null;
        writer.WriteBoolean("activateable", false);
        writer.WriteString("associateEntityType", type.ChangesOf is null ? null : "ChangeEvent");
        writer.WriteString("associateParentEntity", type.ChangesOf);
        if (full)
        {
            WriteChildren(writer, type);
            writer.WriteBoolean("compactLayoutable", true);
        }

        writer.WriteBoolean("createable", type.Createable);
        writer.WriteBoolean("custom", type.Custom);
        writer.WriteBoolean("customSetting", false);
        writer.WriteBoolean("deepCloneable", false);
        if (full)
            writer.WriteNull("defaultImplementation");
        writer.WriteBoolean("deletable", type.Deletable);
        writer.WriteBoolean("deprecatedAndHidden", false);
        if (full)
        {
            writer.WriteNull("extendedBy");
            writer.WriteNull("extendsInterfaces");
        }

        writer.WriteBoolean("feedEnabled", rows && !type.Custom);
        if (full)
            WriteFields(writer, type);
        writer.WriteBoolean("hasSubtypes", false);
        if (full)
        {
            writer.WriteNull("implementedBy");
            writer.WriteNull("implementsInterfaces");
        }

        writer.WriteBoolean("isInterface", false);
        writer.WriteBoolean("isSubtype", false);
        writer.WriteString("keyPrefix", type.ChangesOf is null ? type.KeyPrefix : null);
        writer.WriteString("label", type.Label);
        writer.WriteString("labelPlural", type.LabelPlural);
        writer.WriteBoolean("layoutable", ListViewColumns.Has(type));
        if (full)
        {
            writer.WriteNull("listviewable");
            writer.WriteNull("lookupLayoutable");
        }

        writer.WriteBoolean("mergeable", type.Name is "Account" or "Contact" or "Lead" or "Case");
        writer.WriteBoolean("mruEnabled", rows);
        writer.WriteString("name", type.Name);
        if (full)
        {
            WriteEmpty(writer, "namedLayoutInfos");
            writer.WriteNull("networkScopeFieldName");
        }

        writer.WriteBoolean("queryable", rows);
        if (full)
            WriteRecordTypes(writer, type, path);
        writer.WriteBoolean("replicateable", rows);
        // As recorded, change events are retrieveable, though there is nothing to retrieve.
        writer.WriteBoolean("retrieveable", !type.IsEvent);
        if (full)
            writer.WriteBoolean("searchLayoutable", true);
        writer.WriteBoolean("searchable", rows);
        if (full)
        {
            writer.WriteString("sobjectDescribeOption", "FULL");
            WriteScopes(writer, type);
        }

        writer.WriteBoolean("triggerable", true);
        writer.WriteBoolean("undeletable", type.Deletable);
        writer.WriteBoolean("updateable", type.Updateable);
    }

    private static void WriteFields(Utf8JsonWriter writer, SObjectType type)
    {
        writer.WriteStartArray("fields");
        foreach (SObjectField field in type.Fields)
            FieldWriter.Write(writer, field);
        writer.WriteEndArray();
    }

    private static void WriteChildren(Utf8JsonWriter writer, SObjectType type)
    {
        writer.WriteStartArray("childRelationships");
        foreach (ChildRelationship child in type.ChildRelationships)
        {
            // The REST API does not know of them.
            if (child.ToolingOnly && !type.ToolingOnly)
                continue;
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

    private static void WriteRecordTypes(Utf8JsonWriter writer, SObjectType type, string path)
    {
        writer.WriteStartArray("recordTypeInfos");
        writer.WriteStartObject();
        writer.WriteBoolean("active", true);
        writer.WriteBoolean("available", true);
        writer.WriteBoolean("defaultRecordTypeMapping", true);
        writer.WriteString("developerName", "Master");
        writer.WriteBoolean("master", true);
        writer.WriteString("name", "Master");
        writer.WriteString("recordTypeId", LayoutApi.MasterRecordType);
        writer.WriteStartObject("urls");
        writer.WriteString("layout", $"{path}/sobjects/{type.Name}/describe/layouts/{LayoutApi.MasterRecordType}");
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndArray();
    }

    private static void WriteScopes(Utf8JsonWriter writer, SObjectType type)
    {
        writer.WriteStartArray("supportedScopes");
        foreach ((string? label, string? name) in new[] { ("All ", "everything"), ("My ", "mine") })
        {
            writer.WriteStartObject();
            writer.WriteString("label", label + type.LabelPlural);
            writer.WriteString("name", name);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    /// <summary>Links, in the order of recorded answers; objects that users do not work with have few.</summary>
    private static void WriteUrls(Utf8JsonWriter writer, SObjectType type, string path, string? origin)
    {
        string root = $"{path}/sobjects/{type.Name}";
        bool pages = ListViewColumns.Has(type) && !path.EndsWith("/tooling", StringComparison.Ordinal);
        writer.WriteStartObject("urls");
        if (pages)
            writer.WriteString("compactLayouts", $"{root}/describe/compactLayouts");
        writer.WriteString("rowTemplate", $"{root}/{{ID}}");
        if (pages)
            writer.WriteString("approvalLayouts", $"{root}/describe/approvalLayouts");
        if (type.IsEvent || type.ChangesOf is not null)
            writer.WriteString("eventSchema", $"{root}/eventSchema");
        if (origin is not null)
        {
            writer.WriteString("uiDetailTemplate", $"{origin}/{{ID}}");
            writer.WriteString("uiEditTemplate", $"{origin}/{{ID}}/e");
        }

        if (pages)
            writer.WriteString("listviews", $"{root}/listviews");
        writer.WriteString("describe", $"{root}/describe");
        if (origin is not null)
            writer.WriteString("uiNewRecord", $"{origin}/{type.KeyPrefix}/e");
        if (pages)
        {
            writer.WriteString("quickActions", $"{root}/quickActions");
            writer.WriteString("layouts", $"{root}/describe/layouts");
        }

        writer.WriteString("sobject", root);
        writer.WriteEndObject();
    }

    private static void WriteEmpty(Utf8JsonWriter writer, string name)
    {
        writer.WriteStartArray(name);
        writer.WriteEndArray();
    }
}
