using System.IO.Compression;

namespace SalesforceCC.Emulator.Tests.Http;

internal static class Zip
{
    public static byte[] Close(ReadOnlySpan<byte> bytes)
    {
        MemoryStream zipped = new MemoryStream();
        using (GZipStream gzip = new GZipStream(zipped, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(bytes);
        return zipped.ToArray();
    }

    public static byte[] Open(byte[] zipped)
    {
        using GZipStream gzip = new GZipStream(new MemoryStream(zipped), CompressionMode.Decompress);
        MemoryStream bytes = new MemoryStream();
        gzip.CopyTo(bytes);
        return bytes.ToArray();
    }
}
