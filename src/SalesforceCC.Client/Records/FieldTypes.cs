namespace SalesforceCC.Records;

/// <summary>What can be said about a field's type without asking the org.</summary>
internal static class FieldTypes
{
    /// <summary>Translates the <c>type</c> of a field in a describe answer.</summary>
    public static FieldType FromDescribe(string? describeType) => describeType switch
    {
        "boolean" => FieldType.Boolean,
        "int" or "integer" or "long" => FieldType.Integer,
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
}
