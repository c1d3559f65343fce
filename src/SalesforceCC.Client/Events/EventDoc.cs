using SalesforceCC.Events.Avro;
using SalesforceCC.Records;

namespace SalesforceCC.Events;

/// <summary>
/// What Salesforce writes into the <c>doc</c> of a field: <c>label:type</c>, and the id of a custom field behind it. It
/// says of events what describe says of records.
/// </summary>
/// <param name="Label">What stands before the type.</param>
/// <param name="Type">Salesforce's name of the type; null where there is none.</param>
internal readonly record struct EventDoc(string? Label, string? Type)
{
    private const string FieldIdPrefix = "00N";

    public static EventDoc Parse(string? doc)
    {
        if (string.IsNullOrEmpty(doc))
            return default;
        string[] parts = doc!.Split(':');
        int last = parts.Length - 1;
        if (last > 0 && parts[last].StartsWith(FieldIdPrefix, StringComparison.Ordinal))
            last--;
        if (last == 0)
            return new EventDoc(parts[0], null);

        // ForeignKey:EntityId, and ExternalForeignKey:ExternalId, are two parts.
        int first = last > 1 && parts[last - 1].EndsWith("ForeignKey", StringComparison.Ordinal) ? last - 1 : last;
        return new EventDoc(string.Join(":", parts, 0, first), string.Join(":", parts, first, last - first + 1));
    }

    /// <summary>What the values of a field become. A type that is not known, or that does not go with the schema: what Avro has.</summary>
    public FieldType FieldType(AvroKind kind) => (kind, Type) switch
    {
        (AvroKind.Long, "DateTime") => Records.FieldType.DateTime,
        (AvroKind.Long, "DateOnly") => Records.FieldType.Date,
        (AvroKind.Long or AvroKind.Int, "TimeOnly") => Records.FieldType.Time,
        (AvroKind.Double or AvroKind.Float, "Currency" or "Percent" or "Double") => Records.FieldType.Number,
        (AvroKind.Int, _) => Records.FieldType.Integer,
        (AvroKind.Long, _) => Records.FieldType.Long,
        (AvroKind.Boolean, _) => Records.FieldType.Boolean,
        (AvroKind.String or AvroKind.Enum, _) => Records.FieldType.Text,
        _ => Records.FieldType.Unknown,
    };
}
