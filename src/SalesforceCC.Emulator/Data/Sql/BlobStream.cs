using SQLitePCL;

namespace SalesforceCC.Emulator.Data.Sql;

/// <summary>Reads a blob out of a row piece by piece, whatever its size; keeps its connection until disposed.</summary>
internal sealed class BlobStream : Stream
{
    private readonly PooledConnection _connection;
    private readonly sqlite3_blob _blob;
    private readonly int _length;
    private int _position;
    private bool _disposed;

    public BlobStream(PooledConnection connection, string table, string column, long row)
    {
        _connection = connection;
        _blob = connection.Connection.OpenBlob(table, column, row);
        _length = raw.sqlite3_blob_bytes(_blob);
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => _length;

    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        int count = Math.Min(buffer.Length, _length - _position);
        if (count <= 0) return 0;
        _connection.Connection.Check(raw.sqlite3_blob_read(_blob, buffer[..count], _position));
        _position += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_disposed)
        {
            _disposed = true;
            _blob.Dispose();
            _connection.Dispose();
        }
        base.Dispose(disposing);
    }
}
