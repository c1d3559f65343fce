using System.Net.Http.Headers;
using System.Text;

namespace SalesforceCC.Http;

/// <summary>Reads the bodies of failed requests: small as a rule, bounded always.</summary>
internal static class ErrorBody
{
    private const int MaxBytes = 1 << 20;

    /// <summary>Replaces the content by a copy in memory, at most 1 MiB of it, and gives it as text.</summary>
    public static async Task<string> BufferAsync(HttpResponseMessage response, CancellationToken stop)
    {
        if (response.Content is BufferedContent buffered)
            return buffered.Text;

        using Stream stream = await HttpShim.ReadStreamAsync(response.Content, stop).ConfigureAwait(false);
        using MemoryStream copy = new();
        byte[] buffer = new byte[16 * 1024];
        int read;
        while (copy.Length < MaxBytes
            && (read = await stream.ReadAsync(buffer, 0, buffer.Length, stop).ConfigureAwait(false)) > 0)
            copy.Write(buffer, 0, read);

        BufferedContent content = new(copy.ToArray(), response.Content.Headers);
        response.Content = content;
        return content.Text;
    }

    private sealed class BufferedContent : ByteArrayContent
    {
        public BufferedContent(byte[] bytes, HttpContentHeaders headers)
            : base(bytes)
        {
            foreach (KeyValuePair<string, IEnumerable<string>> header in headers)
                Headers.TryAddWithoutValidation(header.Key, header.Value);
            Headers.ContentLength = bytes.Length;
            Text = Encoding.UTF8.GetString(bytes);
        }

        public string Text { get; }
    }
}
