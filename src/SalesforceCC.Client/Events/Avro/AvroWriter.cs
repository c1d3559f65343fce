using System.Buffers.Binary;
using System.Collections;
using System.Text;

namespace SalesforceCC.Events.Avro;

/// <summary>
/// Writes values in Avro's binary form. They come as <see cref="AvroReader.Read"/> gives them: the .NET type of the
/// schema's kind, dictionaries as records, lists as arrays.
/// </summary>
internal sealed class AvroWriter
{
    private readonly MemoryStream _bytes = new();

    /// <summary>What has been written.</summary>
    public byte[] ToArray() => _bytes.ToArray();

    /// <summary>The bytes of one value.</summary>
    /// <exception cref="ArgumentException">It is none of the schema.</exception>
    public static byte[] Of(AvroSchema schema, object? value)
    {
        AvroWriter writer = new();
        writer.Write(schema, value);
        return writer.ToArray();
    }

    public void Write(AvroSchema schema, object? value)
    {
        switch (schema.Kind)
        {
            case AvroKind.Null when value is null: break;
            case AvroKind.Boolean when value is bool flag: _bytes.WriteByte(flag ? (byte)1 : (byte)0); break;
            case AvroKind.Int when value is int number: WriteLong(number); break;
            case AvroKind.Long when value is long or int: WriteLong(value as long? ?? (int)value); break;
            case AvroKind.Float when value is float number: WriteBits(BitsOf(number), sizeof(float)); break;
            case AvroKind.Double when value is double number: WriteBits(BitConverter.DoubleToInt64Bits(number), sizeof(double)); break;
            case AvroKind.String when value is string text: WriteBytes(Encoding.UTF8.GetBytes(text)); break;
            case AvroKind.Bytes when value is byte[] bytes: WriteBytes(bytes); break;
            case AvroKind.Enum when value is string symbol && Array.IndexOf(schema.Symbols, symbol) is int index && index >= 0: WriteLong(index); break;
            case AvroKind.Union when BranchOf(schema, value) is int branch && branch >= 0:
                WriteLong(branch);
                Write(schema.Branches[branch], value);
                break;
            case AvroKind.Array when value is IList list and not byte[]: WriteArray(schema.Items, list); break;
            case AvroKind.Record when value is IReadOnlyDictionary<string, object?> fields: WriteRecord(schema, fields); break;
            default: throw new ArgumentException($"{value?.GetType().Name ?? "null"} is no value of {schema}.", nameof(value));
        }
    }

    /// <summary>Whether a value is one of the schema, without a look at what lies in it.</summary>
    private static bool Fits(AvroSchema schema, object? value) => schema.Kind switch
    {
        AvroKind.Null => value is null,
        AvroKind.Boolean => value is bool,
        AvroKind.Int => value is int,
        AvroKind.Long => value is long or int,
        AvroKind.Float => value is float,
        AvroKind.Double => value is double,
        AvroKind.String => value is string,
        AvroKind.Bytes => value is byte[],
        AvroKind.Enum => value is string symbol && Array.IndexOf(schema.Symbols, symbol) >= 0,
        AvroKind.Array => value is IList and not byte[],
        _ => value is IReadOnlyDictionary<string, object?> fields && IsOf(schema, fields),
    };

    // Of several records in a union, the one that has all the names.
    private static bool IsOf(AvroSchema record, IReadOnlyDictionary<string, object?> fields)
    {
        int found = 0;
        foreach (AvroField field in record.Fields)
        {
            if (fields.TryGetValue(field.Name, out object? value))
                found++;
            else
                value = null;
            if (field.Schema.Kind == AvroKind.Union ? BranchOf(field.Schema, value) < 0 : !Fits(field.Schema, value))
                return false;
        }

        return found == fields.Count;
    }

    private static int BranchOf(AvroSchema union, object? value) => Array.FindIndex(union.Branches, b => Fits(b, value));

    private void WriteArray(AvroSchema items, IList list)
    {
        if (list.Count > 0)
        {
            WriteLong(list.Count);
            foreach (object? item in list)
                Write(items, item);
        }

        WriteLong(0);
    }

    private void WriteRecord(AvroSchema record, IReadOnlyDictionary<string, object?> fields)
    {
        foreach (AvroField field in record.Fields)
            Write(field.Schema, fields.TryGetValue(field.Name, out object? value) ? value : null);
    }

    private void WriteLong(long number)
    {
        ulong bits = (ulong)((number << 1) ^ (number >> 63));
        for (; bits >= 0x80; bits >>= 7)
            _bytes.WriteByte((byte)(bits | 0x80));
        _bytes.WriteByte((byte)bits);
    }

    private void WriteBytes(byte[] bytes)
    {
        WriteLong(bytes.Length);
        _bytes.Write(bytes, 0, bytes.Length);
    }

    private void WriteBits(long bits, int length)
    {
        byte[] bytes = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, bits);
        _bytes.Write(bytes, 0, length);
    }

    private static int BitsOf(float number)
    {
#if NET
        return BitConverter.SingleToInt32Bits(number);
#else
        return BitConverter.ToInt32(BitConverter.GetBytes(number), 0);
#endif
    }
}
