using SQLitePCL;

namespace SalesforceCC.Emulator.Data.Sql;

/// <summary>Reads a blob out of a row piece by piece, whatever its size; keeps its connection until disposed.</summary>
internal sealed class BlobStream : ReadOnlyStream
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
