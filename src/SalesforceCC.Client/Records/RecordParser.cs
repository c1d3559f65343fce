using System.Diagnostics.CodeAnalysis;
using SalesforceCC.Json;

namespace SalesforceCC.Records;

/// <summary>Reads records from a cursor. Like the cursor it answers false where the bytes ended too early.</summary>
internal sealed class RecordParser
{
    private readonly RecordTyping _typing;
    private readonly List<RecordFrame> _frames = [];
    private readonly IncompleteList _incomplete = new();
    private int _level;

    public RecordParser(RecordTyping typing) => _typing = typing;

    /// <summary>The child collections, in the records read so far, that have more pages.</summary>
    public IReadOnlyList<IncompleteChildren> Incomplete => _incomplete.All;

    /// <summary>Reads a record that stands by itself or in a page.</summary>
    /// <param name="cursor">Where it begins.</param>
    /// <param name="root">Where its shape starts.</param>
    /// <param name="rows">Takes the record if it holds no objects; null: it is to be made.</param>
    /// <param name="record">The record; null: <paramref name="rows"/> has it.</param>
    public bool TryRead(ref JsonCursor cursor, ShapeNode root, PackedRows? rows, out SfRecord? record)
    {
        // An earlier attempt may have ended in the middle.
        _level = 0;
        record = null;
        RecordFrame frame = NextFrame();
        int incomplete = _incomplete.Next;
        if (!TryMembers(ref cursor, root, frame, out ShapeNode end))
        {
            _incomplete.TakeBack(incomplete);
            return false;
        }

        if (rows is not null && frame.ObjectCount == 0 && _incomplete.Next == incomplete)
            rows.Add(cursor.Data, frame, LayoutOf(ref cursor, end, frame));
        else
            record = ToRecord(ref cursor, end, frame, incomplete);
        return true;
    }

    /// <summary>Reads the members of an object into a frame.</summary>
    private bool TryMembers(ref JsonCursor cursor, ShapeNode root, RecordFrame frame, out ShapeNode end)
    {
        ShapeNode node = end = root;
        cursor.Enter();
        while (true)
        {
            // Nearly always the row goes on like the one before: then this is the whole price of a name.
            ShapeNode? next = node.Likely;
            if (next is null || !cursor.TryMatch(next.Expected))
            {
                bool first = node == root;
                if (!cursor.TryNextMember(ref first, out bool found))
                    return false;
                if (!found)
                    break;
                if (!TryName(ref cursor, node, out next))
                    return false;
            }

            if (!cursor.TryPeek(out byte start))
                return false;
            // Salesforce's attributes are an object; a column of an aggregate query may bear the name, too.
            if (next.IsNamedAttributes && next.IsAttributes != (start == '{'))
                next = node.NextAttributes(isField: start != '{');
            if (next.IsAttributes)
            {
                if (!RecordAttributes.TryRead(ref cursor, next, frame))
                    return false;
                node = next;
                continue;
            }

            if (!(start == '"' ? TryText(ref cursor, next, frame) : TryField(ref cursor, start, next, frame)))
                return false;
            node = next;
        }

        end = node;
        return true;
    }

    private SfRecord ToRecord(ref JsonCursor cursor, ShapeNode end, RecordFrame frame, int incomplete)
    {
        RecordLayout layout = LayoutOf(ref cursor, end, frame);
        SfRecord record = layout.Shape.Create(layout, PackedRow.Pack(cursor.Data, frame, layout.Types.Length));
        if (_incomplete.Next > incomplete)
            _incomplete.SetOwner(record, incomplete);
        _level--;
        return record;
    }

    private RecordLayout LayoutOf(ref JsonCursor cursor, ShapeNode end, RecordFrame frame)
    {
        RecordLayout layout = end.Layout(frame.RawType, _typing);
        if (!layout.IsSettled && !layout.IsAsked)
            _typing.Check(layout, cursor.Data, frame);
        if (layout.HiddenIdSlot >= 0)
            frame.PutId(layout.HiddenIdSlot, cursor.Data);
        return layout.Shape.IsTyped && !PackedRow.Fits(cursor.Data, frame, layout.Shape.PropertyTypes)
            ? _typing.LooseOf(layout)
            : layout;
    }

    private static bool TryName(ref JsonCursor cursor, ShapeNode node, [NotNullWhen(true)] out ShapeNode? next)
    {
        next = null;
        int start = cursor.Position;
        if (!cursor.TryString(out _))
            return false;
        int end = cursor.Position;
        if (!cursor.TryColon())
            return false;
        next = node.Next(cursor.Data.Slice(start, end - start));
        return true;
    }

