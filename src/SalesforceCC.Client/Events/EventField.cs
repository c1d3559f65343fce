using SalesforceCC.Events.Avro;
using SalesforceCC.Records;

namespace SalesforceCC.Events;

/// <summary>A field of an event's schema, and what its values become.</summary>
internal sealed class EventField
{
    /// <param name="field">The field.</param>
    /// <param name="type">What its values are, where that is known better than its doc says.</param>
    public EventField(AvroField field, FieldType? type = null)
    {
        Name = field.Name;
        Schema = field.Schema;
        Doc = EventDoc.Parse(field.Doc);
        AvroSchema[] values = [.. Schema.Values];
        Type = type ?? (values.Length == 1 ? Doc.FieldType(values[0].Kind) : FieldType.Unknown);
    }

    public string Name { get; }

    public AvroSchema Schema { get; }

    public EventDoc Doc { get; }

    /// <summary>What its values are; Unknown where they are what Avro has, or of several kinds.</summary>
    public FieldType Type { get; }
}
