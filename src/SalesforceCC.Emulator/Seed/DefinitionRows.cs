using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Data.Schema;
using SalesforceCC.Emulator.Data.Sql;

namespace SalesforceCC.Emulator.Seed;

/// <summary>
/// The schema as rows: EntityDefinition and FieldDefinition, which administrators' tools query instead of describing each
/// object. How data types are spelt is from memory.
/// </summary>
internal static class DefinitionRows
{
    // The schema of the start is as old as the org.
    private const string Since = "2024-02-05T08:00:00.000+0000";

    public static void Insert(SqlConnection connection, OrgSchema schema, string userId)
    {
        SObjectType entities = schema.Find("EntityDefinition")!;
        SObjectType fields = schema.Find("FieldDefinition")!;
        long entity = 0, field = 0;
        foreach (SObjectType type in schema.RestTypes.Concat(schema.EventTypes).OrderBy(t => t.Name, StringComparer.OrdinalIgnoreCase))
        {
            Insert(connection, entities, ++entity, userId, Of(type));
            foreach (SObjectField one in type.Fields) Insert(connection, fields, ++field, userId, Of(type, one));
        }
    }

    /// <summary>Brings the rows of some objects up to date; what is no longer there is deleted.</summary>
    public static void Update(
        SqlConnection connection, OrgSchema schema, IReadOnlySet<string> objects, string userId, string now)
    {
        SObjectType entities = schema.Find("EntityDefinition")!;
        SObjectType fields = schema.Find("FieldDefinition")!;
        foreach (string name in objects)
        {
            connection.Run("UPDATE \"EntityDefinition\" SET \"IsDeleted\" = 1 WHERE \"DurableId\" = ?1", name);
            connection.Run("UPDATE \"FieldDefinition\" SET \"IsDeleted\" = 1 WHERE \"EntityDefinitionId\" = ?1", name);
            if (schema.Find(name) is not { } type) continue;
            Put(connection, entities, userId, now, Of(type));
            foreach (SObjectField field in type.Fields) Put(connection, fields, userId, now, Of(type, field));
        }
    }

    private static void Put(
        SqlConnection connection, SObjectType type, string userId, string now, (string Name, object? Value)[] values)
    {
        long known = connection.ReadInteger($"SELECT rowid FROM \"{type.Name}\" WHERE \"DurableId\" = ?1", values[0].Value);
        if (known == 0)
        {
            Insert(connection, type, connection.ReadInteger($"SELECT max(rowid) FROM \"{type.Name}\"") + 1, userId, values, now);
            return;
        }
        string names = string.Join(", ", values.Select((v, i) => $"\"{v.Name}\" = ?{i + 3}"));
        connection.Run(
            $"UPDATE \"{type.Name}\" SET \"IsDeleted\" = 0, \"LastModifiedDate\" = ?2, {names} WHERE rowid = ?1",
            [known, now, .. values.Select(v => v.Value)]);
    }

    private static (string Name, object? Value)[] Of(SObjectType type) =>
    [
        ("DurableId", type.Name),
        ("QualifiedApiName", type.Name),
        ("DeveloperName", Short(type.Name)),
        ("MasterLabel", type.Label),
        ("Label", type.Label),
        ("PluralLabel", type.LabelPlural),
        ("KeyPrefix", type.KeyPrefix),
        ("IsCustomSetting", 0L),
        ("IsCustomizable", 1L),
        ("IsDeprecatedAndHidden", 0L),
        ("IsEverCreatable", Flag(type.Createable)),
        ("IsEverUpdatable", Flag(type.Updateable)),
        ("IsEverDeletable", Flag(type.Deletable)),
        ("IsQueryable", Flag(!type.IsEvent)),
        ("IsLayoutable", Flag(!type.IsEvent)),
    ];

    private static (string Name, object? Value)[] Of(SObjectType type, SObjectField field) =>
    [
        ("DurableId", $"{type.Name}.{field.Name}"),
        ("QualifiedApiName", field.Name),
        ("EntityDefinitionId", type.Name),
        ("DeveloperName", Short(field.Name)),
        ("MasterLabel", field.Label),
        ("Label", field.Label),
        ("DataType", DataType(field)),
        ("ValueTypeId", field.Type),
        ("Length", (long)field.Length),
        ("Precision", (long)field.Precision),
        ("Scale", (long)field.Scale),
        ("RelationshipName", field.RelationshipName),
        ("IsNillable", Flag(field.Nillable)),
        ("IsCalculated", Flag(field.Calculated)),
        ("IsIndexed", Flag(field.IdLookup || field.Unique || field.Type == "reference")),
        ("IsNameField", Flag(field.NameField)),
        ("IsApiFilterable", Flag(field.Filterable)),
        ("IsApiSortable", Flag(field.Sortable)),
        ("IsApiGroupable", Flag(field.Groupable)),
        ("IsCompound", Flag(field.Kind == FieldKind.Address)),
        ("IsPolymorphicForeignKey", Flag(field.ReferenceTo.Count > 1)),
    ];

    private static string DataType(SObjectField field) => field.Type switch
    {
        _ when field.AutoNumber => "Auto Number",
        "id" or "reference" when field.ReferenceTo.Count > 0 => $"Lookup({string.Join(',', field.ReferenceTo)})",
        "id" => "Lookup()",
        "string" => FormattableString.Invariant($"Text({field.Length})"),
        "textarea" when field.Kind == FieldKind.LongText => FormattableString.Invariant($"Long Text Area({field.Length})"),
        "textarea" => FormattableString.Invariant($"Text Area({field.Length})"),
        "boolean" => "Checkbox",
        "int" => FormattableString.Invariant($"Number({Math.Max(field.Precision, 8)}, 0)"),
        "double" => Number("Number", field),
        "currency" => Number("Currency", field),
        "percent" => Number("Percent", field),
        "date" => "Date",
        "datetime" => "Date/Time",
        "time" => "Time",
        "email" => "Email",
        "phone" => "Phone",
        "url" => FormattableString.Invariant($"URL({field.Length})"),
        "picklist" => "Picklist",
        "multipicklist" => "Picklist (Multi-Select)",
        "address" => "Address",
        "base64" => "Base64",
        _ => field.Type,
    };

    // Setup counts the digits before the point, describe all of them.
    private static string Number(string name, SObjectField field) =>
        FormattableString.Invariant($"{name}({field.Precision - field.Scale}, {field.Scale})");

    private static string Short(string name) => name.EndsWith("__c", StringComparison.Ordinal) || name.EndsWith("__e", StringComparison.Ordinal) ? name[..^3] : name;

    private static long Flag(bool value) => value ? 1 : 0;

    private static void Insert(
        SqlConnection connection, SObjectType type, long number, string userId, (string Name, object? Value)[] values, string now = Since)
    {
        string names = string.Join(", ", values.Select(v => $"\"{v.Name}\""));
        string places = string.Join(", ", values.Select((_, i) => $"?{i + 5}"));
        connection.Run(
            $"INSERT INTO \"{type.Name}\" (rowid, \"Id\", \"LastModifiedDate\", \"LastModifiedById\", \"IsDeleted\", {names}) " +
            $"VALUES (?1, ?2, ?3, ?4, 0, {places})",
            [number, SalesforceId.Create(type.KeyPrefix, number), now, userId, .. values.Select(v => v.Value)]);
    }
}
