using System.IO.Hashing;

namespace SalesforceCC.Bulk;

/// <summary>A new file, and the check sum of what was written to it.</summary>
internal sealed class ChecksumStream : Stream
{
    private readonly string _path;
    private readonly FileStream _file;
    private readonly Crc32 _sum = new();
    private long _length;

    /// <exception cref="SfException">FILE_NOT_WRITTEN.</exception>
    public ChecksumStream(string path)
    {
        _path = path;
        _file = Disk.Run(path, () => new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16));
    }

    /// <summary>The check sum.</summary>
    public uint Sum => _sum.GetCurrentHashAsUInt32();

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => _length;

    public override long Position { get => _length; set => throw new NotSupportedException(); }

    /// <summary>The check sum of a file that is there; null: it is not, or has another length.</summary>
    public static uint? Of(string path, long length)
    {
        try
        {
            using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1);
            if (file.Length != length)
                return null;
            byte[] block = new byte[1 << 17];
            Crc32 sum = new();
            for (int read; (read = file.Read(block, 0, block.Length)) > 0;)
                sum.Append(block.AsSpan(0, read));
            return sum.GetCurrentHashAsUInt32();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public override void Write(byte[] buffer, int offset, int count)
    {
        Disk.Run(_path, () => _file.Write(buffer, offset, count));
        _sum.Append(buffer.AsSpan(offset, count));
        _length += count;
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Write(buffer, offset, count);
        return Task.CompletedTask;
    }

#if NET
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Write(buffer.Span);
        return default;
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        byte[] copy = buffer.ToArray();
        Write(copy, 0, copy.Length);
    }
#endif

    public override void Flush() => Disk.Run(_path, _file.Flush);

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            Disk.Run(_path, _file.Dispose);
        base.Dispose(disposing);
    }
}
