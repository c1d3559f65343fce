using SalesforceCC.Events.Protocol;

namespace SalesforceCC.Events.PubSub;

/// <summary>An event as it came. Whoever is not of the client's assemblies can hold it: it shows no type of gRPC.</summary>
internal sealed class EventMessage(ConsumerEvent message)
{
    /// <summary>Its place in the topic.</summary>
    public string ReplayId { get; } = Events.ReplayId.ToText(message.ReplayId.Span);

    /// <summary>The schema that it was written by.</summary>
    public string SchemaId => message.Event.SchemaId;

    /// <summary>The event in Avro's binary form.</summary>
    public ReadOnlySpan<byte> Payload => message.Event.Payload.Span;

    /// <summary>What identifies a platform event; null where nothing does.</summary>
    public string? EventUuid => message.Event.Id is { Length: > 0 } id ? id : null;

    /// <summary>Its place, as it came.</summary>
    internal Google.Protobuf.ByteString Place => message.ReplayId;
}
