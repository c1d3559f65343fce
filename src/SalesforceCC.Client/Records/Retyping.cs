namespace SalesforceCC.Records;

/// <summary>
/// Makes the records of a page again whose describe came after them, so that their properties have types. That is the
/// first page of the first query of an object; the packed rows stay as they are.
/// </summary>
internal static class Retyping
{
    public static void Apply(RecordPage page)
    {
        Dictionary<SfRecord, SfRecord>? moved = page.IncompleteChildren.Count == 0 ? null : [];
        ApplyTo(page.Records, moved);
        foreach (IncompleteChildren children in page.IncompleteChildren)
        {
            if (moved!.TryGetValue(children.Owner, out SfRecord? owner))
                children.MoveTo(owner);
        }
    }

    // In place: whoever has the array has the new records.
    private static void ApplyTo(object?[] objects, Dictionary<SfRecord, SfRecord>? moved)
    {
        for (int i = 0; i < objects.Length; i++)
        {
            if (objects[i] is SfRecord record)
                objects[i] = Again(record, moved);
            else if (objects[i] is object?[] array)
                ApplyTo(array, moved);
        }
    }

    private static SfRecord Again(SfRecord record, Dictionary<SfRecord, SfRecord>? moved)
    {
        if (record.Data is NestedRow row)
            ApplyTo(row.Objects, moved);
        if (record.Layout.Next is not { } layout || !PackedRow.Fits(record.Data, layout))
            return record;
        SfRecord again = layout.Shape.Create(layout, record.Data);
        moved?.Add(record, again);
        return again;
    }
}
