using System.Globalization;
using System.Text;

namespace SalesforceCC.Client.Tests.Support;

/// <summary>Reads requests off one connection.</summary>
internal sealed class RequestReader(Stream connection, Func<ReceivedRequest, bool>? asksForBody = null)
{
    /// <summary>The first byte of a client that speaks TLS.</summary>
    private const char TlsHandshake = '\x16';

    private readonly BufferedStream _stream = new(connection);
    private readonly byte[] _byte = new byte[1];

    /// <summary>The next request; null where the client has closed the connection.</summary>
    public async Task<ReceivedRequest?> ReadAsync(CancellationToken stop)
    {
        if (await LineAsync(stop) is not { Length: > 0 } first)
            return null;

        if (first[0] == TlsHandshake)
            return new ReceivedRequest("TLS", "", new Dictionary<string, string>(), []);

        string[] parts = first.Split(' ');
        Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase);
        while (await LineAsync(stop) is { Length: > 0 } line)
        {
            int colon = line.IndexOf(':', StringComparison.Ordinal);
            headers[line[..colon]] = line[(colon + 1)..].Trim();
        }

        if (headers.ContainsKey("Expect"))
        {
            ReceivedRequest head = new(parts[0], parts[1], headers, []);
            if (asksForBody?.Invoke(head) == false)
                return head;
            await connection.WriteAsync("HTTP/1.1 100 Continue\r\n\r\n"u8.ToArray(), stop);
        }

        return new ReceivedRequest(parts[0], parts[1], headers, await BodyAsync(headers, stop));
    }

    private async Task<byte[]> BodyAsync(Dictionary<string, string> headers, CancellationToken stop)
    {
        if (headers.TryGetValue("Content-Length", out string? length))
            return await BytesAsync(int.Parse(length, CultureInfo.InvariantCulture), stop);
        if (!headers.ContainsKey("Transfer-Encoding"))
            return [];

        List<byte> body = [];
        while (true)
        {
            string size = await LineAsync(stop) ?? throw new EndOfStreamException();
            byte[] chunk = await BytesAsync(int.Parse(size, NumberStyles.HexNumber, CultureInfo.InvariantCulture), stop);
            await LineAsync(stop);
            if (chunk.Length == 0)
                return [.. body];
            body.AddRange(chunk);
        }
    }

    private async Task<byte[]> BytesAsync(int count, CancellationToken stop)
    {
        byte[] bytes = new byte[count];
        await _stream.ReadExactlyAsync(bytes, stop);
        return bytes;
    }

    private async Task<string?> LineAsync(CancellationToken stop)
    {
        StringBuilder line = new();
        while (await _stream.ReadAsync(_byte, stop) > 0)
        {
            if (_byte[0] == '\n')
                return line.ToString().TrimEnd('\r');
            line.Append((char)_byte[0]);
            if (line[0] == TlsHandshake)
                return line.ToString();
        }

        return null;
    }
}
