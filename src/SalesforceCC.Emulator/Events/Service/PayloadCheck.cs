using Avro;

namespace SalesforceCC.Emulator.Events.Service;

/// <summary>
/// Whether bytes are what a schema says, to the last one; nothing is made of them. The types are those that Salesforce's schemas
/// have.
/// </summary>
internal static class PayloadCheck
{
    public static bool IsValid(RecordSchema schema, ReadOnlySpan<byte> payload) => Skip(schema, ref payload) && payload.IsEmpty;

    private static bool Skip(Avro.Schema schema, ref ReadOnlySpan<byte> rest) => schema switch
    {
        RecordSchema record => SkipFields(record, ref rest),
        UnionSchema union => TryRead(ref rest, out long branch) && branch >= 0 && branch < union.Count && Skip(union[(int)branch], ref rest),
        EnumSchema symbols => TryRead(ref rest, out long symbol) && symbol >= 0 && symbol < symbols.Count,
        ArraySchema array => SkipItems(array.ItemSchema, ref rest),
        _ => SkipPrimitive(schema.Tag, ref rest),
    };

    private static bool SkipFields(RecordSchema record, ref ReadOnlySpan<byte> rest)
    {
        foreach (Field field in record.Fields)
            if (!Skip(field.Schema, ref rest))
                return false;
        return true;
    }

    private static bool SkipItems(Avro.Schema item, ref ReadOnlySpan<byte> rest)
    {
        while (true)
        {
            if (!TryRead(ref rest, out long count) || count == long.MinValue) return false;
            if (count == 0) return true;

            // A negative count is followed by the block's size.
            if (count < 0 && !TryRead(ref rest, out _)) return false;
            for (long i = Math.Abs(count); i > 0; i--)
                if (rest.IsEmpty || !Skip(item, ref rest))
                    return false;
        }
    }

    private static bool SkipPrimitive(Avro.Schema.Type type, ref ReadOnlySpan<byte> rest)
    {
        long length;
        switch (type)
        {
            case Avro.Schema.Type.Null:
                return true;
            case Avro.Schema.Type.Int or Avro.Schema.Type.Long:
                return TryRead(ref rest, out _);
            case Avro.Schema.Type.Boolean:
                length = !rest.IsEmpty && rest[0] <= 1 ? 1 : -1;
                break;
            case Avro.Schema.Type.Float:
                length = sizeof(float);
                break;
            case Avro.Schema.Type.Double:
                length = sizeof(double);
                break;
            case Avro.Schema.Type.String or Avro.Schema.Type.Bytes:
                if (!TryRead(ref rest, out length)) return false;
                break;
            default:
                return false;
        }

        if (length < 0 || length > rest.Length) return false;
        rest = rest[(int)length..];
        return true;
    }

    private static bool TryRead(ref ReadOnlySpan<byte> rest, out long value)
    {
        const int MostBytes = 10;
        ulong raw = 0;
        value = 0;
        for (int i = 0; i < MostBytes && i < rest.Length; i++)
        {
            raw |= (ulong)(rest[i] & 0x7f) << (7 * i);
            if ((rest[i] & 0x80) != 0) continue;
            rest = rest[(i + 1)..];
            value = (long)(raw >> 1) ^ -(long)(raw & 1);
            return true;
        }

        return false;
    }
}
