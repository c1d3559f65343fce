using Avro.Generic;
using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Events.Changes;
using SalesforceCC.Emulator.Events.Schemas;

namespace SalesforceCC.Emulator.Events.Topics;

/// <summary>
/// What one user gets of the events of one topic: those of the channel, in the channel's form, of types that the user may see,
/// without the fields that the user may not see. Asked for each event, so that changes of permissions and channels count at
/// once.
/// </summary>
internal sealed class EventDelivery(
    OrgStore store, EventSchemas schemas, EventChannels channels, ChannelForms forms, string channel, bool custom, string userId)
{
    public BusEvent? Of(BusEvent message)
    {
        if (schemas.ObjectOf(message.Type) is not { } type || store.FindType(type.Name, userId) is not { } seen) return null;
        if (OnChannel(message, type) is not { } found) return null;
        return ReferenceEquals(seen, type) ? found : Without(found, type, seen);
    }

    private BusEvent? OnChannel(BusEvent message, SObjectType type)
    {
        // A topic of one platform event is no channel.
        if (type.IsEvent && !custom) return message;
        if (channels.Find(channel, message.Type) is not { } member) return null;
        if (member.IsPlain || schemas.Find(message.SchemaId) is not { } schema) return message;
        GenericRecord record = EventCodec.Read(schema, message.Payload);
        if (type.IsEvent) return member.Filter!.Matches(field => RecordValues.Of(record, field)) ? message : null;
        (string transaction, int sequence) = ChangeHeader.KeyOf(record);
        if (!forms.TryFind(channel, transaction, sequence, out byte[]? payload)) return message;
        return payload is null ? null : message with { Payload = payload };
    }

    private BusEvent Without(BusEvent message, SObjectType type, SObjectType seen)
    {
        if (schemas.Find(message.SchemaId) is not { } schema) return message;
        GenericRecord record = EventCodec.Read(schema, message.Payload);
        foreach (SObjectField field in type.Fields.Where(f => seen.FindField(f.Name) is null)) RecordValues.Clear(record, type, field);
        return message with { Payload = EventCodec.Write(schema, record) };
    }
}