    // By itself because it is what most fields are.
    private static bool TryText(ref JsonCursor cursor, ShapeNode field, RecordFrame frame)
    {
        int start = cursor.Position;
        if (!cursor.TryString(out bool isEscaped))
            return false;
        ref Slot slot = ref frame.At(field.Slot);
        slot.Start = start;
        slot.Length = cursor.Position - start - 1;
        slot.Kind = isEscaped ? SlotKind.EscapedText : SlotKind.Literal;
        return true;
    }

    private bool TryField(ref JsonCursor cursor, byte first, ShapeNode field, RecordFrame frame)
    {
        int start = cursor.Position;
        ref Slot slot = ref frame.At(field.Slot);
        switch (first)
        {
            case (byte)'n':
                slot = default;
                return cursor.TryLiteral("null"u8);

            case (byte)'t':
                slot = new Slot { Start = start, Length = 1 };
                return cursor.TryLiteral("true"u8);

            case (byte)'f':
                slot = new Slot { Start = start, Length = 1 };
                return cursor.TryLiteral("false"u8);

            case (byte)'{':
                if (!TryObject(ref cursor, field, out object? value))
                    return false;
                frame.Put(field.Slot, value!);
                return true;

            case (byte)'[':
                if (!TryArray(ref cursor, field, out object?[]? array))
                    return false;
                frame.Put(field.Slot, array!);
                return true;

            default:
                if (!cursor.TryNumber())
                    return false;
                slot = new Slot { Start = start, Length = cursor.Position - start };
                return true;
        }
    }

    /// <summary>Reads a record, or the rows of a subquery.</summary>
    /// <remarks>
    /// Only at its end is an object known to be the one or the other. To go back then and read it again would take
    /// twice as long at every level of nesting.
    /// </remarks>
    private bool TryObject(ref JsonCursor cursor, ShapeNode field, out object? value)
    {
        value = null;
        RecordFrame frame = NextFrame();
        int incomplete = _incomplete.Next;
        if (!TryMembers(ref cursor, field.Nested, frame, out ShapeNode end))
            return false;
        value = end.ChildPage is { } page && page.TryRows(cursor.Data, frame, out SfRecord[]? rows)
            ? ToChildren(ref cursor, field, frame, page, rows, incomplete)
            : ToRecord(ref cursor, end, frame, incomplete);
        return true;
    }

    private SfRecord[] ToChildren(
        ref JsonCursor cursor, ShapeNode field, RecordFrame frame, ChildPage page, SfRecord[] rows, int incomplete)
    {
        // What else the page holds is dropped, and owns nothing.
        _incomplete.DropUnowned(incomplete);
        if (page.NextRecordsUrl(cursor.Data, frame) is { } next)
            _incomplete.Add(new IncompleteChildren(
                field.Slot, rows, page.TotalSize(cursor.Data, frame), next, field.Selection?.Find(field.Name)?.Children));
        else if (page.IsUnfinished(cursor.Data, frame))
            throw cursor.Wrong("a nextRecordsUrl for child rows that are not done");
        _level--;
        return rows;
    }

    private bool TryArray(ref JsonCursor cursor, ShapeNode field, out object?[]? array)
    {
        array = null;
        List<object?> elements = [];
        int incomplete = _incomplete.Next;
        cursor.Enter();
        for (bool first = true; ;)
        {
            if (!cursor.TryNextElement(ref first, out bool found))
                return false;
            if (!found)
                break;
            if (!TryElement(ref cursor, field, out object? element))
                return false;
            elements.Add(element);
        }

        // Only a field can be given the rest of its rows.
        if (_incomplete.HasUnowned(incomplete))
            throw cursor.Wrong("all of the rows that stand in an array");
        array = elements.Count == 0 ? [] : elements.ToArray();
        return true;
    }

    private bool TryElement(ref JsonCursor cursor, ShapeNode field, out object? element)
    {
        element = null;
        if (!cursor.TryPeek(out byte next))
            return false;
        if (next == '{')
            return TryObject(ref cursor, field, out element);
        if (next == '[')
        {
            bool isRead = TryArray(ref cursor, field, out object?[]? array);
            element = array;
            return isRead;
        }

        return JsonScalar.TryRead(ref cursor, next, out element);
    }

    private RecordFrame NextFrame()
    {
        if (_level == _frames.Count)
            _frames.Add(new RecordFrame());
        RecordFrame frame = _frames[_level++];
        frame.Clear();
        return frame;
    }
}
