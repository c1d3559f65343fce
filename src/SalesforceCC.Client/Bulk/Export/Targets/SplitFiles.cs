namespace SalesforceCC.Bulk;

/// <summary>
/// A file for each page, which is there when it is whole, and a manifest that says which there are, and which are missing.
/// </summary>
internal sealed class SplitFiles : IExportTarget
{
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);

    private readonly string _path;
    private readonly string _folder;
    private readonly string _work;
    private readonly ExportManifest _manifest;
    private readonly ExportPlacement _placement;
    private readonly TimeProvider _clock;
    private readonly Dictionary<int, FetchedPage> _pages = [];
    private readonly IReadOnlyList<string> _before;
    private long _written;

    /// <param name="path">The file that the names of the others are made of.</param>
    /// <param name="manifest">What the manifest says.</param>
    /// <param name="placement">Puts pages in their places.</param>
    /// <param name="clock">The clock.</param>
    public SplitFiles(string path, ExportManifest manifest, ExportPlacement placement, TimeProvider clock)
    {
        _path = path;
        _folder = Path.GetDirectoryName(path)!;
        _work = WorkFolder.Of(path);
        _manifest = manifest;
        _placement = placement;
        _clock = clock;
        _before = ExportManifest.FilesOf(ExportManifest.PathOf(path));
        _manifest.Write([], isComplete: false);
        _written = clock.GetTimestamp();
    }

    public bool HasPagesOfOwn => true;

    public bool Has(FetchedPage page) => IsIn(_work, page.File, page) || IsIn(_folder, NameOf(page.Number), page);

    public Task AddAsync(FetchedPage page, CancellationToken stop)
    {
        string file = Path.Combine(_folder, NameOf(page.Number));
        if (IsIn(_work, page.File, page))
        {
            _placement.Place(Path.Combine(_work, page.File), file);
            Http.RequestTrace.Sink?.Invoke(FormattableString.Invariant($"Page {page.Number}: in its place"));
        }

        _pages[page.Number] = page;

        // For who waits for it; not so often that it would take longer than the pages.
        if (_clock.GetElapsedTime(_written) >= s_pause)
        {
            _manifest.Write([.. _pages.Values], isComplete: false);
            _written = _clock.GetTimestamp();
        }

        return Task.CompletedTask;
    }

    public Task<(IReadOnlyList<string> Files, long Length)> CompleteAsync(string header, CancellationToken stop)
    {
        _manifest.Write([.. _pages.Values], isComplete: true);
        Http.RequestTrace.Sink?.Invoke("Manifest: complete");
        IReadOnlyList<string> files = [.. _pages.Keys.OrderBy(static n => n).Select(n => Path.Combine(_folder, NameOf(n)))];

        // Files of an export before, of which there were more, would be taken for rows of this one.
        foreach (string old in _before.Except(files, StringComparer.Ordinal))
            Disk.Run(old, () => File.Delete(old));
        return Task.FromResult((files, _pages.Values.Sum(static p => p.Length)));
    }

    public void Dispose()
    {
    }

    private string NameOf(int number) => ExportManifest.FileOf(Path.GetFileName(_path), number);

    private static bool IsIn(string folder, string name, FetchedPage page) =>
        ChecksumStream.Of(Path.Combine(folder, name), page.Length) == page.Sum;
}
