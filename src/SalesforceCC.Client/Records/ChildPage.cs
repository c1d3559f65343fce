using System.Diagnostics.CodeAnalysis;
using SalesforceCC.Json;

namespace SalesforceCC.Records;

/// <summary>Where an object has what makes it the rows of a subquery: a page within a record.</summary>
internal sealed class ChildPage
{
    private int _records = -1;
    private int _totalSize = -1;
    private int _done = -1;
    private int _nextRecordsUrl = -1;

    private ChildPage()
    {
    }

    public static ReadOnlySpan<byte> Records => "\"records\""u8;

    /// <summary>The places in an object whose names lead to this node; null: some other object has such names.</summary>
    public static ChildPage? Of(ShapeNode end)
    {
        ChildPage page = new();
        for (ShapeNode node = end; node.Parent is { } parent; node = parent)
        {
            if (!page.TrySet(node.RawName, node.Slot))
                return null;
        }

        return page._records < 0 ? null : page;
    }

    /// <summary>The rows, if the values are those of a page.</summary>
    public bool TryRows(ReadOnlySpan<byte> data, RecordFrame frame, [NotNullWhen(true)] out SfRecord[]? rows)
    {
        rows = null;
        if ((_totalSize >= 0 && TotalSize(data, frame) is null)
            || (_done >= 0 && First(data, frame, _done) is not ((byte)'t' or (byte)'f'))
            || (_nextRecordsUrl >= 0 && First(data, frame, _nextRecordsUrl) is not (0 or (byte)'"')))
            return false;
        ref readonly Slot slot = ref frame.Slots[_records];
        if (slot.Kind != SlotKind.Object || frame.ObjectAt(slot.Start) is not object?[] elements || elements is SfRecord[])
            return false;

        SfRecord[] found = new SfRecord[elements.Length];
        for (int i = 0; i < found.Length; i++)
        {
            if (elements[i] is not SfRecord row)
                return false;
            found[i] = row;
        }

        rows = found;
        return true;
    }

    /// <summary>How many rows there are in all; null where the page does not say.</summary>
    public long? TotalSize(ReadOnlySpan<byte> data, RecordFrame frame) => _totalSize < 0 || frame.Slots[_totalSize].Kind != SlotKind.Literal
        ? null
        : JsonNumber.TryReadLong(data.Slice(frame.Slots[_totalSize].Start, frame.Slots[_totalSize].Length));

    /// <summary>Where the other rows are; null where there are none.</summary>
    public string? NextRecordsUrl(ReadOnlySpan<byte> data, RecordFrame frame)
    {
        if (_nextRecordsUrl < 0)
            return null;
        Slot slot = frame.Slots[_nextRecordsUrl];
        return slot.Length == 0 ? null : JsonText.Escaped(data.Slice(slot.Start + 1, slot.Length - 1));
    }

    /// <summary>Whether it says that there are more rows.</summary>
    public bool IsUnfinished(ReadOnlySpan<byte> data, RecordFrame frame) => _done >= 0 && First(data, frame, _done) == 'f';

    /// <summary>The first byte of a value: 0 for null, <c>{</c> for an object or array.</summary>
    private static byte First(ReadOnlySpan<byte> data, RecordFrame frame, int index)
    {
        ref readonly Slot slot = ref frame.Slots[index];
        return slot.Kind == SlotKind.Object ? (byte)'{' : slot.Length == 0 ? (byte)0 : data[slot.Start];
    }

    private bool TrySet(ReadOnlySpan<byte> rawName, int slot)
    {
        if (rawName.SequenceEqual(Records))
            _records = slot;
        else if (rawName.SequenceEqual("\"totalSize\""u8))
            _totalSize = slot;
        else if (rawName.SequenceEqual("\"done\""u8))
            _done = slot;
        else if (rawName.SequenceEqual("\"nextRecordsUrl\""u8))
            _nextRecordsUrl = slot;
        else
            return rawName.SequenceEqual("\"size\""u8) || rawName.SequenceEqual("\"queryLocator\""u8) || rawName.SequenceEqual("\"entityTypeName\""u8);
        return true;
    }
}
