using SalesforceCC.Http;

namespace SalesforceCC;

/// <summary>Some bytes of a file, read as a stream of their own. What goes wrong with the file is told as what it is.</summary>
internal sealed class FileRange : ReadOnlyStream
{
    private readonly InputFile _file;
    private readonly long _offset;
    private readonly long _length;
    private long _left;

    private FileRange(InputFile file, long offset, long length)
    {
        _file = file;
        _offset = offset;
        _length = _left = length;
        file.Seek(offset, SeekOrigin.Begin);
    }

    public override bool CanSeek => true;

    public override long Length => _length;

    public override long Position { get => _length - _left; set => Seek(value, SeekOrigin.Begin); }

    /// <summary>Opens bytes of a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="offset">Where they begin.</param>
    /// <param name="length">How many they are.</param>
    /// <exception cref="SfException">BODY_NOT_READ; while reading, too, where the file became shorter.</exception>
    public static FileRange Open(string path, long offset, long length)
    {
        InputFile file = InputFile.Open(path);
        try
        {
            return file.Length >= offset + length
                ? new FileRange(file, offset, length)
                : throw new SfException(SfErrorCodes.BodyNotRead, $"'{path}' cannot be read: it became shorter.") { Final = true };
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public override long Seek(long offset, SeekOrigin origin)
    {
        long at = origin switch
        {
            SeekOrigin.Begin => offset,
            SeekOrigin.Current => Position + offset,
            _ => _length + offset,
        };
        _file.Seek(_offset + at, SeekOrigin.Begin);
        _left = _length - at;
        return at;
    }

    public override int Read(byte[] buffer, int offset, int count) => Taken(_file.Read(buffer, offset, Most(count)));

    public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        Taken(await _file.ReadAsync(buffer, offset, Most(count), cancellationToken).ConfigureAwait(false));

#if NET
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        Taken(await _file.ReadAsync(buffer.Slice(0, Most(buffer.Length)), cancellationToken).ConfigureAwait(false));
#endif

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _file.Dispose();
        base.Dispose(disposing);
    }

    private int Most(int count) => (int)Math.Min(count, _left);

    private int Taken(int read)
    {
        _left -= read;
        return read;
    }
}
