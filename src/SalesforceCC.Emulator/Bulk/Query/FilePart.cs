using SalesforceCC.Emulator.Data;

namespace SalesforceCC.Emulator.Bulk.Query;

/// <summary>The start of a file, and then a part of it, as one stream.</summary>
internal sealed class FilePart : ReadOnlyStream
{
    private readonly FileStream _file;
    private readonly long _start;
    private readonly long _end;
    private long _left;
    private bool _inPart;

    /// <param name="path">The file.</param>
    /// <param name="header">Bytes of the start.</param>
    /// <param name="start">Where the part begins.</param>
    /// <param name="end">Where it ends.</param>
    public FilePart(string path, long header, long start, long end)
    {
        _file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 16);
        _left = header;
        _start = start;
        _end = end;
    }

    public override int Read(Span<byte> buffer)
    {
        if (_left == 0 && !_inPart)
        {
            _inPart = true;
            _file.Position = _start;
            _left = _end - _start;
        }
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
