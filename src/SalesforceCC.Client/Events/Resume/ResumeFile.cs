using SalesforceCC.Http;

namespace SalesforceCC.Events.Resume;

/// <summary>
/// The place in a topic, kept in a file for the next process. A line says whose place it is; two lines of fixed length hold the
/// last place and the one before, written in turn and each with a check sum, so that one of them is always whole. To write one is
/// one call of the system, and survives the end of the process; a power failure may take the last second, which comes again then.
/// While it is open, nobody else opens it.
/// </summary>
internal sealed class ResumeFile : IDisposable
{
    // fsync for each event would allow some hundred a second.
    private static readonly TimeSpan s_flushEvery = TimeSpan.FromSeconds(1);

    private readonly FileStream _file;
    private readonly TimeProvider _clock;
    private readonly int _start;
    private long _number;
    private long _flushed;

    private ResumeFile(FileStream file, TimeProvider clock, int start, ResumeSlot? last)
    {
        _file = file;
        _clock = clock;
        _start = start;
        _number = last?.Number ?? 0;
        _flushed = clock.GetTimestamp();
        Place = last?.ReplayId;
        StoredAt = last?.At;
    }

    /// <summary>Where it is.</summary>
    public string Path => _file.Name;

    /// <summary>The replay id of the last event; null: there is none yet.</summary>
    public string? Place { get; private set; }

    /// <summary>When the place was stored.</summary>
    public DateTimeOffset? StoredAt { get; private set; }

    /// <summary>Opens the file, or begins it.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="owner">Whose place it is.</param>
    /// <param name="forgive">Begins a damaged file anew.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="stop">Ends it at once.</param>
    /// <exception cref="SfException">RESUME_FILE_IN_USE, RESUME_FILE_UNUSABLE, RESUME_FILE_DAMAGED, FILE_NOT_WRITTEN.</exception>
    public static async Task<ResumeFile> OpenAsync(string path, ResumeOwner owner, bool forgive, TimeProvider clock, CancellationToken stop)
    {
        byte[] head = owner.ToLine();
        if (!File.Exists(path))
            await BeginAsync(path, head, stop).ConfigureAwait(false);
        FileStream file = OpenAlone(path);
        try
        {
            byte[] bytes = ReadAll(file);
            int start = owner.Require(path, bytes, forgive);
            ResumeSlot? last = start < 0 ? null : ResumeSlot.Newest(bytes, start);
            bool isWhole = last is not null || (start >= 0 && ResumeSlot.AreBlank(bytes, start));
            if (!isWhole && !forgive)
                throw new SfException(SfErrorCodes.ResumeFileDamaged, $"'{path}' is damaged: it does not say where the place in {owner.Topic} is.");
            if (!isWhole || bytes.Length != head.Length + (2 * ResumeSlot.Length))
                Disk.Run(path, () => Rewrite(file, head, last));
            return new ResumeFile(file, clock, isWhole ? start : head.Length, last);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Stores the place; when this returns, it survives the end of the process.</summary>
    /// <exception cref="SfException">FILE_NOT_WRITTEN.</exception>
    public void Store(string replayId)
    {
        if (replayId == Place)
            return;
        ResumeSlot slot = new(++_number, replayId, _clock.GetUtcNow());
        byte[] line = slot.ToLine();
        bool flush = _clock.GetElapsedTime(_flushed) >= s_flushEvery;
        Disk.Run(_file.Name, () =>
        {
            _file.Position = _start + (_number % 2 * ResumeSlot.Length);
            _file.Write(line, 0, line.Length);
            _file.Flush(flush);
        });
        if (flush)
            _flushed = _clock.GetTimestamp();
        Place = replayId;
        StoredAt = slot.At;
        RequestTrace.Sink?.Invoke($"Place: {replayId}");
    }

    public void Dispose()
    {
        try
        {
            _file.Flush(flushToDisk: true);
        }
        catch (IOException)
        {
            // The last place is written, if perhaps not on the disk itself.
        }

        _file.Dispose();
    }

    // Whole or not at all; another process may do it at the same time, and then it is its file.
    private static async Task BeginAsync(string path, byte[] head, CancellationToken stop)
    {
        Disk.Run(path, () => Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!));
        byte[] content = [.. head, .. ResumeSlot.Blank(), .. ResumeSlot.Blank()];
        try
        {
            using AtomicFile file = await AtomicFile.OpenAsync(path, stop).ConfigureAwait(false);
            await file.WriteAsync(content, content.Length, stop).ConfigureAwait(false);
            _ = file.TryCommitNew(path);
        }
        catch (SfException) when (File.Exists(path))
        {
            // Theirs by now, and open.
        }
    }

    private static FileStream OpenAlone(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None, 1);
        }
        catch (IOException e) when (e is not (FileNotFoundException or DirectoryNotFoundException))
        {
            throw new SfException(SfErrorCodes.ResumeFileInUse, $"'{path}' is in use by another process.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SfException(SfErrorCodes.ResumeFileUnusable, $"'{path}' cannot be opened: {e.Message}", e);
        }
    }

    private static byte[] ReadAll(FileStream file)
    {
        // Whatever else it is, it is no such file.
        byte[] bytes = new byte[(int)Math.Min(file.Length, ResumeOwner.LongestLine + (3 * ResumeSlot.Length))];
        int at = 0;
        for (int read; at < bytes.Length && (read = file.Read(bytes, at, bytes.Length - at)) > 0;)
            at += read;
        return bytes.AsSpan(0, at).ToArray();
    }

    private static void Rewrite(FileStream file, byte[] head, ResumeSlot? last)
    {
        byte[] slot = last?.ToLine() ?? ResumeSlot.Blank();
        byte[] other = ResumeSlot.Blank();
        byte[] content = last is { Number: var n } && n % 2 == 0 ? [.. head, .. slot, .. other] : [.. head, .. other, .. slot];
        file.Position = 0;
        file.Write(content, 0, content.Length);
        file.SetLength(content.Length);
        file.Flush(flushToDisk: true);
    }
}
