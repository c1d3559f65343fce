using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using SalesforceCC.Json;
using SalesforceCC.Values;

namespace SalesforceCC.Records;

/// <summary>The packed form of a row: one byte array with the values as they stood in the JSON.</summary>
/// <remarks>
/// First the end of each value (two bytes each, four in a row over 64 KB), then the values. The first byte of a value
/// tells its kind:
/// <code>
///   (nothing)   null
///   t  f        true, false
///   "text       text without escapes
///   \text       text with escapes, still in them
///   -1 or 23.0  a number
///   {0001       an object: its index in NestedRow.Objects, as four bytes
/// </code>
/// A row of 18 fields takes some 450 bytes so, where ready strings in an array take 1,700, and the time to make them
/// is spent only for the values that are read.
/// </remarks>
internal static class PackedRow
{
    // A decimal holds any number that is no longer.
    private const int MostDigits = 28;

    private static readonly object s_true = true;
    private static readonly object s_false = false;
    private static readonly SfRecord[] s_noChildren = [];

    /// <summary>Packs the values of a frame, which refer to <paramref name="data"/>.</summary>
    public static object Pack(ReadOnlySpan<byte> data, RecordFrame frame, int count)
    {
        byte[] row = new byte[Size(frame, count)];
        Fill(row, data, frame, count);
        return frame.ObjectCount == 0 ? row : new NestedRow(row, frame.TakeObjects());
    }

    /// <summary>How many bytes the packed row of a frame has.</summary>
    public static int Size(RecordFrame frame, int count)
    {
        long length = 0;
        foreach (ref readonly Slot slot in frame.Slots.AsSpan(0, count))
            length += slot.Length;
        return length + (count * sizeof(ushort)) <= ushort.MaxValue
            ? (int)length + (count * sizeof(ushort))
            : checked((int)(length + (count * (long)sizeof(int))));
    }

    /// <summary>Packs the values of a frame into a row of the size that it takes.</summary>
    public static void Fill(Span<byte> row, ReadOnlySpan<byte> data, RecordFrame frame, int count)
    {
        int width = row.Length <= ushort.MaxValue ? sizeof(ushort) : sizeof(int);
        Fill(row, count * width, width, data, frame.Slots.AsSpan(0, count));
    }

    /// <summary>Makes the object of one value of a row with or without objects.</summary>
    public static object? Read(object data, int slot, RecordLayout layout) => data switch
    {
        NestedRow row => Read(row.Bytes, row.Objects, slot, layout),
        ReadRow row => row.Read(slot),
        _ => Read((byte[])data, null, slot, layout),
    };

    /// <summary>Makes the object of one value.</summary>
    public static object? Read(byte[] row, object[]? objects, int slot, RecordLayout layout)
    {
        ReadOnlySpan<byte> value = Value(row, slot, layout);
        if (value.IsEmpty)
            return layout.Types[slot] == FieldType.Children ? s_noChildren : null;
        switch (value[0])
        {
            case (byte)'"':
                return ReadText(value.Slice(1), layout.Types[slot]);
            case (byte)'\\':
                return JsonText.Escaped(value.Slice(1));
            case (byte)'t':
                return s_true;
            case (byte)'f':
                return s_false;
            case (byte)'{':
                return objects![BinaryPrimitives.ReadInt32LittleEndian(value.Slice(1))];
            default:
                return layout.Types[slot] switch
                {
                    FieldType.Number => JsonNumber.ReadDecimal(value),
                    FieldType.Integer or FieldType.Long => JsonNumber.ReadInteger(value),
                    _ => JsonNumber.Read(value),
                };
        }
    }

    /// <summary>The Id that was not asked for: text as it is, without its kind. Null where there is none.</summary>
    public static string? ReadHiddenId(object data, RecordLayout layout)
    {
        ReadOnlySpan<byte> id = Value(data as byte[] ?? ((NestedRow)data).Bytes, layout.HiddenIdSlot, layout);
        return id.IsEmpty ? null : JsonText.Plain(id);
    }

    /// <summary>Whether each value is of the type that its property has.</summary>
    public static bool Fits(object data, RecordLayout layout)
    {
        byte[] row = data as byte[] ?? ((NestedRow)data).Bytes;
        FieldType[] types = layout.Shape.PropertyTypes;
        for (int slot = 0; slot < types.Length; slot++)
        {
            if (types[slot] == FieldType.Unknown)
                continue;
            ReadOnlySpan<byte> value = Value(row, slot, layout);
            if (!value.IsEmpty && !Fits(value, types[slot]))
                return false;
        }

        return true;
    }

