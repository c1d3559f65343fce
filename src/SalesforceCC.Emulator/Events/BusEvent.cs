namespace SalesforceCC.Emulator.Events;

/// <summary>An event as it goes onto the bus.</summary>
/// <param name="Type">API name of its type: <c>Order_Placed__e</c>, <c>AccountChangeEvent</c>.</param>
/// <param name="SchemaId">The schema that its payload was written with.</param>
/// <param name="Payload">The record in Avro's binary form.</param>
/// <param name="EventId">The EventUuid of a platform event; null for change events, which have none.</param>
/// <param name="At">When, by the org's clock.</param>
internal sealed record BusEvent(string Type, string SchemaId, byte[] Payload, string? EventId, DateTimeOffset At);
