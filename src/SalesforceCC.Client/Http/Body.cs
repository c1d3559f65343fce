namespace SalesforceCC.Http;

/// <summary>Reads bodies of known modest size whole.</summary>
internal static class Body
{
    /// <summary>All bytes of the response.</summary>
    /// <exception cref="SfException">INVALID_RESPONSE: more than <paramref name="limit"/> bytes.</exception>
    public static async Task<byte[]> ReadAsync(Stream stream, int limit, CancellationToken stop)
    {
        using MemoryStream copy = new();
        byte[] buffer = new byte[16 * 1024];
        int read;
        while ((read = await stream.ReadAsync(buffer, 0, buffer.Length, stop).ConfigureAwait(false)) > 0)
        {
            copy.Write(buffer, 0, read);
            if (copy.Length > limit)
                throw new SfException(SfErrorCodes.InvalidResponse, $"The response is longer than {limit:N0} bytes.");
        }

        return copy.ToArray();
    }
}
