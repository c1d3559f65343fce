using System.Text;
using SalesforceCC.Emulator.Data;

namespace SalesforceCC.Emulator.Events.Schemas;

/// <summary>
/// What the schema says of a field: <c>Data:Currency:00N...</c>. By it subscribers know dates from numbers. The types are
/// those of recorded schemas.
/// </summary>
internal static class FieldDoc
{
    private const int ShortId = 15;

    public static string OfChange(SObjectField field) => field.Name switch
    {
        "CreatedDate" => "CreatedDate:DateTime",
        _ when field.Type == "reference" => "ForeignKey:EntityId",
        _ => "Data:" + TypeOf(field),
    };

    public static string OfEvent(SObjectField field) => field.Name switch
    {
        "CreatedDate" => "CreatedDate:DateTime",
        "CreatedById" => "CreatedBy:EntityId",
        "EventUuid" => "EventUuid:Text",
        _ => OfChange(field),
    };

    /// <summary>Custom fields are named by their ids, too.</summary>
    public static string WithId(string doc, SObjectType type, SObjectField? field) =>
        field is { Custom: true } ? $"{doc}:{FieldId(type, field)}" : doc;

    /// <summary>The primitive type of the values.</summary>
    public static string AvroType(SObjectField field) => field.Kind switch
    {
        FieldKind.Boolean => "boolean",
        FieldKind.Int => "int",
        FieldKind.Double => "double",
        FieldKind.Date or FieldKind.DateTime or FieldKind.Time => "long",
        _ => "string",
    };

    private static string TypeOf(SObjectField field) => field.Type switch
    {
        "textarea" when field.Kind == FieldKind.LongText => "StringPlusClob",
        "picklist" or "combobox" => "DynamicEnum",
        "multipicklist" => "MultiEnum",
        "email" => "Email",
        "phone" => "Phone",
        "url" => "Url",
        "boolean" => "Boolean",
        "int" => "Integer",
        "double" => "Double",
        "currency" => "Currency",
        "percent" => "Percent",
        "date" => "DateOnly",
        "datetime" => "DateTime",
        "time" => "TimeOnly",
        "id" => "EntityId",
        _ => "Text",
    };

    // The same field has the same id whenever the org begins.
    private static string FieldId(SObjectType type, SObjectField field)
    {
        const uint Basis = 2_166_136_261, Prime = 16_777_619;
        uint hash = Basis;
        foreach (byte b in Encoding.UTF8.GetBytes($"{type.Name}.{field.Name}")) hash = (hash ^ b) * Prime;
        return SalesforceId.Create("00N", hash)[..ShortId];
    }
}
