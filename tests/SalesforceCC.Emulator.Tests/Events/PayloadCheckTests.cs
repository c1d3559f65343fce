using Avro;
using Avro.Generic;
using Avro.IO;
using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Events.Schemas;
using SalesforceCC.Emulator.Events.Service;
using Xunit;

namespace SalesforceCC.Emulator.Tests.Events;

/// <summary>What passes for a payload, against Apache's Avro.</summary>
public sealed class PayloadCheckTests
{
    private const int Seed = 15;

    [Theory]
    [InlineData("AccountChangeEvent")]
    [InlineData("ContactChangeEvent")]
    [InlineData("Order_Placed__e")]
    public void What_the_check_lets_pass_can_be_read_to_its_end(string type)
    {
        using OrgStore store = OrgStore.Create(new OrgStoreOptions { Seed = "sample" });
        RecordSchema schema = new EventSchemas(store).Current(type)!.Schema;
        Random random = new(Seed);
        int passed = 0;
        for (int i = 0; i < 200; i++)
        {
            byte[] payload = Write(schema, (GenericRecord)Make(schema, random)!);
            Assert.True(PayloadCheck.IsValid(schema, payload));
            Assert.False(PayloadCheck.IsValid(schema, payload.AsSpan(0, payload.Length - 1)));
            Assert.False(PayloadCheck.IsValid(schema, [.. payload, 0]));

            // Whatever happens to it: what is taken for right, Apache reads, and not a byte less.
            payload[random.Next(payload.Length)] ^= (byte)(1 << random.Next(8));
            if (!PayloadCheck.IsValid(schema, payload)) continue;
            passed++;
            using MemoryStream bytes = new(payload);
            new GenericDatumReader<GenericRecord>(schema, schema).Read(null!, new BinaryDecoder(bytes));
            Assert.Equal(bytes.Length, bytes.Position);
        }

        Assert.InRange(passed, 1, 199);
    }

    private static byte[] Write(RecordSchema schema, GenericRecord record)
    {
        using MemoryStream bytes = new();
        new GenericDatumWriter<GenericRecord>(schema).Write(record, new BinaryEncoder(bytes));
        return bytes.ToArray();
    }

    private static object? Make(Schema schema, Random random)
    {
        switch (schema)
        {
            case RecordSchema record:
                GenericRecord made = new(record);
                foreach (Field field in record.Fields) made.Add(field.Pos, Make(field.Schema, random));
                return made;
            case UnionSchema union:
                return Make(union[random.Next(union.Count)], random);
            case EnumSchema symbols:
                return new GenericEnum(symbols, symbols.Symbols[random.Next(symbols.Count)]);
            case ArraySchema array:
                return Enumerable.Range(0, random.Next(4)).Select(_ => Make(array.ItemSchema, random)).ToArray();
        }

        return schema.Tag switch
        {
            Schema.Type.Null => null,
            Schema.Type.Boolean => random.Next(2) == 1,
            Schema.Type.Int => random.Next(int.MinValue, int.MaxValue),
            Schema.Type.Long => random.NextInt64(long.MinValue, long.MaxValue),
            Schema.Type.Double => random.NextDouble(),
            Schema.Type.String => new string('x', random.Next(200)),
            _ => throw new InvalidOperationException($"No schema of Salesforce has {schema.Tag}."),
        };
    }
}
