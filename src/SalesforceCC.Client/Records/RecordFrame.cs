using System.Runtime.CompilerServices;

namespace SalesforceCC.Records;

/// <summary>The values of one record while it is being read. One frame a level, used again for every record.</summary>
internal sealed class RecordFrame
{
    private object[] _objects = new object[4];

    public Slot[] Slots { get; private set; } = new Slot[32];

    public int ObjectCount { get; private set; }

    /// <summary>The bytes of <c>attributes.type</c>; null while none was seen.</summary>
    public byte[]? RawType { get; set; }

    private int UrlStart { get; set; }

    private int UrlLength { get; set; }

    public void Clear()
    {
        Array.Clear(_objects, 0, ObjectCount);
        ObjectCount = 0;
        RawType = null;
        SetUrl(0, 0);
    }

    /// <summary>Remembers where the text of <c>attributes.url</c> stands.</summary>
    public void SetUrl(int start, int length)
    {
        UrlStart = start;
        UrlLength = length;
    }

    /// <summary>Makes the Id at the end of the record's own URL a value of the row.</summary>
    public void PutId(int slot, ReadOnlySpan<byte> data)
    {
        ReadOnlySpan<byte> url = data.Slice(UrlStart, UrlLength);
        int start = url.LastIndexOf((byte)'/') + 1;
        At(slot) = start > 0 && SfId.IsRecordId(url.Slice(start))
            ? new Slot { Start = UrlStart + start, Length = UrlLength - start }
            : default;
    }

    /// <summary>The slot of a field, to be filled.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref Slot At(int slot)
    {
        if (slot >= Slots.Length)
            Grow(slot);
        return ref Slots[slot];
    }

    /// <summary>Keeps an object and makes the slot point to it.</summary>
    public void Put(int slot, object value)
    {
        if (ObjectCount == _objects.Length)
            Array.Resize(ref _objects, ObjectCount * 2);
        _objects[ObjectCount] = value;
        At(slot) = new Slot { Start = ObjectCount++, Length = Slot.ObjectLength, Kind = SlotKind.Object };
    }

    /// <summary>The object that a slot points to.</summary>
    public object ObjectAt(int index) => _objects[index];

    /// <summary>The objects, for the record to keep.</summary>
    public object[] TakeObjects()
    {
        object[] taken = new object[ObjectCount];
        Array.Copy(_objects, taken, ObjectCount);
        Array.Clear(_objects, 0, ObjectCount);
        return taken;
    }

    private void Grow(int slot)
    {
        Slot[] larger = new Slot[Math.Max(slot + 1, Slots.Length * 2)];
        Slots.CopyTo(larger, 0);
        Slots = larger;
    }
}
