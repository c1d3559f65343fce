using System.Globalization;
using System.Text;
using Avro;
using Avro.Generic;
using Avro.IO;
using SalesforceCC.Events;
using SalesforceCC.Events.Avro;

namespace SalesforceCC.Benchmarks;

/// <summary>How fast payloads become events, beside Apache's reader: an update of three fields of 87.</summary>
internal static class EventBenchmark
{
    private const int FieldCount = 86;

    public static async Task RunAsync(int events, int rounds)
    {
        string json = SchemaText();
        EventType type = EventType.Parse("x", json);
        byte[] update = Payload(type, every: 29);
        byte[] create = Payload(type, every: 2);
        RecordSchema theirs = (RecordSchema)Schema.Parse(json);
        Console.WriteLine($"{events} events of {type.Schema.Fields.Length} fields, updates of {update.Length} bytes, new records of {create.Length}; {Environment.ProcessorCount} processors");

        await new Race("Updates of three fields", events)
            .Add("Apache.Avro, GenericRecord", () => Theirs(theirs, update, events))
            .Add("events", () => Ours(type, update, events, static _ => { }))
            .Add("events, header and changed fields read", () => Ours(type, update, events, static e => { e.Get(1); e.Get(2); e.Get(3); e.Get(6); }))
            .Add("events, all values read", () => Ours(type, update, events, ReadAll))
            .RunAsync(rounds);
        await new Race("New records, half of all fields", events)
            .Add("Apache.Avro, GenericRecord", () => Theirs(theirs, create, events))
            .Add("events", () => Ours(type, create, events, static _ => { }))
            .Add("events, all values read", () => Ours(type, create, events, ReadAll))
            .RunAsync(rounds);
    }

    private static Task Ours(EventType type, byte[] payload, int events, Action<SfRecord> use)
    {
        for (int i = 0; i < events; i++)
            use(type.Read(payload, "00000000005a94f00000", null));
        return Task.CompletedTask;
    }

    private static Task Theirs(RecordSchema schema, byte[] payload, int events)
    {
        GenericDatumReader<GenericRecord> reader = new(schema, schema);
        for (int i = 0; i < events; i++)
            reader.Read(null!, new BinaryDecoder(new MemoryStream(payload)));
        return Task.CompletedTask;
    }

    private static void ReadAll(SfRecord read)
    {
        for (int i = read.GetFieldNames().Count - 1; i >= 0; i--)
            read.Get(i);
    }

    private static byte[] Payload(EventType type, int every)
    {
        List<object?> none = [];
        Dictionary<string, object?> values = new(StringComparer.Ordinal)
        {
            ["ChangeEventHeader"] = new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["entityName"] = "Account",
                ["recordIds"] = new List<object?> { "001000000000001AAA" },
                ["changeType"] = "UPDATE",
                ["changeOrigin"] = "com/salesforce/api/rest/68.0;client=SalesforceCC",
                ["transactionKey"] = "0001cf2d-f4b5-0a6b-d9f9-a1b2c3d4e5f6",
                ["sequenceNumber"] = 1,
                ["commitTimestamp"] = 1_790_000_000_123L,
                ["commitNumber"] = 11_000_000_000L,
                ["commitUser"] = "005000000000001AAA",
                ["nulledFields"] = none,
                ["diffFields"] = none,
                ["changedFields"] = new List<object?> { "0x400800" },
            },
        };
        foreach (AvroField field in type.Schema.Fields.Skip(1).Where((_, i) => i % every == 1))
        {
            values[field.Name] = field.Schema.Branches[1].Kind switch
            {
                AvroKind.Long => 1_790_000_000_000L,
                AvroKind.Double => 1234.5,
                AvroKind.Boolean => true,
                _ => "a text of some length",
            };
        }

        return AvroWriter.Of(type.Schema, values);
    }

    private static string SchemaText()
    {
        StringBuilder json = new("""
            {"name":"AccountChangeEvent","namespace":"com.sforce.eventbus","type":"record","fields":[{"name":"ChangeEventHeader","type":{"type":"record","name":"ChangeEventHeader","fields":[{"name":"entityName","type":"string"},{"name":"recordIds","type":{"type":"array","items":"string"}},{"name":"changeType","type":{"type":"enum","name":"ChangeType","symbols":["CREATE","UPDATE","DELETE"]}},{"name":"changeOrigin","type":"string"},{"name":"transactionKey","type":"string"},{"name":"sequenceNumber","type":"int"},{"name":"commitTimestamp","type":"long"},{"name":"commitNumber","type":"long"},{"name":"commitUser","type":"string"},{"name":"nulledFields","type":{"type":"array","items":"string"}},{"name":"diffFields","type":{"type":"array","items":"string"}},{"name":"changedFields","type":{"type":"array","items":"string"}}]}}
            """);
        (string Type, string Doc)[] kinds = [("string", "Text"), ("string", "DynamicEnum"), ("double", "Currency"), ("long", "DateTime"), ("boolean", "Boolean")];
        for (int i = 0; i < FieldCount; i++)
        {
            (string type, string doc) = kinds[i % kinds.Length];
            json.Append(CultureInfo.InvariantCulture, $$""",{"name":"Field{{i}}__c","type":["null","{{type}}"],"doc":"Data:{{doc}}:00N0000000000{{i:00}}AAA","default":null}""");
        }

        return json.Append("]}").ToString();
    }
}
