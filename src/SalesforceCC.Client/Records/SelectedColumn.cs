namespace SalesforceCC.Records;

/// <summary>One item of a select list.</summary>
/// <param name="Name">What the column is called in the row: of <c>Owner.Name</c> the first name.</param>
internal sealed record SelectedColumn(string Name)
{
    /// <summary>The item as a path of names through the row; one name but for fields of parents.</summary>
    public IReadOnlyList<string> Path { get; init; } = [Name];

    /// <summary>The type that a function gives; Unknown: that of the field.</summary>
    public FieldType Type { get; init; }

    /// <summary>
    /// The field behind the column, as a path from the queried object, where the column's name does not say it: for
    /// columns of grouped rows, and those with an alias. Null: none is known.
    /// </summary>
    public IReadOnlyList<string>? Field { get; init; }

    /// <summary>The rows of a subquery.</summary>
    public Selection? Children { get; init; }

    /// <summary>Which fields it stands for, only the row can tell: <c>FIELDS(ALL)</c>.</summary>
    public bool IsOpen { get; init; }
}
