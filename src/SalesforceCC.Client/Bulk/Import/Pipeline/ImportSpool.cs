using SalesforceCC.Data;
using SalesforceCC.Describe;

namespace SalesforceCC.Bulk;

/// <summary>
/// Objects of the pipeline, written to files as they come, one for each job: whatever their number, none is kept. Nothing is
/// sent before the last has come.
/// </summary>
internal sealed class ImportSpool : IDisposable
{
    private readonly ObjectDescription _type;
    private readonly SpoolColumns _columns;
    private readonly SpoolCells _cells;
    private readonly List<ImportSource> _sources = [];
    private readonly List<ImportPart> _parts = [];
    private SpoolFile? _file;
    private long _rows;

    private ImportSpool(SfSession session, ImportSettings settings, ObjectDescription type, ImportFolder folder)
    {
        Settings = settings;
        Folder = folder;
        _type = type;
        _columns = new SpoolColumns(new ColumnFinder(session, type, settings));
        _cells = new SpoolCells(_columns, settings);
    }

    /// <summary>How they are imported.</summary>
    public ImportSettings Settings { get; }

    /// <summary>Where the files are.</summary>
    public ImportFolder Folder { get; }

    /// <summary>How many rows have been written down.</summary>
    public long Rows => _rows;

    /// <summary>Begins.</summary>
    /// <exception cref="SfException">INVALID_PARAMETER, FILE_EXISTS, JOURNAL_IN_USE, FILE_NOT_WRITTEN; any failure of the describe.</exception>
    public static async Task<ImportSpool> OpenAsync(SfSession session, ImportSettings settings, CancellationToken stop)
    {
        ObjectDescription type = await ImportTarget.FindAsync(session, settings, stop).ConfigureAwait(false);
        return new ImportSpool(session, settings, type, ImportFolder.Create(settings.Folder));
    }

    /// <summary>Writes an object down. What is wrong with its values is its failure.</summary>
    /// <exception cref="SfException">INVALID_COLUMNS: it has fields that cannot be set; FILE_NOT_WRITTEN.</exception>
    public async Task AddAsync(WriteRow row, CancellationToken stop)
    {
        if (row.IsDone)
            return;
        string?[] cells;
        try
        {
            cells = await _cells.OfAsync(row, stop).ConfigureAwait(false);
        }
        catch (SfException e) when (e.Code == SfErrorCodes.InvalidParameter)
        {
            row.Fail(e);
            return;
        }

        byte[] line = SpoolFile.Line(cells);
        if (_file is not null && (_file.Rows >= Settings.JobRows || _file.LengthWith(line, _columns.OfJob) > Settings.JobBytes))
        {
            Close();
            cells = await _cells.OfAsync(row, stop).ConfigureAwait(false);
            line = SpoolFile.Line(cells);
        }

        _file ??= SpoolFile.Create(ImportFolder.CopyOf(Settings.Folder, _parts.Count + 1));
        _file.Add(line, cells.Length);
        _rows++;
    }

    /// <summary>The plan, once the last object has come.</summary>
    /// <exception cref="SfException">INVALID_COLUMNS; FILE_NOT_WRITTEN.</exception>
    public async Task<ImportPlan> CompleteAsync(CancellationToken stop)
    {
        if (_rows > 0 && ColumnCheck.Missing([.. _columns.All], _type, Settings) is { Count: > 0 } problems)
            throw ColumnCheck.Failure(problems);
        await Task.Run(Close, stop).ConfigureAwait(false);
        return new ImportPlan(_type.Name, _sources, _parts);
    }

    public void Dispose()
    {
        _file?.Dispose();
        Folder.Dispose();
    }

    private void Close()
    {
        if (_file is null)
            return;
        // Without those of the row for which there is no room any more.
        IReadOnlyList<string> names = [.. _columns.OfJob.Take(_file.Columns).Select(static c => c.Name!)];
        long length = _file.Complete();
        ImportSource source = new()
        {
            Number = _parts.Count + 1,
            File = _file.Path,
            Dialect = CsvDialect.Default,
            Columns = names,
            Sent = [.. names.Select(static (n, i) => new SentColumn(n, i))],
        };
        _sources.Add(source);
        _parts.Add(new ImportPart { Number = source.Number, Source = source, Offset = 0, Length = length, Rows = _file.Rows, FirstLine = _rows - _file.Rows + 1 });
        _file.Dispose();
        _file = null;
        _columns.Clear();
    }
}
