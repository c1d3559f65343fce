using SalesforceCC.Http;

namespace SalesforceCC.Bulk;

/// <summary>The rows of one job on disk, as CSV without a header. Rows that came before a column did are filled up in the end.</summary>
internal sealed class SpoolFile : IDisposable
{
    private static readonly byte[] s_delimiter = [(byte)','];
    private static readonly byte[] s_feed = [(byte)'\n'];

    private readonly FileStream _file;
    private bool _hasGrown;
    private long _missing;
    private long _length;

    private SpoolFile(string path, FileStream file)
    {
        Path = path;
        _file = file;
    }

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>How many columns it has.</summary>
    public int Columns { get; private set; }

    /// <summary>How many rows it has.</summary>
    public long Rows { get; private set; }

    /// <summary>Begins a file.</summary>
    /// <exception cref="SfException">FILE_NOT_WRITTEN.</exception>
    public static SpoolFile Create(string path) =>
        Disk.Run(path, () => new SpoolFile(path, new FileStream(path, FileMode.Create, FileAccess.ReadWrite, FileShare.Read, 1 << 16)));

    /// <summary>A row as a line.</summary>
    public static byte[] Line(IEnumerable<string?> cells)
    {
        CsvWriter writer = new(CsvDialect.Default);
        writer.AddRow(cells);
        return writer.Take();
    }

    /// <summary>What a job would have in bytes, with one more row.</summary>
    public long LengthWith(byte[] line, IReadOnlyList<ColumnTarget> columns) =>
        _length + line.Length + columns.Sum(static c => c.Name!.Length + 1) + _missing + ((columns.Count - Columns) * Rows);

    /// <summary>Adds a row of as many columns as there are now.</summary>
    /// <exception cref="SfException">FILE_NOT_WRITTEN.</exception>
    public void Add(byte[] line, int columns)
    {
        if (columns > Columns)
        {
            _hasGrown = Rows > 0;
            _missing += (columns - Columns) * Rows;
            Columns = columns;
        }

        Disk.Run(Path, () => _file.Write(line, 0, line.Length));
        _length += line.Length;
        Rows++;
    }

    /// <summary>Ends the file, and gives its length in bytes.</summary>
    /// <exception cref="SfException">FILE_NOT_WRITTEN.</exception>
    public long Complete() => Disk.Run(Path, () =>
    {
        _file.Flush(flushToDisk: true);
        _file.Dispose();
        RequestTrace.Sink?.Invoke($"Written: {Path}");
        return _hasGrown ? Fill() : _length;
    });

    public void Dispose() => _file.Dispose();

    private long Fill()
    {
        string filled = Path + ".filled";
        long length;
        using (CsvRecords records = new(FileInput.Open(Path), ',', Path))
        using (FileStream target = new(filled, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16))
        {
            while (records.Read())
            {
                LineBreaks.Write(records.Current, target);
                for (int i = records.Values; i < Columns; i++)
                    target.Write(s_delimiter, 0, 1);
                target.Write(s_feed, 0, 1);
            }

            target.Flush(flushToDisk: true);
            length = target.Length;
        }

        File.Delete(Path);
        File.Move(filled, Path);
        RequestTrace.Sink?.Invoke($"Written: {Path}, with all columns");
        return length;
    }
}
