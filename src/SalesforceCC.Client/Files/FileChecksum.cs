using System.Security.Cryptography;

namespace SalesforceCC.Files;

/// <summary>The checksum that Salesforce has of a version of a file: its MD5.</summary>
internal static class FileChecksum
{
    private const int Piece = 1 << 17;

    /// <summary>In hexadecimal digits; null where this machine has no MD5, since only approved algorithms are allowed.</summary>
    /// <param name="stream">Is read to its end.</param>
    /// <param name="stop">Ends it.</param>
    public static async Task<string?> OfAsync(Stream stream, CancellationToken stop)
    {
        using IncrementalHash? hash = Begin();
        if (hash is null)
            return null;
        byte[] buffer = new byte[Piece];
        int read;
        while ((read = await stream.ReadAsync(buffer, 0, buffer.Length, stop).ConfigureAwait(false)) > 0)
            hash.AppendData(buffer, 0, read);
        return string.Concat(hash.GetHashAndReset().Select(static b => b.ToString("x2", System.Globalization.CultureInfo.InvariantCulture)));
    }

    private static IncrementalHash? Begin()
    {
        try
        {
#pragma warning disable CA5351 // Salesforce defines it so; it tells files apart, and protects nothing.
            return IncrementalHash.CreateHash(HashAlgorithmName.MD5);
#pragma warning restore CA5351
        }
        catch (Exception e) when (e is CryptographicException or InvalidOperationException)
        {
            return null;
        }
    }
}
