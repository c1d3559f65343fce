using System.Text.Json;
using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Soql.Ast;
using SalesforceCC.Emulator.Soql.Plans;

namespace SalesforceCC.Emulator.Soql.Results.Json;

/// <summary>
/// Writes the answer to <c>columns=true</c>. Its keys are known from the clients that read them; where none of them
/// looks at a value, the value is a guess.
/// </summary>
internal static class ColumnWriter
{
    public static void Write(
        Utf8JsonWriter writer, SoqlQuery query, SObjectType type, IReadOnlyList<QueryColumn> columns)
    {
        writer.WriteStartObject();
        Write(writer, "columnMetadata", columns);
        writer.WriteString("entityName", type.Name);
        writer.WriteBoolean("groupBy", query.GroupBy.Count > 0);
        writer.WriteBoolean("idSelected", columns.Any(c => c.Field?.Type == "id"));
        writer.WriteString("keyPrefix", type.KeyPrefix);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, string property, IReadOnlyList<QueryColumn> columns)
    {
        writer.WriteStartArray(property);
        foreach (QueryColumn column in columns) Write(writer, column);
        writer.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter writer, QueryColumn column)
    {
        FieldKind? kind = column.Field?.Kind;
        writer.WriteStartObject();
        writer.WriteBoolean("aggregate", column.Aggregate);
        writer.WriteString("apexType", kind is { } known ? ApexType(known) : null);
        writer.WriteBoolean("booleanType", kind is FieldKind.Boolean);
        writer.WriteString("columnName", column.Name);
        writer.WriteBoolean("custom", IsCustom(column.Name));
        writer.WriteString("displayName", column.DisplayName);
        writer.WriteNull("foreignKeyName");
        writer.WriteBoolean("insertable", column.Field is { Createable: true });
        Write(writer, "joinColumns", column.Joins);
        writer.WriteBoolean("numberType", kind is FieldKind.Int or FieldKind.Double);
        writer.WriteBoolean("textType", kind is FieldKind.Text or FieldKind.LongText or FieldKind.Id);
        writer.WriteBoolean("updatable", column.Field is { Updateable: true });
        writer.WriteEndObject();
    }

    private static bool IsCustom(string name) =>
        name.EndsWith("__c", StringComparison.Ordinal) || name.EndsWith("__r", StringComparison.Ordinal);

    private static string ApexType(FieldKind kind) => kind switch
    {
        FieldKind.Int => "Integer",
        FieldKind.DateTime => "Datetime",
        FieldKind.Text or FieldKind.LongText => "String",
        _ => kind.ToString(),
    };
}
