namespace SalesforceCC.Emulator.Events.Bus;

/// <summary>An event that is on the bus. Its payload is a piece of the bus's own memory, which nobody writes to again.</summary>
internal readonly record struct StoredEvent(ReplayId Id, EventKind Kind, string? EventId, DateTimeOffset At, ReadOnlyMemory<byte> Payload)
{
    public BusEvent ToBusEvent() => new(Kind.Type, Kind.SchemaId, Payload.ToArray(), EventId, At);
}
