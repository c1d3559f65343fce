using System.Globalization;
using System.Security.Cryptography;

namespace SalesforceCC.Emulator.Data.Blobs;

/// <summary>
/// The bytes of files, one file each: they may be larger than memory, and than what SQLite takes. What a transaction that
/// failed has left goes with the folder.
/// </summary>
internal sealed class BlobFolder(string path)
{
    private const int Piece = 1 << 17;

    private long _number;

    /// <summary>Keeps bytes that are in memory.</summary>
    public StoredBlob Keep(byte[] bytes)
    {
        string name = NewName();
        File.WriteAllBytes(PathOf(name), bytes);
#pragma warning disable CA5351 // Salesforce defines ContentVersion.Checksum as MD5; it tells files apart, and protects nothing.
        return new StoredBlob(name, bytes.Length, Convert.ToHexStringLower(MD5.HashData(bytes)));
#pragma warning restore CA5351
    }

    /// <summary>Keeps bytes as they arrive.</summary>
    /// <param name="source">Gives them.</param>
    /// <param name="most">So many are taken.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>What is kept; null where there were more bytes than that.</returns>
    public async Task<StoredBlob?> ReceiveAsync(Stream source, long most, CancellationToken cancel)
    {
        string name = NewName();
        try
        {
            if (await WriteAsync(name, source, most, cancel) is { } kept) return kept;
        }
        catch
        {
            File.Delete(PathOf(name));
            throw;
        }
        File.Delete(PathOf(name));
        return null;
    }

    public Stream Open(string name) => new FileStream(PathOf(name), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1);

    /// <summary>Forgets what no row has come to use.</summary>
    public void Delete(StoredBlob blob) => File.Delete(PathOf(blob.Name));

    private async Task<StoredBlob?> WriteAsync(string name, Stream source, long most, CancellationToken cancel)
    {
#pragma warning disable CA5351 // As above.
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
#pragma warning restore CA5351
        await using FileStream file = new(PathOf(name), FileMode.CreateNew, FileAccess.Write, FileShare.Read, 1);
        byte[] buffer = new byte[Piece];
        long length = 0;
        int read;
        while ((read = await source.ReadAtLeastAsync(buffer, Piece, throwOnEndOfStream: false, cancel)) > 0)
        {
            length += read;
            if (length > most) return null;
            hash.AppendData(buffer, 0, read);
            await file.WriteAsync(buffer.AsMemory(0, read), cancel);
        }
        return new StoredBlob(name, length, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    private string NewName()
    {
        Directory.CreateDirectory(path);
        return Interlocked.Increment(ref _number).ToString(CultureInfo.InvariantCulture);
    }

    private string PathOf(string name) => Path.Combine(path, name);
}
