using System.IO.Compression;

namespace SalesforceCC.Bulk;

/// <summary>
/// Another form of files, packed. Each page is a gzip member of its own, so that pages are packed at the same time; members
/// that follow each other are one file, as RFC 1952 has it.
/// </summary>
internal sealed class GzipPages(IPageFormat inner) : IPageFormat
{
    public byte[] Head(string header)
    {
        byte[] head = inner.Head(header);
        if (head.Length == 0)
            return head;
        MemoryStream packed = new();
        using (GZipStream gzip = Open(packed))
            gzip.Write(head, 0, head.Length);
        return packed.ToArray();
    }

    public async Task<PageRows> WriteAsync(Stream csv, Stream output, bool withHead, CancellationToken stop)
    {
        using GZipStream gzip = Open(output);
        return await inner.WriteAsync(csv, gzip, withHead, stop).ConfigureAwait(false);
    }

    private static GZipStream Open(Stream output) => new(output, CompressionLevel.Optimal, leaveOpen: true);
}
