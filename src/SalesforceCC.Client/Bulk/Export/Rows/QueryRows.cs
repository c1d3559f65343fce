namespace SalesforceCC.Bulk;

/// <summary>Reads the rows of a page of results.</summary>
internal sealed class QueryRows : IDisposable
{
    private readonly CountingStream _source;
    private readonly CsvRows _rows;

    private QueryRows(CountingStream source, CsvRows rows)
    {
        _source = source;
        _rows = rows;
    }

    /// <summary>The names of the columns; none where there is no header.</summary>
    public IReadOnlyList<string> Columns { get; private set; } = [];

    /// <summary>How many bytes were read.</summary>
    public long Received => _source.Count;

    /// <summary>Reads the header.</summary>
    /// <param name="csv">The page; closed with this.</param>
    /// <param name="dialect">How it is written.</param>
    /// <param name="stop">Ends it.</param>
    public static async Task<QueryRows> OpenAsync(Stream csv, CsvDialect dialect, CancellationToken stop)
    {
        CountingStream source = new(csv);
        QueryRows rows = new(source, new CsvRows(source, dialect));
        if (await rows.NextAsync(stop).ConfigureAwait(false))
        {
            string[] columns = rows._rows.ToArray();
            columns[0] = columns[0].TrimStart('\uFEFF').Trim('"');
            rows.Columns = columns.Length == 1 && CsvPages.IsNone(columns[0]) ? [] : columns;
        }

        return rows;
    }

    /// <summary>A value of the row, until the next one is read.</summary>
    public ReadOnlySpan<char> Value(int column) => _rows.Span(column);

    /// <summary>Reads the next row; false: there is none.</summary>
    /// <exception cref="SfException">INVALID_RESPONSE.</exception>
    public async ValueTask<bool> ReadAsync(CancellationToken stop)
    {
        if (Columns.Count == 0 || !await NextAsync(stop).ConfigureAwait(false))
            return false;
        return _rows.Count == Columns.Count
            ? true
            : throw new SfException(
                SfErrorCodes.InvalidResponse,
                FormattableString.Invariant($"A row of the results has {_rows.Count} values, but there are {Columns.Count} columns."))
            { MayPass = true };
    }

    public void Dispose() => _rows.Dispose();

    private async ValueTask<bool> NextAsync(CancellationToken stop)
    {
        try
        {
            return await _rows.ReadAsync(stop).ConfigureAwait(false);
        }
        catch (SfException e) when (e.Code == SfErrorCodes.InvalidCsv)
        {
            throw CsvPages.CutShort(e);
        }
    }

    private sealed class CountingStream(Stream inner) : Http.ReadOnlyStream
    {
        public long Count { get; private set; }

        public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        {
            int read = await inner.ReadAsync(buffer, offset, count, cancellationToken).ConfigureAwait(false);
            Count += read;
            return read;
        }

#if NET
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            int read = await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            Count += read;
            return read;
        }
#endif
    }
}
