namespace SalesforceCC.Bulk;

/// <summary>
/// One file for all pages, written beside its place and put there when it is whole. Pages that are in it, and would survive
/// a power failure there, are deleted.
/// </summary>
internal sealed class SingleFile : IExportTarget
{
    // As much as may be there twice at a time.
    private const long BytesAtOnce = 1L << 28;

    private readonly string _path;
    private readonly string _folder;
    private readonly string _temporary;
    private readonly IPageFormat _format;
    private readonly ExportPlacement _placement;
    private readonly ExportProgress _progress;
    private readonly FileStream? _file;
    private readonly List<FetchedPage> _unsafe = [];
    private long _safeLength;
    private int _pages;

    /// <param name="path">The file.</param>
    /// <param name="format">Its form.</param>
    /// <param name="placement">Puts it in its place.</param>
    /// <param name="progress">What was done before.</param>
    /// <exception cref="SfException">FILE_NOT_WRITTEN.</exception>
    public SingleFile(string path, IPageFormat format, ExportPlacement placement, ExportProgress progress)
    {
        _path = path;
        _folder = WorkFolder.Of(path);
        _temporary = Path.Combine(_folder, "output");
        _format = format;
        _placement = placement;
        _progress = progress;
        if (IsInPlace)
            return;
        _file = Disk.Run(_temporary, () => new FileStream(_temporary, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, 1));
        if (_file.Length < progress.AppendedLength || progress.WholeLength is not null && _file.Length < progress.WholeLength)
            progress.ForgetAppended();
        _pages = progress.AppendedPages;
        _safeLength = progress.AppendedLength;
        Disk.Run(_temporary, () =>
        {
            _file.SetLength(_safeLength);
            _file.Position = _safeLength;
        });
    }

    public bool HasPagesOfOwn => false;

    // The file was put in its place, and then nothing more was written down.
    private bool IsInPlace =>
        _progress.WholeLength is { } whole && !File.Exists(_temporary) && new FileInfo(_path) is { Exists: true } there && there.Length == whole;

    public bool Has(FetchedPage page) =>
        _file is null || page.Number <= _pages || ChecksumStream.Of(Path.Combine(_folder, page.File), page.Length) == page.Sum;

    public async Task AddAsync(FetchedPage page, CancellationToken stop)
    {
        if (_file is null || page.Number <= _pages)
            return;
        if (_file.Length == 0 && page.Header is not null)
            await WriteAsync(_format.Head(page.Header), stop).ConfigureAwait(false);
        using (FileStream source = Disk.Run(page.File, () => new FileStream(Path.Combine(_folder, page.File), FileMode.Open, FileAccess.Read, FileShare.Read, 1)))
        {
            byte[] block = new byte[1 << 18];
            for (int read; (read = Disk.Run(page.File, () => source.Read(block, 0, block.Length))) > 0;)
            {
                stop.ThrowIfCancellationRequested();
                Disk.Run(_temporary, () => _file.Write(block, 0, read));
            }
        }

        _pages = page.Number;
        _unsafe.Add(page);
        Http.RequestTrace.Sink?.Invoke(FormattableString.Invariant($"Page {page.Number}: in the file"));
        if (_file.Length - _safeLength >= BytesAtOnce)
            MakeSafe();
    }

    public async Task<(IReadOnlyList<string> Files, long Length)> CompleteAsync(string header, CancellationToken stop)
    {
        if (_file is not null)
        {
            if (_file.Length == 0)
                await WriteAsync(_format.Head(header), stop).ConfigureAwait(false);
            Disk.Run(_temporary, () => _file.Flush(flushToDisk: true));
            _progress.SetWhole(_file.Length);
            _file.Dispose();
            _placement.Place(_temporary, _path);
            Http.RequestTrace.Sink?.Invoke("File: in its place");
        }

        return ([_path], _progress.WholeLength!.Value);
    }

    public void Dispose() => _file?.Dispose();

    private void MakeSafe()
    {
        Disk.Run(_temporary, () => _file!.Flush(flushToDisk: true));
        _safeLength = _file!.Length;
        _progress.SetAppended(_pages, _safeLength);
        foreach (FetchedPage page in _unsafe)
            Disk.Run(page.File, () => File.Delete(Path.Combine(_folder, page.File)));
        _unsafe.Clear();
    }

    private Task WriteAsync(byte[] bytes, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        Disk.Run(_temporary, () => _file!.Write(bytes, 0, bytes.Length));
        return Task.CompletedTask;
    }
}
