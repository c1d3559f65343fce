using Avro.Generic;
using Avro.IO;

namespace SalesforceCC.Emulator.Events.Schemas;

/// <summary>Records of events as bytes: Avro's binary form, without any header.</summary>
internal static class EventCodec
{
    public static byte[] Write(EventSchema schema, GenericRecord record)
    {
        using MemoryStream bytes = new();
        new GenericDatumWriter<GenericRecord>(schema.Schema).Write(record, new BinaryEncoder(bytes));
        return bytes.ToArray();
    }

    /// <exception cref="Avro.AvroException">The bytes are no record of that schema.</exception>
    public static GenericRecord Read(EventSchema schema, byte[] payload)
    {
        using MemoryStream bytes = new(payload);
        return new GenericDatumReader<GenericRecord>(schema.Schema, schema.Schema).Read(null!, new BinaryDecoder(bytes));
    }
}
