namespace SalesforceCC.Records;

/// <summary>
/// Makes one level of rows with parents: a column for each path of the query, named as in the query and in its order,
/// whether the first row has the parent or not. For files and whatever else has columns and no objects.
/// </summary>
internal sealed class FlatRows(Selection? selection, RecordShapes? shapes = null)
{
    private readonly RecordShapes _shapes = shapes ?? RecordShapes.Shared;
    private readonly Dictionary<RecordShape, (RecordLayout Layout, string[][] Paths)> _layouts = [];

    /// <summary>The row in one level. Rows of grouped queries have one already.</summary>
    public SfRecord Of(SfRecord row)
    {
        RecordShape shape = row.Layout.Shape;
        if (shape.ObjectName == ObjectNames.Aggregate)
            return row;
        if (!_layouts.TryGetValue(shape, out (RecordLayout Layout, string[][] Paths) flat))
        {
            flat = NewLayout(row);
            _layouts.Add(shape, flat);
        }

        return flat.Layout.Shape.Create(flat.Layout, new FlatRow(row, flat.Paths));
    }

    private (RecordLayout Layout, string[][] Paths) NewLayout(SfRecord row)
    {
        RecordShape shape = row.Layout.Shape;
        List<string[]> paths = selection is null ? PathsOf(row) : Paths(selection, shape);
        string[] names = [.. paths.Select(static p => string.Join(".", p))];
        FieldType[] types = [.. paths.Select(p => p.Length == 1 && shape.IndexOf(p[0]) is int slot && slot >= 0
            ? shape.PropertyTypes[slot]
            : FieldType.Unknown)];
        RecordShape flat = _shapes.Get(shape.ObjectName, names, types);
        return (new RecordLayout(flat, row.Layout.RawType, types, row.Origin, 0, isSettled: true), [.. paths]);
    }

    private static List<string[]> Paths(Selection selection, RecordShape shape)
    {
        List<string[]> paths = [];
        HashSet<string> taken = new(
            selection.Columns.Where(static c => !c.IsOpen).Select(static c => c.Path[0]), StringComparer.OrdinalIgnoreCase);
        HashSet<string> seen = new(StringComparer.OrdinalIgnoreCase);
        void Add(string[] path)
        {
            if (seen.Add(string.Join(".", path)))
                paths.Add(path);
        }

        foreach (SelectedColumn column in selection.Columns)
        {
            if (!column.IsOpen)
                Add([.. column.Path]);
            else
                foreach (string field in shape.FieldNames.Where(f => !taken.Contains(f)))
                    Add([field]);
        }

        // What came without having been asked for stands at the end.
        foreach (string field in shape.FieldNames.Where(f => !taken.Contains(f)))
            Add([field]);
        return paths;
    }

    // Of a query that nobody could read, the row itself must tell.
    private static List<string[]> PathsOf(SfRecord row)
    {
        List<string[]> paths = [];
        foreach (string field in row.GetFieldNames())
        {
            if (row.GetValue(field) is SfRecord { Layout.RawType: not null } parent)
                paths.AddRange(PathsOf(parent).Select(p => (string[])[field, .. p]));
            else
                paths.Add([field]);
        }

        return paths;
    }
}
