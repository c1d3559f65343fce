using System.Text.Json;
using Avro.Generic;
using Avro.IO;
using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Events;
using SalesforceCC.Emulator.Events.Bus;
using SalesforceCC.Emulator.Events.Topics;
using SalesforceCC.Emulator.Hosting;
using SalesforceCC.Emulator.Tests.Data;

namespace SalesforceCC.Emulator.Tests.Events;

/// <summary>The sample org with its bus, and what comes onto it.</summary>
internal sealed class CaptureOrg : IDisposable
{
    private long _place;

    public CaptureOrg()
    {
        Events = new EventOrg(Data.Store, new EmulatorClock(Data.Clock));
        _place = Events.Bus.Tip();
    }

    public SampleOrg Data { get; } = new();

    public OrgStore Store => Data.Store;

    public EventOrg Events { get; }

    /// <summary>The events since the last call, in their order.</summary>
    public List<BusEvent> New()
    {
        List<StoredEvent> stored = [];
        Events.Bus.TryRead(ref _place, _ => true, 1_000, long.MaxValue, stored);
        return [.. stored.Select(e => e.ToBusEvent())];
    }

    /// <summary>The only new event, as a reader sees it.</summary>
    public GenericRecord One() => Read(Xunit.Assert.Single(New()));

    public GenericRecord Read(BusEvent message)
    {
        using MemoryStream bytes = new(message.Payload);
        Avro.Schema schema = Avro.Schema.Parse(Events.Schemas.Find(message.SchemaId)!.Json);
        return new GenericDatumReader<GenericRecord>(schema, schema).Read(null!, new BinaryDecoder(bytes));
    }

    /// <summary>What a user gets of an event on a topic.</summary>
    public BusEvent? Deliver(string topic, BusEvent message, string? userId = null)
    {
        EventTopic found = Events.Topics.Find(topic)!;
        return Events.Topics.Delivery(found, userId ?? Store.RunAsUserId) is { } delivery ? delivery(message) : message;
    }

    public static GenericRecord Header(GenericRecord change) => (GenericRecord)change["ChangeEventHeader"];

    public static string[] List(GenericRecord change, string name) => [.. ((System.Collections.IEnumerable)Header(change)[name]).Cast<object>().Select(v => v.ToString()!)];

    public static string TypeOf(GenericRecord change) => ((GenericEnum)Header(change)["changeType"]).Value;

    /// <summary>The fields of a record that have a value, but for the header.</summary>
    public static string[] Told(GenericRecord record) =>
        [.. record.Schema.Fields.Where(f => f.Name != "ChangeEventHeader" && record.GetValue(f.Pos) is not null).Select(f => f.Name)];

    /// <summary>Makes a channel or a member of one, as the Tooling API does.</summary>
    public void Make(string type, string fullName, object metadata)
    {
        SObjectType own = Data.Type(type);
        JsonElement row = Events.ChannelRows.Row(own, null, JsonSerializer.SerializeToElement(new { FullName = fullName, Metadata = metadata }));
        Store.Insert(own, row, Store.AdminUserId);
    }

    public void Dispose()
    {
        Events.Dispose();
        Data.Dispose();
    }
}
