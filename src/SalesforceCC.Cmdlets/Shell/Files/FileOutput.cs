using SalesforceCC.Files;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>
/// Sends files for a cmdlet, several at a time, and writes what they became, in their order. The documents that they belong to
/// are asked for together, and so are further links made, as often as something is to be told.
/// </summary>
internal sealed class FileOutput
{
    private const int MostAtOnce = 200;
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(2);

    private readonly AsyncPSCmdlet _cmdlet;
    private readonly TimeProvider _clock;
    private readonly FileSender _sender;
    private readonly ByteProgress _progress;
    private readonly TaskWindow<SentUpload> _window;
    private readonly List<SentUpload> _sent = [];
    private readonly Dictionary<object, string> _underWay = [];
    private long _written;

    public FileOutput(AsyncPSCmdlet cmdlet, SfSession session, int throttleLimit)
    {
        _cmdlet = cmdlet;
        _clock = session.Clock;
        _written = _clock.GetTimestamp();
        _sender = new FileSender(session);
        _progress = new ByteProgress(cmdlet, session.Clock, "Sending files to Salesforce");
        _window = new TaskWindow<SentUpload>(cmdlet, throttleLimit, _sent.Add);
        cmdlet.LastWords = TellWhatIsLeft;
    }

    /// <summary>Begins to send a file, as soon as there is room for it.</summary>
    public async Task AddAsync(FileUpload upload, long size, object input, CancellationToken stop)
    {
        await _window.AddAsync(input, token => SendAsync(upload, size, input, token));
        if (_sent.Count >= MostAtOnce || (_sent.Count > 0 && _clock.GetElapsedTime(_written) >= s_pause))
            await WriteAsync(stop);
    }

    /// <summary>Waits for all, and writes the rest.</summary>
    public async Task CompleteAsync(CancellationToken stop)
    {
        await _window.CompleteAsync();
        await WriteAsync(stop);
        _cmdlet.LastWords = null;
    }

    private async Task<SentUpload> SendAsync(FileUpload upload, long size, object input, CancellationToken stop)
    {
        object key = new();
        lock (_underWay)
            _underWay[key] = upload.Path;
        Action<long> progress = _progress.Begin(size);
        try
        {
            return await _sender.SendAsync(upload, input, progress, stop);
        }
        finally
        {
            // What was stopped stays: nobody knows what became of it.
            if (!stop.IsCancellationRequested)
                lock (_underWay)
                    _underWay.Remove(key);
            _progress.End();
        }
    }

    private async Task WriteAsync(CancellationToken stop)
    {
        _written = _clock.GetTimestamp();
        SentUpload[] files = [.. _sent];
        IReadOnlyDictionary<string, string> documents = await FindAsync(files, stop);
        (SentUpload, string)[] links = [.. files.Where(static f => f.Upload.LinksLeft.Any()).Select(f => (f, DocumentOf(f)!)).Where(static f => f.Item2 is not null)];

        // Whoever gets a result may end the pipeline.
        IReadOnlyList<(SentUpload File, SfException Failure)> failures = await _sender.LinkAsync(links, stop);
        foreach (SentUpload file in files)
        {
            _sent.Remove(file);
            _cmdlet.WriteObject(new SfFile(file.Id, DocumentOf(file), file.Upload.ShownTitle, file.Size, file.Upload.Path, file.Upload.Kind.ToString()));
            foreach ((SentUpload _, SfException failure) in failures.Where(f => ReferenceEquals(f.File, file)))
                _cmdlet.WriteError(ErrorRecords.From(failure, file.Input));
        }

        string? DocumentOf(SentUpload file) =>
            file.Upload.DocumentId ?? (documents.TryGetValue(file.Id, out string? found) ? found : null);
    }

    private async Task<IReadOnlyDictionary<string, string>> FindAsync(SentUpload[] files, CancellationToken stop)
    {
        string[] versions = [.. files.Where(static f => f.Upload is { Kind: FileKind.ContentVersion, DocumentId: null }).Select(static f => f.Id)];
        IReadOnlyDictionary<string, string> found = new Dictionary<string, string>();
        SfException? failure = null;
        try
        {
            found = await _sender.FindDocumentsAsync(versions, stop);
        }
        catch (SfException e)
        {
            failure = e;
        }

        foreach (SentUpload file in files.Where(f => versions.Contains(f.Id) && !found.ContainsKey(f.Id)))
        {
            string unlinked = file.Upload.LinksLeft.Any() ? $", and it was not linked to {string.Join(", ", file.Upload.LinksLeft)}" : "";
            string text = $"The file was saved as {file.Id}, but its ContentDocument was not found{unlinked}.";
            SfException told = failure is null ? new SfException("NOT_FOUND", text) : failure.WithMessage($"{failure.Message} {text}");
            _cmdlet.WriteError(ErrorRecords.From(told, file.Input));
        }

        return found;
    }

    private string? TellWhatIsLeft()
    {
        List<string> all = [];
        if (_sent.Count > 0)
            all.Add($"These files were saved before the command was stopped: {string.Join(", ", _sent.Select(static f => $"{f.Upload.Path} ({f.Id})"))}.");
        lock (_underWay)
            if (_underWay.Count > 0)
                all.Add($"It is not known whether these files were saved: {string.Join(", ", _underWay.Values)}.");
        return all.Count == 0 ? null : string.Join(" ", all);
    }
}
