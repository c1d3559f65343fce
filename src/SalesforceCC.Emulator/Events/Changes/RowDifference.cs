using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Data.Rows;
using SalesforceCC.Emulator.Events.Schemas;

namespace SalesforceCC.Emulator.Events.Changes;

/// <summary>What an event tells of the change of one row.</summary>
internal sealed class RowDifference
{
    private const string Stamp = "LastModifiedDate";

    private RowDifference(ChangeLayout layout, RowEvent row, IReadOnlyList<ChangedValue> values)
    {
        Layout = layout;
        Row = row;
        Values = values;
    }

    public ChangeLayout Layout { get; }

    public RowEvent Row { get; }

    /// <summary>What has changed; for rows that are new again, all that is not empty. Deleted rows tell nothing.</summary>
    public IReadOnlyList<ChangedValue> Values { get; }

    public string ChangeType => Row.Operation switch
    {
        RowOperation.Insert => "CREATE",
        RowOperation.Update => "UPDATE",
        RowOperation.Undelete => "UNDELETE",
        _ => "DELETE",
    };

    /// <summary>Null where nothing has changed that an event would tell.</summary>
    public static RowDifference? Of(ChangeLayout layout, RowEvent row)
    {
        if (row.Operation is RowOperation.Delete or RowOperation.HardDelete) return new RowDifference(layout, row, []);
        bool update = row.Operation == RowOperation.Update;
        List<ChangedValue> values = [];
        // What was saved as it was has changed, too; what only follows from another change need not.
        bool differs = !update || !row.Change.Context.Follows;
        for (int i = 0; i < layout.Fields.Count; i++)
        {
            ChangeField field = layout.Fields[i];
            if (field.Field is { } own) Add(row.Change, own, i + 1, -1);
            else
                for (int part = 0; part < field.Parts.Count; part++)
                    if (field.Parts[part].Field is { } of) Add(row.Change, of, i + 1, part);
        }
        return differs ? new RowDifference(layout, row, values) : null;

        void Add(RowChange change, SObjectField of, int place, int part)
        {
            object? value = change[of.Name];
            if (!update)
            {
                if (value is not null) values.Add(new ChangedValue(place, part, of, value, false));
                return;
            }
            bool changed = change.Plan.Find(of.Name) is >= 0 and int column && change.Differs(column);
            differs |= changed;
            // When it was changed is always told, even if the row does not say.
            if (!changed && of.Name != Stamp) return;
            string? diff = of.Kind == FieldKind.LongText ? TextDifference.Of(change.Before(of.Name) as string, value as string) : null;
            values.Add(new ChangedValue(place, part, of, diff ?? value, diff is not null));
        }
    }

    /// <summary>The fields of an update that have changed.</summary>
    public ChangeBitmaps Bitmaps()
    {
        if (Row.Operation != RowOperation.Update) return ChangeBitmaps.None;
        FieldBitmap changed = new(), nulled = new(), diffs = new();
        foreach (ChangedValue value in Values)
        {
            Mark(changed, value);
            if (value.Value is null) Mark(nulled, value);
            if (value.IsDiff) Mark(diffs, value);
        }
        return new ChangeBitmaps(changed.ToTexts(), nulled.ToTexts(), diffs.ToTexts());
    }

    private static void Mark(FieldBitmap bitmap, ChangedValue value)
    {
        if (value.Part < 0) bitmap.Add(value.Field);
        else bitmap.Add(value.Field, value.Part);
    }
}
