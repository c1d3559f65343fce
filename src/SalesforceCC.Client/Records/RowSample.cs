namespace SalesforceCC.Records;

/// <summary>
/// Looks at the first rows of a query, so that what shows them row after row can give each column the room it needs. Once
/// a query: the other rows cost nothing.
/// </summary>
internal static class RowSample
{
    private const int MostRows = 50;

    // Rows of a subquery are shown as a few names.
    private const int WidthOfRows = 24;

    /// <summary>Notes in the layout of the rows what they say.</summary>
    public static void Take(IReadOnlyList<SfRecord> rows)
    {
        if (rows.Count == 0 || rows[0].Layout is not { Sample: null } layout)
            return;
        ColumnSample[] columns = new ColumnSample[layout.Shape.FieldNames.Count];
        for (int slot = 0; slot < columns.Length; slot++)
        {
            List<ColumnSample> values = [];
            for (int i = 0; i < rows.Count && i < MostRows; i++)
            {
                if (ReferenceEquals(rows[i].Layout, layout) && Of(rows[i], slot) is { } value)
                    values.Add(value);
            }

            if (values.Count > 0)
                columns[slot] = new ColumnSample(values.Max(static v => v.Width), values.TrueForAll(static v => v.IsNumber), values.Exists(static v => v.HasPoint));
        }

        layout.Sample = columns;
    }

    // Of UTF-8: characters of three bytes are East Asian ones in most texts that have any, and take two cells, as those of four do.
    private static int Cells(ReadOnlySpan<byte> text)
    {
        int cells = 0;
        foreach (byte one in text)
            cells += one < 0x80 ? 1 : one < 0xC0 ? 0 : one < 0xE0 ? 1 : 2;
        return cells;
    }

    private static ColumnSample? Of(SfRecord row, int slot)
    {
        object data = row.Data;
        if (data is not (byte[] or NestedRow))
            return null;
        ReadOnlySpan<byte> value = PackedRow.Value(data as byte[] ?? ((NestedRow)data).Bytes, slot, row.Layout);
        if (value.IsEmpty)
            return null;
        switch (value[0])
        {
            case (byte)'"' or (byte)'\\':
                return new ColumnSample(Cells(value.Slice(1)), false, false);
            case (byte)'{':
                return new ColumnSample(row.Get(slot) is SfRecord nested ? nested.ToString().Length : WidthOfRows, false, false);
            case (byte)'t' or (byte)'f':
                return new ColumnSample(value[0] == 't' ? 4 : 5, false, false);
            default:
                int point = value.IndexOf((byte)'.');
                return new ColumnSample(point < 0 ? value.Length : point, true, point >= 0);
        }
    }
}
