namespace SalesforceCC.Records;

/// <summary>What a query selects: the columns of its rows, in order, and those of its subqueries.</summary>
internal sealed class Selection
{
    private readonly Dictionary<string, SelectedColumn> _byName = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Makes one.</summary>
    /// <param name="objectName">The object or child relationship after FROM.</param>
    /// <param name="columns">The items of the select list.</param>
    public Selection(string objectName, IReadOnlyList<SelectedColumn> columns)
    {
        ObjectName = objectName;
        Columns = columns;
        foreach (SelectedColumn column in columns)
        {
            if (column.Path.Count == 1 && !column.IsOpen)
                _byName[column.Name] = column;
        }
    }

    public string ObjectName { get; }

    public IReadOnlyList<SelectedColumn> Columns { get; }

    /// <summary>The column that a row has under this name; null where that is not one of its own.</summary>
    public SelectedColumn? Find(string name) => _byName.TryGetValue(name, out SelectedColumn? column) ? column : null;
}