    /// <summary>The same before they are packed. For nearly all values a look at the first byte or the length is enough.</summary>
    public static bool Fits(ReadOnlySpan<byte> data, RecordFrame frame, FieldType[] types)
    {
        ReadOnlySpan<Slot> slots = frame.Slots.AsSpan(0, types.Length);
        for (int i = 0; i < slots.Length; i++)
        {
            ref readonly Slot slot = ref slots[i];
            FieldType type = types[i];
            if (slot.Length == 0 || type == FieldType.Unknown)
                continue;
            bool fits = slot.Kind switch
            {
                SlotKind.Object => false,
                SlotKind.EscapedText => type == FieldType.Text,
                _ when type == FieldType.Text => data[slot.Start] == '"',
                _ => Fits(data.Slice(slot.Start, slot.Length), type),
            };
            if (!fits)
                return false;
        }

        return true;
    }

    private static bool Fits(ReadOnlySpan<byte> value, FieldType type)
    {
        byte kind = value[0];
        switch (type)
        {
            case FieldType.Text:
                return kind is (byte)'"' or (byte)'\\';
            case FieldType.Boolean:
                return kind is (byte)'t' or (byte)'f';
            case FieldType.Number when IsNumber(kind):
                return (value.Length <= MostDigits && value.IndexOfAny((byte)'e', (byte)'E') < 0)
                    || JsonNumber.ReadDecimal(value) is decimal;
            case FieldType.Integer when IsNumber(kind):
                return JsonNumber.IsSmallInteger(value)
                    || JsonNumber.TryReadLong(value) is >= int.MinValue and <= int.MaxValue || JsonNumber.ReadInteger(value) is int;
            case FieldType.DateTime when kind == '"':
                return SalesforceTime.IsDateTime(value.Slice(1));
            case FieldType.Date when kind == '"':
                return SalesforceTime.TryDate(value.Slice(1), out _);
            case FieldType.Time when kind == '"':
                return SalesforceTime.TryTime(value.Slice(1), out _);
            default:
                return false;
        }
    }

    private static bool IsNumber(byte kind) => kind is (byte)'-' or (>= (byte)'0' and <= (byte)'9');

    /// <summary>Which of the row's objects a value points to; -1: it is none.</summary>
    public static int ObjectIndex(byte[] row, int slot, RecordLayout layout)
    {
        ReadOnlySpan<byte> value = Value(row, slot, layout);
        return value.IsEmpty || value[0] != '{' ? -1 : BinaryPrimitives.ReadInt32LittleEndian(value.Slice(1));
    }

    /// <summary>The bytes of one value, its kind first.</summary>
    public static ReadOnlySpan<byte> Value(byte[] row, int slot, RecordLayout layout)
    {
        int count = layout.Types.Length;
        int start;
        int end;
        if (row.Length <= ushort.MaxValue)
        {
            start = slot == 0 ? count * sizeof(ushort) : ReadShort(row, slot - 1);
            end = ReadShort(row, slot);
        }
        else
        {
            start = slot == 0 ? count * sizeof(int) : ReadInt(row, slot - 1);
            end = ReadInt(row, slot);
        }

        return row.AsSpan(start, end - start);
    }

    /// <summary>Makes the object of a text; one that is not what describe calls it stays text.</summary>
    private static object ReadText(ReadOnlySpan<byte> text, FieldType type)
    {
        switch (type)
        {
            case FieldType.DateTime when SalesforceTime.TryDateTime(text, out DateTimeOffset moment):
                return moment;
            case FieldType.Date when SalesforceTime.TryDate(text, out DateTime date):
                return date;
            case FieldType.Time when SalesforceTime.TryTime(text, out TimeSpan time):
                return time;
            default:
                return JsonText.Plain(text);
        }
    }

    private static void Fill(Span<byte> row, int end, int width, ReadOnlySpan<byte> data, ReadOnlySpan<Slot> slots)
    {
        int header = 0;
        foreach (ref readonly Slot slot in slots)
        {
            int start = end;
            end += slot.Length;
            if (slot.Kind == SlotKind.Object)
            {
                row[start] = (byte)'{';
                BinaryPrimitives.WriteInt32LittleEndian(row.Slice(start + 1, sizeof(int)), slot.Start);
            }
            else
            {
                JsonBytes.Copy(data.Slice(slot.Start), row.Slice(start), slot.Length);
                if (slot.Kind == SlotKind.EscapedText)
                    row[start] = (byte)'\\';
            }

            if (width == sizeof(ushort))
                BinaryPrimitives.WriteUInt16LittleEndian(row.Slice(header), (ushort)end);
            else
                BinaryPrimitives.WriteInt32LittleEndian(row.Slice(header), end);
            header += width;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int ReadShort(byte[] row, int index) =>
        BinaryPrimitives.ReadUInt16LittleEndian(row.AsSpan(index * sizeof(ushort)));

    private static int ReadInt(byte[] row, int index) =>
        BinaryPrimitives.ReadInt32LittleEndian(row.AsSpan(index * sizeof(int)));
}
