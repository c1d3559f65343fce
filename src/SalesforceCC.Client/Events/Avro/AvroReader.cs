using System.Buffers.Binary;
using SalesforceCC.Json;

namespace SalesforceCC.Events.Avro;

/// <summary>Reads values of Avro's binary form. What is not as the schema says is an error, whatever the bytes are.</summary>
/// <param name="data">The payload.</param>
/// <param name="position">Where to begin.</param>
internal ref struct AvroReader(ReadOnlySpan<byte> data, int position = 0)
{
    // Salesforce's nest twice. A schema may refer to itself, and must not overflow the stack.
    private const int MaxDepth = 64;

    // Values that take no bytes could be without end.
    private const int FreeValues = 100_000;

    private readonly ReadOnlySpan<byte> _data = data;
    private int _depth;
    private long _values;

    /// <summary>Where the next value begins.</summary>
    public int Position { get; private set; } = position;

    /// <summary>Fails where something is left.</summary>
    public readonly void End()
    {
        if (Position != _data.Length)
            throw Wrong("the end");
    }

    public bool ReadBoolean() => Take(1)[0] switch
    {
        0 => false,
        1 => true,
        _ => throw Wrong("true or false"),
    };

    public int ReadInt() => ReadLong() is long number and >= int.MinValue and <= int.MaxValue ? (int)number : throw Wrong("an int");

    public long ReadLong()
    {
        // Nearly all are one byte: the branches of unions.
        if ((uint)Position < (uint)_data.Length && _data[Position] is < 0x80 and byte small)
        {
            Position++;
            return (small >> 1) ^ -(small & 1);
        }

        ulong bits = 0;
        for (int shift = 0; shift < 64; shift += 7)
        {
            if ((uint)Position >= (uint)_data.Length)
                throw Wrong("a number");
            byte next = _data[Position++];
            if (shift == 63 && next > 1)
                break;
            bits |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
                return (long)(bits >> 1) ^ -(long)(bits & 1);
        }

        throw Wrong("a number of 64 bits");
    }

    public float ReadFloat()
    {
        int bits = BinaryPrimitives.ReadInt32LittleEndian(Take(sizeof(float)));
#if NET
        return BitConverter.Int32BitsToSingle(bits);
#else
        return BitConverter.ToSingle(BitConverter.GetBytes(bits), 0);
#endif
    }

    public double ReadDouble() => BitConverter.Int64BitsToDouble(BinaryPrimitives.ReadInt64LittleEndian(Take(sizeof(double))));

    public ReadOnlySpan<byte> ReadBytes()
    {
        long length = ReadLong();
        return length >= 0 && length <= _data.Length - Position ? Take((int)length) : throw Wrong("the length of a text");
    }

    public string ReadString() => JsonText.Plain(ReadBytes());

    public string ReadSymbol(AvroSchema schema) => schema.Symbols[ReadIndex(schema.Symbols.Length, "a symbol")];

    /// <summary>The branch of a union that follows; the schema itself where it is no union.</summary>
    public AvroSchema ReadBranch(AvroSchema schema) =>
        schema.Kind == AvroKind.Union ? schema.Branches[ReadIndex(schema.Branches.Length, "a branch")] : schema;

    /// <summary>Any value: records are dictionaries, arrays are lists.</summary>
    public object? Read(AvroSchema schema)
    {
        switch (schema.Kind)
        {
            case AvroKind.Null: return null;
            case AvroKind.Boolean: return ReadBoolean();
            case AvroKind.Int: return ReadInt();
            case AvroKind.Long: return ReadLong();
            case AvroKind.Float: return ReadFloat();
            case AvroKind.Double: return ReadDouble();
            case AvroKind.String: return ReadString();
            case AvroKind.Bytes: return ReadBytes().ToArray();
            case AvroKind.Enum: return ReadSymbol(schema);
            case AvroKind.Union: return Read(ReadBranch(schema));
            case AvroKind.Array: return ReadArray(schema.Items);
            default:
                Enter(schema);
                Dictionary<string, object?> record = new(schema.Fields.Length, StringComparer.Ordinal);
                foreach (AvroField field in schema.Fields)
                    record.Add(field.Name, Read(field.Schema));
                Leave();
                return record;
        }
    }

    /// <summary>Goes over a value, and sees that it is one.</summary>
    public void Skip(AvroSchema schema)
    {
        switch (schema.Kind)
        {
            case AvroKind.Null: break;
            case AvroKind.Boolean: ReadBoolean(); break;
            case AvroKind.Int: ReadInt(); break;
            case AvroKind.Long: ReadLong(); break;
            case AvroKind.Float: Take(sizeof(float)); break;
            case AvroKind.Double: Take(sizeof(double)); break;
            case AvroKind.String or AvroKind.Bytes: ReadBytes(); break;
            case AvroKind.Enum: ReadIndex(schema.Symbols.Length, "a symbol"); break;
            case AvroKind.Union: Skip(ReadBranch(schema)); break;
            case AvroKind.Array:
                Enter(schema);
                for (AvroBlock block = default; ReadBlock(ref block);)
                    Skip(schema.Items);
                Leave();
                break;
            default:
                Enter(schema);
                foreach (AvroField field in schema.Fields)
                    Skip(field.Schema);
                Leave();
                break;
        }
    }

    /// <summary>Goes to the next item of an array.</summary>
    /// <param name="block">Where the array is; the default value before its first item.</param>
    /// <returns>False at its end.</returns>
    public bool ReadBlock(ref AvroBlock block)
    {
        if (block.Left > 0)
        {
            block.Left--;
            Count(1);
            return true;
        }

        if (block.End is int end && end != Position)
            throw Wrong("the end of a block");
        long count = ReadLong();
        block.End = null;
        if (count < 0)
        {
            long size = ReadLong();
            if (count == long.MinValue || size < 0 || size > _data.Length - Position)
                throw Wrong("the size of a block");
            count = -count;
            block.End = Position + (int)size;
        }

        if (count == 0)
            return false;
        block.Left = count - 1;
        Count(1);
        return true;
    }

    /// <summary>Before the fields of a record, or the items of an array.</summary>
    public void Enter(AvroSchema schema)
    {
        if (++_depth > MaxDepth)
            throw Wrong("values that are not nested so deeply");
        Count(1 + schema.Fields.Length);
    }

    /// <summary>Behind them.</summary>
    public void Leave() => _depth--;

    private List<object?> ReadArray(AvroSchema items)
    {
        Enter(items);
        List<object?> list = [];
        for (AvroBlock block = default; ReadBlock(ref block);)
            list.Add(Read(items));
        Leave();
        return list;
    }

    private void Count(int values)
    {
        _values += values;
        if (_values > _data.Length + (long)FreeValues)
            throw Wrong("fewer values than there are bytes for");
    }

    private int ReadIndex(int count, string what) =>
        ReadLong() is long index and >= 0 && index < count ? (int)index : throw Wrong(what + " that the schema has");

    private ReadOnlySpan<byte> Take(int length)
    {
        if (length > _data.Length - Position)
            throw Wrong(FormattableString.Invariant($"{length} bytes"));
        ReadOnlySpan<byte> taken = _data.Slice(Position, length);
        Position += length;
        return taken;
    }

    private readonly SfException Wrong(string expected) => JsonSource.Invalid(FormattableString.Invariant(
        $"The event's payload of {_data.Length} bytes is not what its schema says: {expected} was expected at byte {Position}."));
}
