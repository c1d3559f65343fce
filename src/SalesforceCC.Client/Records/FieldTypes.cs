namespace SalesforceCC.Records;

/// <summary>What can be said about a field's type without asking the org.</summary>
internal static class FieldTypes
{
    /// <summary>Translates the <c>type</c> of a field in a describe answer.</summary>
    public static FieldType FromDescribe(string? describeType) => describeType switch
    {
        "boolean" => FieldType.Boolean,
        "int" or "integer" => FieldType.Integer,
        "long" => FieldType.Long,
        "double" or "currency" or "percent" => FieldType.Number,
        "date" => FieldType.Date,
        "datetime" => FieldType.DateTime,
        "time" => FieldType.Time,
        // anyType (history values) holds whatever the tracked field holds: only the literal can tell.
        null or "anyType" or "address" or "location" or "complexvalue" or "json" => FieldType.Unknown,
        _ => FieldType.Text,
    };

    /// <summary>The audit fields are the same on every object, so they cost no describe.</summary>
    public static FieldType OfAuditField(string field) => field switch
    {
        "CreatedDate" or "LastModifiedDate" or "SystemModstamp" or "LastViewedDate" or "LastReferencedDate"
            => FieldType.DateTime,
        "LastActivityDate" => FieldType.Date,
        _ => FieldType.Unknown,
    };

    /// <summary>The same for what else every object has.</summary>
    public static FieldType OfCommonField(string field) => field switch
    {
        "Id" or "Name" or "OwnerId" or "CreatedById" or "LastModifiedById" => FieldType.Text,
        "IsDeleted" => FieldType.Boolean,
        _ => OfAuditField(field),
    };

    /// <summary>
    /// Whether a property can have the type. What a user may want to replace by something else (parents, children), and
    /// what comes in several types, is object.
    /// </summary>
    public static bool HasPropertyType(FieldType type) => type is not (FieldType.Unknown or FieldType.Long or FieldType.Children);

    /// <summary>The .NET type of a property. Each field may be empty.</summary>
    public static Type PropertyType(FieldType type) => type switch
    {
        FieldType.Text => typeof(string),
        FieldType.Boolean => typeof(bool?),
        FieldType.Integer => typeof(int?),
        FieldType.Number => typeof(decimal?),
        FieldType.Date => typeof(DateTime?),
        FieldType.DateTime => typeof(DateTimeOffset?),
        FieldType.Time => typeof(TimeSpan?),
        _ => typeof(object),
    };
}
