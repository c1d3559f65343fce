using System.Globalization;
using System.IO.Hashing;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using SalesforceCC.Http;

namespace SalesforceCC.Bulk;

/// <summary>
/// What an import or export has done so far, written down step by step before the next begins, so that another process can
/// go on. It holds no secret. Each line is a check sum and an entry in JSON; a last line that was cut off counts for nothing,
/// since its step was not taken before it was written. While it is open, nobody else opens it.
/// </summary>
internal sealed class BulkJournal : IDisposable
{
    private static readonly JsonSerializerOptions s_json = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    private readonly FileStream _file;
    private readonly TimeProvider _clock;
    private readonly List<JournalEntry> _entries;
    private readonly object _lock = new();
    private readonly object _saving = new();
    private int _saved;

    private BulkJournal(FileStream file, TimeProvider clock, List<JournalEntry> entries)
    {
        _file = file;
        _clock = clock;
        _entries = entries;
        _saved = entries.Count;
    }

    /// <summary>Where it is.</summary>
    public string Path => _file.Name;

    /// <summary>The steps taken, in their order.</summary>
    public IReadOnlyList<JournalEntry> Entries
    {
        get
        {
            lock (_lock)
                return [.. _entries];
        }
    }

    /// <summary>How many of them survive a power failure.</summary>
    public int Saved
    {
        get
        {
            lock (_saving)
                return _saved;
        }
    }

    /// <summary>Begins a journal; the folder must be there.</summary>
    /// <exception cref="SfException">FILE_EXISTS, FILE_NOT_WRITTEN.</exception>
    public static BulkJournal Create(string path, TimeProvider clock) => Disk.Run(path, () =>
    {
        if (File.Exists(path))
            throw new SfException(SfErrorCodes.FileExists, $"'{path}' is the journal of another run.");
        return new BulkJournal(new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1), clock, []);
    });

    /// <summary>Opens a journal to go on with it.</summary>
    /// <exception cref="SfException">JOURNAL_IN_USE, JOURNAL_UNUSABLE: it is damaged, or not there.</exception>
    public static BulkJournal Open(string path, TimeProvider clock)
    {
        FileStream file;
        try
        {
            file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None, 1);
        }
        catch (IOException e) when (e is not (FileNotFoundException or DirectoryNotFoundException))
        {
            throw new SfException(SfErrorCodes.JournalInUse, $"'{path}' is in use by another process.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SfException(SfErrorCodes.JournalUnusable, $"The journal '{path}' cannot be opened: {e.Message}", e);
        }

        try
        {
            (List<JournalEntry> entries, long length) = Read(file);
            file.SetLength(length);
            file.Position = length;
            return new BulkJournal(file, clock, entries);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Writes a step down; when this returns, it survives a power failure. Safe to call from many threads.</summary>
    /// <exception cref="SfException">FILE_NOT_WRITTEN.</exception>
    public void Add(JournalEntry entry) => Add([entry]);

    /// <summary>Writes steps down, with one wait for the disk for all of them.</summary>
    /// <exception cref="SfException">FILE_NOT_WRITTEN.</exception>
    public void Add(IReadOnlyList<JournalEntry> entries)
    {
        Write(entries);
        Save();
        Tell(entries);
    }

    /// <summary>
    /// Writes a step down; when this returns, it survives the end of the process. A power failure it survives when it has been
    /// saved, or another step has been added.
    /// </summary>
    /// <exception cref="SfException">FILE_NOT_WRITTEN.</exception>
    public void Note(JournalEntry entry)
    {
        Write([entry]);
        Tell([entry]);
    }

    /// <summary>Makes all that was written survive a power failure. The caller goes on meanwhile.</summary>
    /// <exception cref="SfException">FILE_NOT_WRITTEN.</exception>
    public Task SaveAsync() => Task.Run(Save);

    private void Write(IReadOnlyList<JournalEntry> entries)
    {
        lock (_lock)
        {
            using MemoryStream lines = new();
            JournalEntry[] dated = [.. entries.Select(e => e with { At = _clock.GetUtcNow() })];
            foreach (JournalEntry entry in dated)
                WriteLine(entry, lines);
            Disk.Run(_file.Name, () => _file.Write(lines.GetBuffer(), 0, (int)lines.Length));
            _entries.AddRange(dated);
        }
    }

    private static void WriteLine(JournalEntry entry, MemoryStream lines)
    {
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(entry, s_json);
        byte[] line = [.. Encoding.ASCII.GetBytes(Crc32.HashToUInt32(json).ToString("x8", CultureInfo.InvariantCulture)), (byte)' ', .. json, (byte)'\n'];
        lines.Write(line, 0, line.Length);
    }

    // Whoever waits for the disk while another does finds its own entries saved, or saves those of all who wait.
    private void Save()
    {
        int wanted;
        lock (_lock)
            wanted = _entries.Count;
        lock (_saving)
        {
            if (_saved >= wanted)
                return;
#if NET
            lock (_lock)
                wanted = _entries.Count;
            Disk.Run(_file.Name, () => RandomAccess.FlushToDisk(_file.SafeFileHandle));
#else
            lock (_lock)
            {
                wanted = _entries.Count;
                Disk.Run(_file.Name, () => _file.Flush(flushToDisk: true));
            }
#endif
            _saved = wanted;
        }
    }

    private static void Tell(IReadOnlyList<JournalEntry> entries)
    {
        foreach (JournalEntry entry in entries)
            RequestTrace.Sink?.Invoke($"Journal: {entry.Step}{(entry.Part is { } part ? FormattableString.Invariant($" {part}") : "")} {entry.Job}".TrimEnd());
    }

    public void Dispose() => _file.Dispose();

    /// <summary>The entries of a file, and how many bytes of it they are.</summary>
    private static (List<JournalEntry> Entries, long Length) Read(FileStream file)
    {
        byte[] bytes = new byte[checked((int)file.Length)];
        for (int at = 0, read; at < bytes.Length; at += read)
            if ((read = file.Read(bytes, at, bytes.Length - at)) == 0)
                throw Damaged(file.Name, 0);

        List<JournalEntry> entries = [];
        int start = 0;
        while (start < bytes.Length)
        {
            int end = Array.IndexOf(bytes, (byte)'\n', start);
            JournalEntry? entry = end < 0 ? null : ReadLine(bytes.AsSpan(start, end - start));
            if (entry is null)
            {
                // A line that was not finished is the last one.
                if (end >= 0 && end + 1 < bytes.Length)
                    throw Damaged(file.Name, entries.Count + 1);
                break;
            }

            entries.Add(entry);
            start = end + 1;
        }

        return (entries, start);
    }

    private static JournalEntry? ReadLine(ReadOnlySpan<byte> line)
    {
        const int SumLength = 8;
        if (line.Length <= SumLength + 1 || line[SumLength] != ' '
            || !uint.TryParse(Encoding.ASCII.GetString(line.Slice(0, SumLength).ToArray()), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out uint sum)
            || sum != Crc32.HashToUInt32(line.Slice(SumLength + 1)))
            return null;
        try
        {
            return JsonSerializer.Deserialize<JournalEntry>(line.Slice(SumLength + 1));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static SfException Damaged(string path, int line) =>
        new(SfErrorCodes.JournalUnusable, FormattableString.Invariant($"The journal '{path}' is damaged in line {line}."));
}
