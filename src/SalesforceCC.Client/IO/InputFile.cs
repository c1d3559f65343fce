using SalesforceCC.Http;

namespace SalesforceCC;

/// <summary>A file that is sent. What goes wrong with it is no matter of the network, and is told as what it is.</summary>
internal sealed class InputFile : ReadOnlyStream
{
    private readonly string _path;
    private readonly FileStream _file;

    // What was promised is sent: a file may grow or shrink meanwhile.
    private long _left;

    private InputFile(string path, FileStream file)
    {
        _path = path;
        _file = file;
        _left = file.CanSeek ? file.Length : long.MaxValue;
    }

    public override bool CanSeek => _file.CanSeek;

    public override long Length => _file.Length;

    public override long Position { get => _file.Position; set => Seek(value, SeekOrigin.Begin); }

    /// <summary>Opens a file.</summary>
    /// <exception cref="SfException">BODY_NOT_READ.</exception>
    public static InputFile Open(string path)
    {
        try
        {
            return new InputFile(path, new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 16, useAsync: true));
        }
        catch (Exception e) when (IsOfDisk(e))
        {
            throw NotRead(path, e);
        }
    }

    public override long Seek(long offset, SeekOrigin origin)
    {
        long at = _file.Seek(offset, origin);
        _left = _file.Length - at;
        return at;
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        try
        {
            return Count(_file.Read(buffer, offset, Most(count)), count);
        }
        catch (Exception e) when (IsOfDisk(e))
        {
            throw NotRead(_path, e);
        }
    }

    public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        try
        {
            return Count(await _file.ReadAsync(buffer, offset, Most(count), cancellationToken).ConfigureAwait(false), count);
        }
        catch (Exception e) when (IsOfDisk(e))
        {
            throw NotRead(_path, e);
        }
    }

#if NET
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            return Count(await _file.ReadAsync(buffer.Slice(0, Most(buffer.Length)), cancellationToken).ConfigureAwait(false), buffer.Length);
        }
        catch (Exception e) when (IsOfDisk(e))
        {
            throw NotRead(_path, e);
        }
    }
#endif

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _file.Dispose();
        base.Dispose(disposing);
    }

    private int Most(int count) => (int)Math.Min(count, _left);

    private int Count(int read, int wanted)
    {
        if (read == 0 && wanted > 0 && _left > 0 && _left < long.MaxValue)
            throw new IOException("It became shorter while it was sent.");
        if (_left < long.MaxValue)
            _left -= read;
        return read;
    }

    private static bool IsOfDisk(Exception e) =>
        e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException or System.Security.SecurityException;

    private static SfException NotRead(string path, Exception e) =>
        new(SfErrorCodes.BodyNotRead, $"'{path}' cannot be read: {ReadFailure.Why(path, e)}", e) { Final = true };
}
