using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading.Tasks;

namespace SalesforceCC.Tests;

/// <summary>
/// A loopback server that answers each method and path with the bytes and headers it was given for it, compressed and
/// in chunks where the headers say so.
/// </summary>
public sealed class RecordedServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<string, byte[]> _answers = new();

    public RecordedServer()
    {
        _listener.Start();
        Url = "http://" + _listener.LocalEndpoint;
        _ = AcceptAsync();
    }

    public string Url { get; }

    /// <param name="request">METHOD and path; the query of a request is not looked at.</param>
    /// <param name="status">The status.</param>
    /// <param name="headers">Lines of name, colon, value.</param>
    /// <param name="body">The body before any encoding.</param>
    public void Set(string request, int status, string[] headers, byte[] body)
    {
        bool Has(string header) => headers.Any(h => h.Replace(" ", "").Equals(header, StringComparison.OrdinalIgnoreCase));
        if (Has("Content-Encoding:gzip"))
            body = Gzip(body);
        string length = "";
        if (Has("Transfer-Encoding:chunked"))
            body = body.Length == 0
                ? Ascii("0\r\n\r\n")
                : [.. Ascii(body.Length.ToString("X", CultureInfo.InvariantCulture) + "\r\n"), .. body, .. Ascii("\r\n0\r\n\r\n")];
        else if (status != 204)
            length = "Content-Length: " + body.Length.ToString(CultureInfo.InvariantCulture) + "\r\n";
        _answers[request] =
        [
            .. Ascii("HTTP/1.1 " + status.ToString(CultureInfo.InvariantCulture) + " Recorded\r\n"),
            .. Ascii(string.Concat(headers.Select(static h => h + "\r\n")) + length + "\r\n"), .. body,
        ];
    }

    public void Clear() => _answers.Clear();

    public void Dispose() => _listener.Stop();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ServeAsync(await _listener.AcceptTcpClientAsync());
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Stopped.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using TcpClient _ = client;
        client.NoDelay = true;
        try
        {
            using NetworkStream stream = client.GetStream();
            while (await ReadAsync(stream) is { } request)
                await stream.WriteAsync(_answers.TryGetValue(request, out byte[] answer)
                    ? answer
                    : Ascii("HTTP/1.1 599 Not recorded: " + request + "\r\nContent-Length: 0\r\n\r\n"));
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException)
        {
            // The client has gone.
        }
    }

    private static async Task<string> ReadAsync(NetworkStream stream)
    {
        List<byte> head = [];
        byte[] one = new byte[1];
        while (head.Count < 4 || !(head[^1] == '\n' && head[^2] == '\r' && head[^3] == '\n'))
        {
            if (await stream.ReadAsync(one) == 0)
                return null;
            head.Add(one[0]);
        }

        string text = Encoding.ASCII.GetString(head.ToArray());
        string[] line = text.Split(' ', 3);
        Match length = Regex.Match(text, @"\r\nContent-Length: *(\d+)", RegexOptions.IgnoreCase);
        if (length.Success)
            await stream.ReadExactlyAsync(new byte[int.Parse(length.Groups[1].Value, CultureInfo.InvariantCulture)]);
        return line[0] + " " + line[1].Split('?')[0];
    }

    private static byte[] Gzip(byte[] bytes)
    {
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Fastest))
            gzip.Write(bytes);
        return packed.ToArray();
    }

    private static byte[] Ascii(string text) => Encoding.Latin1.GetBytes(text);
}
