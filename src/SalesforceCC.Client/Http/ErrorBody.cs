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

        bool isCut = copy.Length >= MaxBytes && await stream.ReadAsync(buffer, 0, 1, stop).ConfigureAwait(false) > 0;
        BufferedContent content = new(copy.ToArray(), isCut, response.Content.Headers);
        response.Content = content;
        return content.Text;
    }

    private sealed class BufferedContent : ByteArrayContent
    {
        public BufferedContent(byte[] bytes, bool isCut, HttpContentHeaders headers)
            : base(bytes)
        {
            foreach (KeyValuePair<string, IEnumerable<string>> header in headers)
                Headers.TryAddWithoutValidation(header.Key, header.Value);
            Headers.ContentLength = bytes.Length;
            Text = EncodingOf(headers).GetString(bytes) + (isCut ? "\n[The answer is longer than 1 MiB; the rest of it was not read.]" : "");
        }

        public string Text { get; }

        // Salesforce writes UTF-8. What answers in its place may say that it writes something else.
        private static Encoding EncodingOf(HttpContentHeaders headers)
        {
            try
            {
                return headers.ContentType?.CharSet is { Length: > 0 } name ? Encoding.GetEncoding(name.Trim('"')) : Encoding.UTF8;
            }
            catch (Exception e) when (e is ArgumentException or NotSupportedException)
            {
                return Encoding.UTF8;
            }
        }
    }
}
