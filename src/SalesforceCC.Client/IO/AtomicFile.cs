using SalesforceCC.Connections;
using SalesforceCC.Http;

namespace SalesforceCC;

/// <summary>
/// A file that is there whole or not at all: written under a temporary name beside it, and then put in its place. It keeps
/// its rights and owner, a link stays a link, and what is no regular file, such as /dev/null or a pipe, is written straight.
/// </summary>
internal sealed class AtomicFile : IDisposable
{
    private readonly string _path;
    private readonly string? _temporary;
    private readonly bool _inPlace;
    private readonly bool _ownerOnly;
    private readonly FileStream _stream;
    private bool _dirty;

    private AtomicFile(string path, string? temporary, bool inPlace, bool ownerOnly, FileStream stream)
    {
        _path = path;
        _temporary = temporary;
        _inPlace = inPlace;
        _ownerOnly = ownerOnly;
        _stream = stream;
    }

    /// <summary>Writes a file and its folders.</summary>
    /// <exception cref="SfException">FILE_NOT_WRITTEN.</exception>
    public static void Write(string path, byte[] content, bool ownerOnly = false)
    {
        Disk.Run(path, () => Directory.CreateDirectory(Path.GetDirectoryName(path)!));
        using AtomicFile file = OpenRegular(path, ownerOnly);
        Disk.Run(path, () =>
        {
            file._stream.Write(content, 0, content.Length);
            file._stream.Flush(flushToDisk: ownerOnly);
        });
        file.Commit();
    }

    /// <summary>Begins a file; its folder must be there. Nothing is changed before <see cref="Commit"/>.</summary>
    /// <exception cref="SfException">FILE_NOT_WRITTEN.</exception>
    public static async Task<AtomicFile> OpenAsync(string path, CancellationToken stop)
    {
        if (!FilePlace.IsSpecial(path))
            return OpenRegular(path, ownerOnly: false);

        // A pipe is open when somebody reads it: it may be long until then.
        Task<AtomicFile> opening = Task.Run(() => Disk.Run(path, () => new AtomicFile(
            path, temporary: null, inPlace: true, ownerOnly: false, new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, 1))), stop);
        try
        {
            return await HttpShim.WaitAsync(opening, stop).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            _ = opening.ContinueWith(static t => t.Result.Dispose(), CancellationToken.None, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);
            throw;
        }
    }

    /// <summary>Deletes what a process has left behind that was killed while it wrote the file. Nobody else may write it now.</summary>
    /// <exception cref="SfException">FILE_NOT_WRITTEN.</exception>
    public static void DeleteLeftovers(string path) => Disk.Run(path, () =>
    {
        string any = TemporaryName(path, new string('?', Guid.Empty.ToString("N").Length));
        foreach (string left in Directory.EnumerateFiles(Path.GetDirectoryName(path)!, any))
            File.Delete(left);
    });

    /// <summary>Forgets what was written, for an answer that begins anew.</summary>
    /// <exception cref="SfException">FILE_NOT_WRITTEN: who reads a pipe does not forget.</exception>
    public void Restart()
    {
        if (_temporary is not null)
            Disk.Run(_path, () => _stream.SetLength(0));
        else if (_dirty)
            throw new SfException(
                SfErrorCodes.FileNotWritten, $"'{_path}' had taken a part of the answer when that broke off, and cannot take it a second time.")
            { Final = true };
        _dirty = false;
    }

    /// <summary>Writes on.</summary>
    public async Task WriteAsync(byte[] buffer, int count, CancellationToken stop)
    {
        _dirty = true;
        try
        {
            await _stream.WriteAsync(buffer, 0, count, stop).ConfigureAwait(false);
        }
        catch (Exception e) when (Disk.IsError(e))
        {
            throw Disk.NotWritten(_path, e);
        }
    }

    /// <summary>Puts what was written in its place.</summary>
    public void Commit() => Disk.Run(_path, () =>
    {
        _stream.Flush();
        _stream.Dispose();
        if (_temporary is null)
            return;
        if (_inPlace || !FilePlace.TryReplace(_temporary, _path, _ownerOnly))
            File.Copy(_temporary, _path, overwrite: true);
    });

    /// <summary>What was written can be read again before it is put in its place.</summary>
    public bool CanReadBack => _temporary is not null;

    /// <summary>Reads what was written, from its beginning.</summary>
    /// <exception cref="SfException">FILE_NOT_WRITTEN.</exception>
    public async Task<T> ReadBackAsync<T>(Func<Stream, Task<T>> read)
    {
        try
        {
            _stream.Position = 0;
            return await read(_stream).ConfigureAwait(false);
        }
        catch (Exception e) when (Disk.IsError(e))
        {
            throw Disk.NotWritten(_path, e);
        }
    }

    /// <summary>Puts what was written in a place where nothing is; false: something is there by now.</summary>
    /// <exception cref="SfException">FILE_NOT_WRITTEN.</exception>
    public bool TryCommitNew(string path) => Disk.Run(path, () =>
    {
        // Closed it is at a second try.
        if (_stream.CanWrite)
            _stream.Flush();
        _stream.Dispose();
        return _temporary is null || FilePlace.TryTake(_temporary, path);
    });

    public void Dispose()
    {
        try
        {
            _stream.Dispose();
            if (_temporary is not null)
                File.Delete(_temporary);
        }
        catch (Exception e) when (Disk.IsError(e))
        {
            // What went wrong with the file has been told.
        }
    }

    private static AtomicFile OpenRegular(string given, bool ownerOnly) => Disk.Run(given, () =>
    {
        string path = FileShim.FinalTarget(given) ?? given;
        if (Directory.Exists(path))
            throw new IOException("It is a folder.");
        bool exists = File.Exists(path);
        if (exists)
            FilePlace.RequireWritable(path);

        // What cannot be told apart from a link stays in its place and gets the content.
        bool inPlace = exists && FileShim.IsLink(path);
        try
        {
            return Open(Path.GetDirectoryName(path)!);
        }
        catch (UnauthorizedAccessException) when (exists)
        {
            // The file may be written, its folder not.
            inPlace = true;
            return Open(Path.GetTempPath());
        }

        AtomicFile Open(string folder)
        {
            string temporary = Path.Combine(folder, TemporaryName(path, Guid.NewGuid().ToString("N")));
            return new AtomicFile(path, temporary, inPlace, ownerOnly, ownerOnly || inPlace
                ? OwnerOnly.OpenAlone(temporary, FileMode.CreateNew)
                : new FileStream(temporary, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1, useAsync: true));
        }
    });

    // No longer than a file system takes: a letter may be four bytes.
    private static string TemporaryName(string path, string mark)
    {
        string name = Path.GetFileName(path);
        return $"{name.Substring(0, Math.Min(name.Length, 50))}.{mark}.partial";
    }
}
