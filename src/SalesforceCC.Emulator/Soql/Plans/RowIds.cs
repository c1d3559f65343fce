namespace SalesforceCC.Emulator.Soql.Plans;

/// <summary>
/// The snapshot that a cursor keeps: numbers of rows in order, four bytes each, or nothing but two numbers where a
/// query asks for a whole table.
/// </summary>
internal readonly struct RowIds
{
    private readonly int[]? _rows;
    private readonly int _first;

    public RowIds(int[] rows)
    {
        _rows = rows;
        Count = rows.Length;
    }

    public RowIds(int first, int count)
    {
        _first = first;
        Count = count;
    }

    public int Count { get; }

    public int this[int index] => _rows is null ? _first + index : _rows[index];

    /// <summary>Do the rows from an index to another (excluded) follow one another without gaps?</summary>
    public bool IsRange(int from, int to)
    {
        if (_rows is null) return true;
        for (int i = from + 1; i < to; i++)
            if (_rows[i] != _rows[i - 1] + 1) return false;
        return true;
    }
}
