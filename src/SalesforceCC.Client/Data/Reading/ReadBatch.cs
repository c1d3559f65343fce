namespace SalesforceCC.Data;

/// <summary>The records of one object that are read with one request.</summary>
internal sealed class ReadBatch(ReadPlan plan, int size)
{
    private readonly HashSet<string> _literals = new(StringComparer.Ordinal);

    // Keys that may be one to Salesforce are asked for in several requests, whose answers tell which is which.
    private readonly HashSet<string> _similar = new(StringComparer.Ordinal);
    private readonly List<ReadRow> _rows = [];
    private int _length = plan.BaseLength;

    public ReadPlan Plan { get; } = plan;

    public IReadOnlyList<ReadRow> Rows => _rows;

    /// <summary>The ids or keys, each once.</summary>
    public IReadOnlyCollection<string> Literals => _literals;

    public bool IsFull => _literals.Count >= size;

    /// <summary>Whether there is room for a row.</summary>
    public bool Takes(ReadRow row)
    {
        if (_literals.Contains(row.Literal))
            return true;
        return _literals.Count == 0
            || (!IsFull && _length + row.Literal.Length + 3 <= Plan.MaxLength && !_similar.Contains(row.Match));
    }

    public void Add(ReadRow row)
    {
        _rows.Add(row);
        if (!_literals.Add(row.Literal))
            return;
        _similar.Add(row.Match);
        _length += row.Literal.Length + 3;
    }
}
