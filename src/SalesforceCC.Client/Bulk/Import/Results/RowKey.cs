using System.Security.Cryptography;
using System.Text;

namespace SalesforceCC.Bulk;

/// <summary>The content of a row as a number, so that rows can be found by it in little memory.</summary>
/// <param name="High">Its first half.</param>
/// <param name="Low">Its second half.</param>
internal readonly record struct RowKey(ulong High, ulong Low)
{
    /// <summary>A key of values.</summary>
    /// <remarks>128 bits of SHA-256: two rows that differ have, for all practical purposes, never the same.</remarks>
    public static RowKey Of(byte[] bytes, int count)
    {
#if NET
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes.AsSpan(0, count), hash);
        return new RowKey(BitConverter.ToUInt64(hash), BitConverter.ToUInt64(hash.Slice(8)));
#else
        using SHA256 sha = SHA256.Create();
        byte[] hash = sha.ComputeHash(bytes, 0, count);
        return new RowKey(BitConverter.ToUInt64(hash, 0), BitConverter.ToUInt64(hash, 8));
#endif
    }
}
