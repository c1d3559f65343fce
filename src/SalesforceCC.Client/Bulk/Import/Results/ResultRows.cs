namespace SalesforceCC.Bulk;

/// <summary>The rows of a result file, with what they say beside the job's own columns.</summary>
internal sealed class ResultRows : IDisposable
{
    private readonly CsvRows _rows;
    private Dictionary<string, int> _columns = new(StringComparer.OrdinalIgnoreCase);

    private ResultRows(ResultKind kind, CsvRows rows)
    {
        Kind = kind;
        _rows = rows;
    }

    /// <summary>What became of the rows.</summary>
    public ResultKind Kind { get; }

    /// <summary>The record's id; empty where there is none.</summary>
    public string Id => Value("sf__Id");

    /// <summary>Whether the record was created, or the error.</summary>
    public string Text => Value(Kind == ResultKind.Failed ? "sf__Error" : "sf__Created");

    /// <summary>The file has a header; it has no rows otherwise.</summary>
    public bool HasHeader => _columns.Count > 0;

    /// <summary>Opens a file, and reads its header.</summary>
    public static async Task<ResultRows> OpenAsync(string path, ResultKind kind, CsvDialect dialect, CancellationToken stop)
    {
        CsvRows rows = new(InputFile.Open(path), dialect);
        try
        {
            ResultRows result = new(kind, rows);
            if (await rows.ReadAsync(stop).ConfigureAwait(false))
                result._columns = Columns(rows.ToArray());
            return result;
        }
        catch
        {
            rows.Dispose();
            throw;
        }
    }

    /// <summary>Whether the file has a column of the job.</summary>
    public bool Has(string column) => _columns.ContainsKey(column);

    /// <summary>A value of the row; empty where there is no such column.</summary>
    public string Value(string column) => _columns.TryGetValue(column, out int index) && index < _rows.Count ? _rows[index] : "";

    /// <summary>Goes to the next row; false: there is none.</summary>
    public ValueTask<bool> ReadAsync(CancellationToken stop) => _rows.ReadAsync(stop);

    public void Dispose() => _rows.Dispose();

    private static Dictionary<string, int> Columns(string[] header)
    {
        Dictionary<string, int> columns = new(StringComparer.OrdinalIgnoreCase);
        for (int i = 0; i < header.Length; i++)
            columns[header[i]] = i;
        return columns;
    }
}
