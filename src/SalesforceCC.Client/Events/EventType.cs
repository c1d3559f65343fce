using SalesforceCC.Events.Avro;
using SalesforceCC.Records;

namespace SalesforceCC.Events;

/// <summary>What events of one schema are: their fields, and the type of their objects. Safe to use from any thread.</summary>
internal sealed class EventType
{
    private readonly RecordLayout _layout;
    private readonly RecordLayout _loose;
    private readonly int[] _lists;

    private EventType(string schemaId, AvroSchema schema, RecordOrigin? origin, RecordShapes shapes)
    {
        SchemaId = schemaId;
        Schema = schema;
        Header = EventHeader.Of(schema);
        Columns = [.. EventHeader.Columns(Header), .. schema.Fields.Skip(Header is null ? 0 : 1).Select(static f => new EventField(f))];
        Slots = EventHeader.Slots(Header, Columns);
        _lists = [.. new[] { EventProperty.ChangedFields, EventProperty.NulledFields, EventProperty.DiffFields }
            .Select(p => Array.Find(Slots, s => s.Property == p) is { Name: not null } slot ? slot.Column : -1)];
        Nested = new NestedEvents(origin, shapes);

        string[] names = [.. Slots.Select(static s => s.Name)];
        FieldType[] types = [.. Slots.Select(static s => s.Type)];
        RecordKind kind = Header is null ? RecordKind.Event : RecordKind.ChangeEvent;
        _layout = new RecordLayout(shapes.Get(schema.Name, names, types, kind), null, types, origin, 0, isSettled: true);
        _loose = new RecordLayout(shapes.Get(schema.Name, names, null, kind), null, types, origin, 0, isSettled: true);
    }

    /// <summary>Salesforce's id of the schema: another one as soon as the event has another field.</summary>
    public string SchemaId { get; }

    /// <summary>API name: <c>Order_Placed__e</c>, <c>AccountChangeEvent</c>.</summary>
    public string Name => Schema.Name;

    public AvroSchema Schema { get; }

    /// <summary>The header of a change event; null for other events.</summary>
    public AvroSchema? Header { get; }

    /// <summary>The fields as they stand in the payload, those of the header first.</summary>
    public EventField[] Columns { get; }

    /// <summary>The properties of the objects.</summary>
    public EventSlot[] Slots { get; }

    internal NestedEvents Nested { get; }

    /// <summary>Makes the type of a schema.</summary>
    /// <param name="schemaId">Its id.</param>
    /// <param name="json">The schema.</param>
    /// <param name="origin">The org that the events come from.</param>
    /// <param name="shapes">Where types are emitted.</param>
    /// <exception cref="SfException">INVALID_RESPONSE: it is no schema of an event.</exception>
    public static EventType Parse(string schemaId, string json, RecordOrigin? origin = null, RecordShapes? shapes = null)
    {
        AvroSchema schema = AvroSchema.Parse(json);
        return schema.Kind == AvroKind.Record
            ? new EventType(schemaId, schema, origin, shapes ?? RecordShapes.Shared)
            : throw new SfException(SfErrorCodes.InvalidResponse, $"The schema {schemaId} is {schema}, and none of an event.");
    }

    /// <summary>Makes an event's object.</summary>
    /// <param name="payload">The event in Avro's binary form.</param>
    /// <param name="replayId">Its place on the topic.</param>
    /// <param name="eventUuid">What identifies it; null where it has none.</param>
    /// <exception cref="SfException">INVALID_RESPONSE: the payload is not what the schema says.</exception>
    public SfRecord Read(ReadOnlySpan<byte> payload, string replayId, string? eventUuid)
    {
        int[] starts = new int[Columns.Length];
        bool isFit = Walk(payload, starts);
        SfTextList changed = Names(payload, starts, 0);
        SfTextList nulled = Names(payload, starts, 1);
        SfTextList diff = Names(payload, starts, 2);
        EventRow row = new(this, payload.ToArray(), starts, replayId, eventUuid)
        {
            ChangedFields = changed,
            NulledFields = nulled,
            DiffFields = diff,
        };
        RecordLayout layout = isFit ? _layout : _loose;
        return layout.Shape.Create(layout, row);
    }

    /// <summary>Finds where each value stands; the values themselves are made when they are asked for.</summary>
    /// <returns>Whether all are fit for the types of their properties.</returns>
    private bool Walk(ReadOnlySpan<byte> payload, int[] starts)
    {
        AvroReader reader = new(payload);
        bool isFit = true;
        reader.Enter(Schema);
        for (int i = 0; i < starts.Length; i++)
        {
            starts[i] = reader.Position;
            isFit &= EventValue.Skip(ref reader, Columns[i]);
        }

        reader.End();
        return isFit;
    }

    // Here and not when they are asked for: PowerShell shows a property that fails as an empty one.
    private SfTextList Names(ReadOnlySpan<byte> payload, int[] starts, int list)
    {
        int column = _lists[list];
        if (column < 0)
            return SfTextList.None;
        AvroReader reader = new(payload, starts[column]);
        return FieldBitmaps.Names(Schema, EventValue.ReadTexts(ref reader, Columns[column].Schema));
    }
}
