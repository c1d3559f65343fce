using System.Collections;
using System.Globalization;
using Avro;
using Avro.Generic;
using Avro.IO;

namespace SalesforceCC.Client.Tests.Events;

/// <summary>Apache's own writer and reader, and values in one form, whoever made them.</summary>
internal static class ApacheAvro
{
    public static byte[] Write(Schema schema, object? value)
    {
        using MemoryStream stream = new();
        new GenericWriter<object>(schema).Write(value!, new BinaryEncoder(stream));
        return stream.ToArray();
    }

    public static object? Read(Schema schema, byte[] bytes)
    {
        using MemoryStream stream = new(bytes);
        object? read = new GenericReader<object>(schema, schema).Read(null!, new BinaryDecoder(stream));
        Assert.Equal(bytes.Length, stream.Position);
        return read;
    }

    public static object? Any(Schema schema, Random random)
    {
        switch (schema.Tag)
        {
            case Schema.Type.Null: return null;
            case Schema.Type.Boolean: return random.Next(2) == 0;
            case Schema.Type.Int: return random.Next(3) == 0 ? int.MinValue + random.Next(5) : random.Next(-70, 70);
            case Schema.Type.Long: return random.NextInt64(long.MinValue, long.MaxValue) >> random.Next(64);
            case Schema.Type.Float: return (float)random.NextDouble() * (1 << random.Next(30));
            case Schema.Type.Double: return random.NextDouble() * Math.Pow(10, random.Next(-300, 300));
            case Schema.Type.String: return string.Concat(Enumerable.Range(0, random.Next(5)).Select(_ => "aé😀\0\u2028"[random.Next(2)])) + (random.Next(3) == 0 ? "😀" : "");
            case Schema.Type.Bytes:
                byte[] bytes = new byte[random.Next(4)];
                random.NextBytes(bytes);
                return bytes;
            case Schema.Type.Enumeration: return new GenericEnum((EnumSchema)schema, ((EnumSchema)schema)[random.Next(((EnumSchema)schema).Count)]);
            case Schema.Type.Array: return Enumerable.Range(0, random.Next(4)).Select(_ => Any(((ArraySchema)schema).ItemSchema, random)).ToArray();
            case Schema.Type.Union: return Any(((UnionSchema)schema)[random.Next(((UnionSchema)schema).Count)], random);
            default:
                GenericRecord record = new((RecordSchema)schema);
                foreach (Field field in record.Schema.Fields)
                    record.Add(field.Name, Any(field.Schema, random));
                return record;
        }
    }

    public static string Show(object? value) => value switch
    {
        null => "null",
        string text => '"' + text + '"',
        GenericEnum symbol => '"' + symbol.Value + '"',
        bool flag => flag ? "true" : "false",
        byte[] bytes => "0x" + Convert.ToHexString(bytes),
        GenericRecord record => Show(record.Schema.Fields.Select(f => (f.Name, (object?)record.GetValue(f.Pos)))),
        IReadOnlyDictionary<string, object?> fields => Show(fields.Select(f => (f.Key, f.Value))),
        SfEvent read => Show(read.GetFieldNames().Skip(2).Select(f => (f, read.GetValue(f)))),
        SfRecord nested => Show(nested.GetFieldNames().Select(f => (f, nested.GetValue(f)))),
        IEnumerable list => $"[{string.Join(",", list.Cast<object?>().Select(Show))}]",
        IFormattable number => number.ToString(number is float or double ? "R" : null, CultureInfo.InvariantCulture),
        _ => throw new ArgumentException(value.GetType().Name, nameof(value)),
    };

    private static string Show(IEnumerable<(string Name, object? Value)> fields) =>
        $"{{{string.Join(",", fields.Select(f => $"{f.Name}:{Show(f.Value)}"))}}}";
}
