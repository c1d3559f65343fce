using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;

namespace SalesforceCC.Tests;

/// <summary>
/// A loopback server that keeps what was sent, and answers as it was told: the next request with the JSON that is next in
/// turn, else each method and path with the bytes and headers that were set for it, compressed and in chunks where the
/// headers say so. One that was told nothing answers with nothing.
/// </summary>
public sealed class ScriptedServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly List<ReceivedRequest> _requests = [];
    private readonly Queue<byte[]> _turns = [];
    private readonly Dictionary<string, byte[]> _answers = [];

    public ScriptedServer()
    {
        _listener.Start();
        Url = "http://" + _listener.LocalEndpoint;
        _ = AcceptAsync();
    }

    public string Url { get; }

    /// <summary>What has been sent.</summary>
    public ReceivedRequest[] Requests
    {
        get
        {
            lock (_requests)
                return [.. _requests];
        }
    }

    /// <summary>The answer to the next request; later ones wait for their turn.</summary>
    public void Answer(string json)
    {
        lock (_requests)
            _turns.Enqueue(Message(200, ["Content-Type: application/json;charset=UTF-8"], Encoding.UTF8.GetBytes(json)));
    }

    /// <param name="request">METHOD and path; the query of a request is not looked at.</param>
    /// <param name="status">The status.</param>
    /// <param name="headers">Lines of name, colon, value.</param>
    /// <param name="body">The body before any encoding.</param>
    public void Set(string request, int status, string[] headers, byte[] body)
    {
        lock (_requests)
            _answers[request] = Message(status, headers, body);
    }

    public void Clear()
    {
        lock (_requests)
        {
            _requests.Clear();
            _turns.Clear();
            _answers.Clear();
        }
    }

    public void Dispose() => _listener.Stop();

    private static byte[] Message(int status, string[] headers, byte[] body)
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
        return
        [
            .. Ascii("HTTP/1.1 " + status.ToString(CultureInfo.InvariantCulture) + " Scripted\r\n"),
            .. Ascii(string.Concat(headers.Select(static h => h + "\r\n")) + length + "\r\n"), .. body,
        ];
    }

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
                await stream.WriteAsync(AnswerTo(request));
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException)
        {
            // The client has gone.
        }
    }

    private byte[] AnswerTo(ReceivedRequest request)
    {
        string line = request.Method + " " + request.Target.Split('?')[0];
        lock (_requests)
        {
            _requests.Add(request);
            if (_turns.TryDequeue(out byte[] answer) || _answers.TryGetValue(line, out answer))
                return answer;
            return _answers.Count == 0 ? Message(204, [], []) : Message(599, ["X-Not-Scripted: " + line], []);
        }
    }

    private static async Task<ReceivedRequest> ReadAsync(NetworkStream stream)
    {
        string first = await ReadLineAsync(stream);
        if (first is null)
            return null;
        WebHeaderCollection headers = [];
        while (await ReadLineAsync(stream) is { Length: > 0 } header)
            headers.Add(header);
        if (headers["Expect"] is not null)
            await stream.WriteAsync(Ascii("HTTP/1.1 100 Continue\r\n\r\n"));
        string[] parts = first.Split(' ');
        return new ReceivedRequest { Method = parts[0], Target = parts[1], Headers = headers, Bytes = await ReadBodyAsync(stream, headers) };
    }

    private static async Task<byte[]> ReadBodyAsync(NetworkStream stream, WebHeaderCollection headers)
    {
        if (headers["Transfer-Encoding"] is null)
            return await ReadBytesAsync(stream, int.Parse(headers["Content-Length"] ?? "0", CultureInfo.InvariantCulture));
        List<byte> body = [];
        while (int.Parse(await ReadLineAsync(stream) ?? "0", NumberStyles.HexNumber, CultureInfo.InvariantCulture) is > 0 and int size)
        {
            body.AddRange(await ReadBytesAsync(stream, size));
            await ReadLineAsync(stream);
        }

        await ReadLineAsync(stream);
        return [.. body];
    }

    private static async Task<byte[]> ReadBytesAsync(NetworkStream stream, int count)
    {
        byte[] bytes = new byte[count];
        await stream.ReadExactlyAsync(bytes);
        return bytes;
    }

    private static async Task<string> ReadLineAsync(NetworkStream stream)
    {
        List<byte> line = [];
        byte[] one = new byte[1];
        while (await stream.ReadAsync(one) > 0)
        {
            line.Add(one[0]);
            if (line.Count > 1 && line[^1] == '\n' && line[^2] == '\r')
                return Encoding.Latin1.GetString(line.ToArray(), 0, line.Count - 2);
        }

        return null;
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
