namespace SalesforceCC.Records;

/// <summary>What was changed in a record since it was read: what a write has to send.</summary>
internal static class RecordChanges
{
    /// <summary>The changes, in the order of the fields; then what was added.</summary>
    public static IReadOnlyList<FieldChange> Of(SfRecord record)
    {
        List<FieldChange> changes = [];
        RecordLayout layout = record.Layout;
        object data = record.Data;
        if (data is FlatRow flat)
        {
            changes.AddRange(Of(flat.Source).Where(static c => !c.IsAdded));
        }
        else if (data is ChangedRow row)
        {
            for (int slot = 0; slot < layout.Shape.FieldNames.Count; slot++)
            {
                if (row.IsChanged(slot))
                    changes.Add(new FieldChange(layout.Shape.FieldNames[slot], row.Get(slot, layout), row.Original(slot, layout), IsAdded: false));
            }
        }

        foreach (KeyValuePair<string, object?> added in SfRecord.Host.AddedTo(record))
            Add(changes, record, added.Key, SfRecord.Host.Unwrap(added.Value));
        return changes;
    }

    /// <summary>The value as it was read, or accepted since.</summary>
    public static object? Original(SfRecord record, int slot)
    {
        if (slot < 0)
            return null;
        return record.Data switch
        {
            ChangedRow row => row.Original(slot, record.Layout),
            FlatRow flat => flat.Original(slot),
            object packed => PackedRow.Read(packed, slot, record.Layout),
        };
    }

    /// <summary>The Id that the record was read with.</summary>
    public static string? Id(SfRecord record)
    {
        RecordLayout layout = record.Layout;
        object data = record.Data;
        if (data is FlatRow flat)
            return Id(flat.Source);
        if (layout.Shape.ObjectName == ObjectNames.Aggregate)
            return null;
        if (layout.Shape.IdSlot >= 0)
            return Original(record, layout.Shape.IdSlot) as string;
        return layout.HiddenIdSlot < 0 ? null : PackedRow.ReadHiddenId(data is ChangedRow row ? row.Packed : data, layout);
    }

    /// <summary>The record's state once its changes are its originals; null where it stays as it is.</summary>
    public static RowState? Accept(SfRecord record)
    {
        object data = record.Data;
        if (data is FlatRow flat)
        {
            flat.Source.AcceptChanges();
            return null;
        }

        KeyValuePair<string, object?>[] added = [.. SfRecord.Host.AddedTo(record)];
        if (data is not ChangedRow row)
        {
            if (added.Length == 0)
                return null;
            row = new ChangedRow(data, record.Layout.Shape.FieldNames.Count);
        }

        return row.Accept(added);
    }

    // A property of a field's name hides the field.
    private static void Add(List<FieldChange> changes, SfRecord record, string name, object? value)
    {
        int slot = record.Layout.Shape.IndexOf(name);
        if (record.Data is ChangedRow row && row.Added.TryGetValue(name, out object? accepted) && FieldValue.AreSame(accepted, value))
            return;
        changes.RemoveAll(c => c.Field.Equals(name, StringComparison.OrdinalIgnoreCase));
        object? original = Original(record, slot);
        if (slot < 0 || !FieldValue.AreSame(value, original))
            changes.Add(new FieldChange(slot < 0 ? name : record.Layout.Shape.FieldNames[slot], value, original, slot < 0));
    }
}
