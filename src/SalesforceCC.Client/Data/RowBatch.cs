namespace SalesforceCC.Data;

/// <summary>The rows of one request. Salesforce works through them in runs of one type, of which it takes ten.</summary>
internal sealed class RowBatch(WriteSettings settings)
{
    private const int MaxTypes = 10;

    // Far below the 50 MB that a request may have: the org's heap is smaller.
    private const int MaxBytes = 6_000_000;

    private readonly List<List<WriteRow>> _runs = [];
    private readonly HashSet<string> _keys = new(StringComparer.Ordinal);
    private int _bytes;

    public RowBatch(WriteSettings settings, IEnumerable<WriteRow> rows)
        : this(settings)
    {
        foreach (WriteRow row in rows)
            Add(row);
    }

    /// <summary>The rows in the order in which they are sent.</summary>
    public IEnumerable<WriteRow> Rows => _runs.SelectMany(static r => r);

    public int Count { get; private set; }

    /// <summary>The types, in the order in which they are sent.</summary>
    public IEnumerable<string> Types => _runs.Select(static r => r[0].Type);

    public bool IsFull => Count >= settings.BatchSize || _bytes >= MaxBytes;

    /// <summary>All rows have a key, so that to send them twice is to send them once.</summary>
    public bool IsIdempotent => settings.Operation == WriteOperation.Upsert && _keys.Count == Count;

    /// <summary>Whether it holds a row with this key.</summary>
    public bool Holds(string? key) => key is not null && _keys.Contains(key);

    /// <summary>Whether it shares a key with another.</summary>
    public bool Shares(RowBatch other) => _keys.Overlaps(other._keys);

    /// <summary>Whether there is room for a row that has a key of its own.</summary>
    public bool Takes(WriteRow row)
    {
        if (Count == 0)
            return true;
        if (IsFull || Holds(row.Key) || _bytes + row.Json.Length > MaxBytes)
            return false;
        return RunOf(row.Type) is not null || (settings.Operation != WriteOperation.Upsert && _runs.Count < MaxTypes);
    }

    public void Add(WriteRow row)
    {
        if (RunOf(row.Type) is not { } run)
            _runs.Add(run = []);
        run.Add(row);
        if (row.Key is not null)
            _keys.Add(row.Key);
        Count++;
        _bytes += row.Json.Length;
    }

    // Names of objects do not differ by case alone; the first three characters of ids do.
    private List<WriteRow>? RunOf(string type) => _runs.Find(r => string.Equals(
        r[0].Type, type, settings.TakesIds ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase));
}
