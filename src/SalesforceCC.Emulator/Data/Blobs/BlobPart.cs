namespace SalesforceCC.Emulator.Data.Blobs;

/// <summary>Some bytes of a file, from one place on.</summary>
internal sealed class BlobPart : ReadOnlyStream
{
    private readonly Stream _file;
    private long _left;

    public BlobPart(Stream file, long from, long count)
    {
        _file = file;
        _left = count;
        file.Position = from;
    }

    public override int Read(Span<byte> buffer)
    {
        int read = _file.Read(buffer[..(int)Math.Min(buffer.Length, _left)]);
        _left -= read;
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _file.Dispose();
        base.Dispose(disposing);
    }
}
