using SalesforceCC.Http;

namespace SalesforceCC.Bulk;

/// <summary>One of the files that an import leaves, which is there whole or not at all.</summary>
internal sealed class ResultFile : IDisposable
{
    private const int Portion = 1 << 16;

    private readonly AtomicFile _file;
    private readonly CsvWriter _csv;

    private ResultFile(string path, AtomicFile file, CsvDialect dialect)
    {
        Path = path;
        _file = file;
        _csv = new CsvWriter(dialect);
    }

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>Rows in it, without the header.</summary>
    public long Rows { get; private set; } = -1;

    /// <summary>Begins a file with its header.</summary>
    public static async Task<ResultFile> OpenAsync(string path, CsvDialect dialect, IEnumerable<string> header, CancellationToken stop)
    {
        AtomicFile.DeleteLeftovers(path);
        ResultFile file = new(path, await AtomicFile.OpenAsync(path, stop).ConfigureAwait(false), dialect);
        await file.AddAsync(header, stop).ConfigureAwait(false);
        return file;
    }

    /// <summary>Writes a row.</summary>
    public async ValueTask AddAsync(IEnumerable<string> values, CancellationToken stop)
    {
        _csv.AddRow(values);
        Rows++;
        if (_csv.Length >= Portion)
            await FlushAsync(stop).ConfigureAwait(false);
    }

    /// <summary>Puts the file in its place.</summary>
    public async Task CommitAsync(CancellationToken stop)
    {
        await FlushAsync(stop).ConfigureAwait(false);
        _file.Commit();
        RequestTrace.Sink?.Invoke($"Written: {Path}");
    }

    public void Dispose() => _file.Dispose();

    private Task FlushAsync(CancellationToken stop)
    {
        byte[] bytes = _csv.Take();
        return _file.WriteAsync(bytes, bytes.Length, stop);
    }
}
