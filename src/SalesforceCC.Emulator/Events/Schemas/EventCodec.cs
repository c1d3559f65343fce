using System.Runtime.CompilerServices;
using Avro;
using Avro.Generic;
using Avro.IO;

namespace SalesforceCC.Emulator.Events.Schemas;

/// <summary>Records of events as bytes: Avro's binary form, without any header.</summary>
internal static class EventCodec
{
    // Making them takes ten times as long as an event; once made, many threads can use them.
    private static readonly ConditionalWeakTable<RecordSchema, GenericDatumWriter<GenericRecord>> s_writers = [];
    private static readonly ConditionalWeakTable<RecordSchema, GenericDatumReader<GenericRecord>> s_readers = [];

    public static byte[] Write(EventSchema schema, GenericRecord record)
    {
        using MemoryStream bytes = new();
        s_writers.GetValue(schema.Schema, static s => new GenericDatumWriter<GenericRecord>(s)).Write(record, new BinaryEncoder(bytes));
        return bytes.ToArray();
    }

    /// <exception cref="AvroException">The bytes are no record of that schema.</exception>
    public static GenericRecord Read(EventSchema schema, byte[] payload)
    {
        using MemoryStream bytes = new(payload);
        return s_readers.GetValue(schema.Schema, static s => new GenericDatumReader<GenericRecord>(s, s)).Read(null!, new BinaryDecoder(bytes));
    }
}
