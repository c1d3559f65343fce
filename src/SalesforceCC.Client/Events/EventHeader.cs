using SalesforceCC.Events.Avro;
using SalesforceCC.Records;

namespace SalesforceCC.Events;

/// <summary>What stands before the fields of an event: its place and id, and of a change event all that its header says.</summary>
internal static class EventHeader
{
    private const string HeaderName = "ChangeEventHeader";
    private const string Time = "commitTimestamp";

    // In the order that a reader looks for them.
    private static readonly (string Field, EventProperty Property)[] s_known =
    [
        ("changeType", EventProperty.Field),
        ("recordIds", EventProperty.RecordIds),
        ("changedFields", EventProperty.ChangedFields),
        ("nulledFields", EventProperty.NulledFields),
        ("diffFields", EventProperty.DiffFields),
        (Time, EventProperty.Field),
        ("commitUser", EventProperty.Field),
        ("entityName", EventProperty.Field),
        ("transactionKey", EventProperty.Field),
        ("sequenceNumber", EventProperty.Field),
        ("commitNumber", EventProperty.Field),
        ("changeOrigin", EventProperty.Field),
    ];

    /// <summary>The header of a change event: its first field.</summary>
    public static AvroSchema? Of(AvroSchema schema) =>
        schema.Fields.Length > 0 && schema.Fields[0] is { Name: HeaderName, Schema: { Kind: AvroKind.Record } header } ? header : null;

    /// <summary>The fields of the header.</summary>
    public static IEnumerable<EventField> Columns(AvroSchema? header) => header is null
        ? []
        : header.Fields.Select(static f => new EventField(f, f is { Name: Time, Schema.Kind: AvroKind.Long } ? FieldType.DateTime : null));

    /// <summary>The properties of an event: those that tell of it, then its fields.</summary>
    public static EventSlot[] Slots(AvroSchema? header, EventField[] columns)
    {
        List<EventSlot> slots = [new(nameof(EventProperty.ReplayId), EventProperty.ReplayId, -1, FieldType.Text)];
        int first = header?.Fields.Length ?? 0;
        if (header is null)
            slots.Add(new(nameof(EventProperty.EventUuid), EventProperty.EventUuid, -1, FieldType.Text));
        else
            AddHeader(slots, columns, first);
        for (int i = first; i < columns.Length; i++)
            slots.Add(new(columns[i].Name, EventProperty.Field, i, columns[i].Type));

        string[] names = EventNames.Distinct([.. slots.Select(static s => s.Name)]);
        return [.. slots.Select((s, i) => s with { Name = names[i] })];
    }

    private static void AddHeader(List<EventSlot> slots, EventField[] columns, int count)
    {
        foreach ((string field, EventProperty property) in s_known)
        {
            int column = Array.FindIndex(columns, 0, count, c => c.Name == field);
            slots.Add(new(Pascal(field), property, column, property != EventProperty.Field || column < 0 ? FieldType.Unknown : columns[column].Type));
        }

        slots.Add(new(nameof(EventProperty.IsGap), EventProperty.IsGap, slots[1].Column, FieldType.Boolean));
        slots.Add(new(nameof(EventProperty.IsOverflow), EventProperty.IsOverflow, slots[1].Column, FieldType.Boolean));

        // What a later version of the header says.
        for (int i = 0; i < count; i++)
        {
            if (!Array.Exists(s_known, k => k.Field == columns[i].Name))
                slots.Add(new(Pascal(columns[i].Name), EventProperty.Field, i, columns[i].Type));
        }
    }

    private static string Pascal(string name) => name.Length == 0 ? name : char.ToUpperInvariant(name[0]) + name.Substring(1);
}
