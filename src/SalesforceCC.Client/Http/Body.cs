namespace SalesforceCC.Http;

/// <summary>Reads bodies of known modest size whole. They may hold a secret, so no copy of a part is left behind.</summary>
internal static class Body
{
    // The longest array of bytes.
    private const int Most = 0x7FFFFFC7;

    /// <summary>All bytes of the response.</summary>
    /// <exception cref="SfException">INVALID_RESPONSE: more than <paramref name="limit"/> bytes.</exception>
    public static async Task<byte[]> ReadAsync(Stream stream, int limit, CancellationToken stop)
    {
        byte[] buffer = new byte[16 * 1024];
        int length = 0;
        try
        {
            int read;
            while ((read = await stream.ReadAsync(buffer, length, buffer.Length - length, stop).ConfigureAwait(false)) > 0)
            {
                length += read;
                if (length > limit)
                    throw new SfException(
                        SfErrorCodes.InvalidResponse, FormattableString.Invariant($"The response is longer than {limit:N0} bytes."));
                if (length == buffer.Length)
                    buffer = Resize(buffer, length, (int)Math.Min(2L * length, Most));
            }

            return Resize(buffer, length, length);
        }
        finally
        {
            Array.Clear(buffer, 0, length);
        }
    }

    private static byte[] Resize(byte[] bytes, int length, int size)
    {
        byte[] other = new byte[size];
        Buffer.BlockCopy(bytes, 0, other, 0, length);
        Array.Clear(bytes, 0, length);
        return other;
    }
}
