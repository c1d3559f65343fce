using Avro;
using Avro.Generic;
using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Events.Changes;
using SalesforceCC.Emulator.Events.Schemas;

namespace SalesforceCC.Emulator.Events;

/// <summary>Puts the platform events that were inserted like rows onto the bus, those of a transaction in one piece.</summary>
internal sealed class EventPublisher : IDisposable
{
    private readonly EventSchemas _schemas;
    private readonly EventBus _bus;
    private readonly IDisposable _inserts;

    public EventPublisher(OrgStore store, EventSchemas schemas, EventBus bus)
    {
        _schemas = schemas;
        _bus = bus;
        _inserts = store.Subscribe(Publish, type => type.IsEvent);
    }

    public void Dispose() => _inserts.Dispose();

    private void Publish(IReadOnlyList<RowEvent> rows)
    {
        BusEvent[] events = [.. rows.Select(ToEvent).OfType<BusEvent>()];
        if (events.Length > 0) _bus.Append(events);
    }

    private BusEvent? ToEvent(RowEvent row)
    {
        // The type may have gone in the same transaction.
        if (_schemas.Current(row.Type.Name) is not { } schema) return null;
        GenericRecord record = new(schema.Schema);
        foreach (Field field in schema.Schema.Fields)
            if (row.Type.FindField(field.Name) is { } own && row.Change[own.Name] is { } value)
                record.Add(field.Pos, AvroValue.Of(own, value));
        return new BusEvent(schema.TypeName, schema.Id, EventCodec.Write(schema, record), row.Change.Text("EventUuid"), row.At);
    }
}
