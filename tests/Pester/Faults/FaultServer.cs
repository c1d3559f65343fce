using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;

namespace SalesforceCC.Tests;

/// <summary>
/// A loopback server that answers from a table, and does to the answer of one route what networks, proxies and
/// Salesforce do on bad days. It writes bytes itself, since no web server sends a wrong length or half a header. Given
/// a proxy's requests, it is the proxy and what stands behind it in one.
/// </summary>
public sealed class FaultServer : IDisposable
{
    private const string Value = "\"@value@\"";
    private static readonly byte[] s_gone = [];
    private static readonly Lazy<X509Certificate2> s_certificate = new(SelfSigned);
    private static readonly ConditionalWeakTable<string[], (Regex Route, int Status, string Body)[]> s_tables = [];
    private static int s_ports = Random.Shared.Next(20_000);

    private readonly (Regex Route, int Status, string Body)[] _answers;
    private readonly string _instance;
    private readonly List<string> _requests = [];
    private readonly HashSet<Socket> _connections = [];
    private readonly CancellationTokenSource _end = new();
    private readonly int _bigBytes;
    private readonly string _transport;
    private Socket _listener;
    private Regex _faulty;
    private string _fault;
    private int _times;
    private int _accepted;

    /// <param name="answers">Lines of METHOD, path with wildcards, status, body; the first that fits answers.</param>
    /// <param name="instance">The instance_url of token answers; empty: this server.</param>
    /// <param name="bigBytes">Length of the field of the fault "big".</param>
    /// <param name="transport">"TLS", "proxy", "tunnel" (TLS through a proxy's CONNECT), else plain HTTP.</param>
    public FaultServer(string[] answers, string instance, int bigBytes, string transport = "")
    {
        _bigBytes = bigBytes;
        _transport = transport;
        Port = Listen(0);
        _instance = instance;

        // A table is the same for many servers: it is read once.
        _answers = s_tables.GetValue(answers, static lines => lines.Select(static l => l.Split(' ', 4))
            .Select(static l => (Wildcard(l[0] + " " + l[1]), int.Parse(l[2], CultureInfo.InvariantCulture), l[3])).ToArray());
    }

    public int Port { get; }

    public string Url => (_transport is "TLS" or "tunnel" ? "https" : "http") + "://127.0.0.1:" + Port.ToString(CultureInfo.InvariantCulture);

    /// <summary>The proxy to reach it through.</summary>
    public string Proxy => "http://127.0.0.1:" + Port.ToString(CultureInfo.InvariantCulture);

    /// <summary>What the proxy answers to the next CONNECT instead of opening a tunnel: a status, or 0 for nothing.</summary>
    public int? TunnelStatus { get; set; }

    /// <summary>Answers end their connection, so that the next request needs a new one.</summary>
    public bool OneAnswerOnly { get; set; }

    /// <summary>Lets just not all of the time pass that the other side allows for a request.</summary>
    public Action PassAlmost { get; set; }

    /// <summary>Lets all of that time pass.</summary>
    public Action PassTimeout { get; set; }

    /// <summary>Lets it pass once more, for a request that was between two reads the first time.</summary>
    public Action PassTimeoutAgain { get; set; }

    /// <summary>Ends when the other side has read what is sent next.</summary>
    public Func<Task> ProgressAsync { get; set; }

    /// <summary>METHOD and path of all requests that arrived whole.</summary>
    public string[] Requests
    {
        get { lock (_requests) return _requests.ToArray(); }
    }

    /// <summary>How many connections were opened.</summary>
    public int Connections => _accepted;

    public int Count(string route) => Requests.Count(Wildcard(route).IsMatch);

    public void Arm(string route, string fault, int times)
    {
        lock (_requests)
        {
            _requests.Clear();
            (_faulty, _fault, _times) = (Wildcard(route), fault, times);
        }
    }

    public void Disarm()
    {
        lock (_requests)
            _times = 0;
    }

    /// <summary>The server is gone: nothing listens, all connections are reset.</summary>
    public void Close()
    {
        _listener.Dispose();
        lock (_connections)
            foreach (Socket connection in _connections)
                Reset(connection);
    }

    /// <summary>And back again, where it was.</summary>
    public void Reopen() => Listen(Port);

    public void Dispose()
    {
        _end.Cancel();
        Close();
    }

    // Below the ports that the system gives to others, and each once only: while this server is gone, nobody takes its
    // place.
    private int Listen(int port)
    {
        for (int tries = 0; ; tries++)
        {
            Socket listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            int chosen = port > 0 ? port : 12_000 + (Interlocked.Increment(ref s_ports) % 20_000);
            try
            {
                listener.Bind(new IPEndPoint(IPAddress.Loopback, chosen));
                listener.Listen(64);
                _listener = listener;
                _ = AcceptAsync(listener);
                return chosen;
            }
            catch (SocketException) when (tries < 100)
            {
                listener.Dispose();
            }
        }
    }

    private async Task AcceptAsync(Socket listener)
    {
        try
        {
            while (true)
            {
                Socket connection = await listener.AcceptAsync(_end.Token);
                Interlocked.Increment(ref _accepted);
                _ = ServeAsync(connection);
            }
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // Closed.
        }
    }

    private async Task ServeAsync(Socket connection)
    {
        lock (_connections)
            _connections.Add(connection);
        try
        {
            connection.NoDelay = true;
            using NetworkStream plain = new(connection, ownsSocket: false);
            if (_transport == "tunnel" && !await OpenTunnelAsync(plain))
                return;
            using Stream stream = _transport is "TLS" or "tunnel" ? new SslStream(plain) : plain;
            if (stream is SslStream tls)
                await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = s_certificate.Value }, _end.Token);
            while (await ReadAsync(stream) is { } request && await AnswerAsync(connection, stream, request))
            {
            }
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException or ObjectDisposedException
            or System.Security.Authentication.AuthenticationException)
        {
            // The other side went first.
        }
        finally
        {
            lock (_connections)
                _connections.Remove(connection);
            connection.Dispose();
        }
    }

    private async Task<bool> OpenTunnelAsync(Stream stream)
    {
        string request = await ReadAsync(stream);
        if (request?.StartsWith("CONNECT ", StringComparison.Ordinal) != true)
            return false;
        if (TunnelStatus is { } status)
        {
            lock (_requests)
                _requests.Add(request);
            if (status > 0)
                await SendAsync(stream, status, s_gone, "Connection: close");
            return false;
        }

        await stream.WriteAsync(Bytes("HTTP/1.1 200 Connection established\r\n\r\n"));
        return true;
    }

    // Nobody sends a request before the last one is answered: what arrives belongs to one.
    private async Task<string> ReadAsync(Stream stream)
    {
        byte[] bytes = new byte[4096];
        int count = 0, head;
        while ((head = bytes.AsSpan(0, count).IndexOf("\r\n\r\n"u8)) < 0)
        {
            if (count == bytes.Length)
                Array.Resize(ref bytes, count * 2);
            int read = await stream.ReadAsync(bytes.AsMemory(count), _end.Token);
            if (read == 0)
                return null;
            count += read;
        }

        string text = Encoding.ASCII.GetString(bytes, 0, head);
        string[] line = text.Split(' ', 3);
        Match length = Regex.Match(text, @"\r\nContent-Length: *(\d+)", RegexOptions.IgnoreCase);
        if (length.Success)
            await stream.ReadExactlyAsync(new byte[int.Parse(length.Groups[1].Value, CultureInfo.InvariantCulture) - (count - head - 4)], _end.Token);

        // To a proxy, the whole URL is named.
        string target = line[1];
        if (_transport == "proxy")
            target = target.StartsWith(Url, StringComparison.Ordinal) ? target.Substring(Url.Length) : "not through the proxy: " + target;
        return line[0] + " " + target;
    }

    // The client has taken what was sent. If it takes it together with what came before, or finds it there when it looks,
    // it waits for nothing, and its clock tells of no progress.
    private Task ReadAsync(Task progress) => Task.WhenAny(progress, Task.Delay(TimeSpan.FromSeconds(2), _end.Token));

    private async Task<bool> AnswerAsync(Socket connection, Stream stream, string request)
    {
        string fault = null;
        lock (_requests)
        {
            _requests.Add(request);
            if (_times != 0 && _faulty.IsMatch(request))
            {
                fault = _fault;
                _times--;
            }
        }

        (_, int status, string json) = _answers.FirstOrDefault(a => a.Route.IsMatch(request));
        if (json is null)
            (status, json) = (404, "[{\"errorCode\":\"NOT_FOUND\",\"message\":\"Not in the table: " + request + "\"}]");
        json = json.Replace("@instance@", _instance.Length > 0 ? _instance : Url).Replace("@url@", Url);
        byte[] body = Bytes(json.Replace(Value, "\"value\""));
        string type = json[0] == '"' ? "Content-Type: text/csv" : "Content-Type: application/json;charset=UTF-8";
        const string Page = "<html><head><title>Down for maintenance</title></head><body>busy</body></html>";
        switch (fault)
        {
            case null:
            case "none":
                return OneAnswerOnly
                    ? await SendAsync(stream, status, body, type, "Connection: close") && false
                    : await SendAsync(stream, status, body, type);

            case "reset before":
                Reset(connection);
                return false;
            case "reset in the headers":
                await stream.WriteAsync(Bytes("HTTP/1.1 200 OK\r\nContent-Type: appl"));
                Reset(connection);
                return false;
            case "reset in the body":
                await stream.WriteAsync(Head(status, body.Length, type));
                await stream.WriteAsync(body.AsMemory(0, body.Length / 2));
                Reset(connection);
                return false;
            case "closed after it was done":
                return false;
            case "slow drip":
                await stream.WriteAsync(Head(status, body.Length, type));
                for (int i = 0, piece = body.Length / 4 + 1; i < body.Length; i += piece)
                {
                    PassAlmost();
                    Task progress = ProgressAsync();
                    await stream.WriteAsync(body.AsMemory(i, Math.Min(piece, body.Length - i)));
                    await ReadAsync(progress);
                }

                return true;
            case "silence in the body":
                await stream.WriteAsync(Head(status, body.Length, type));
                Task read = ProgressAsync();
                await stream.WriteAsync(body.AsMemory(0, body.Length / 2));
                await ReadAsync(read);
                PassTimeout();

                // Who gives up closes the connection.
                Task closed = stream.ReadAsync(new byte[1], _end.Token).AsTask();
                while (await Task.WhenAny(closed, Task.Delay(TimeSpan.FromSeconds(1), _end.Token)) != closed && !_end.IsCancellationRequested)
                    PassTimeoutAgain();
                return false;
            case "gzip cut short":
                byte[] packed = Gzip(body);
                return await SendAsync(stream, status, packed[..^6], type, "Content-Encoding: gzip");
            case "length too long":
                await stream.WriteAsync(Head(status, body.Length + 10, type));
                await stream.WriteAsync(body);
                return false;
            case "length too short":
                await stream.WriteAsync(Head(status, body.Length - 5, type));
                await stream.WriteAsync(body);
                return true;

            case "503 page":
                return await SendAsync(stream, 503, Bytes(Page), "Content-Type: text/html");
            case "503 page with Retry-After":
                return await SendAsync(stream, 503, Bytes(Page), "Content-Type: text/html", "Retry-After: 1");
            case "502 page":
                return await SendAsync(stream, 502, Bytes(Page), "Content-Type: text/html");
            case "429":
                return await SendAsync(stream, 429, s_gone);
            case "420":
                return await SendAsync(stream, 420, s_gone);
            case "500":
                return await ErrorAsync(stream, 500, "UNKNOWN_EXCEPTION", "An unexpected error occurred. ErrorId: 1-2 (3)");
            case "403 TotalRequests":
                return await ErrorAsync(stream, 403, "REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded.");
            case "403 ConcurrentPerOrgLongTxn":
                return await ErrorAsync(stream, 403, "REQUEST_LIMIT_EXCEEDED", "ConcurrentPerOrgLongTxn Limit exceeded.");
            case "UNABLE_TO_LOCK_ROW":
                return await ErrorAsync(stream, 400, "UNABLE_TO_LOCK_ROW", "unable to obtain exclusive access to this record");
            case "401":
                return await ErrorAsync(stream, 401, "INVALID_SESSION_ID", "Session expired or invalid");

            case "redirect elsewhere":
                // Another origin, of which we would know all the same.
                return await SendAsync(stream, 307, s_gone, "Location: " + Url.Replace("127.0.0.1", "localhost") + "/stolen");

            case "empty body":
                return await SendAsync(stream, status, s_gone);
            case "JSON of another shape":
                return await SendAsync(stream, status, Bytes("{\"unexpected\":[1,{\"x\":null}]}"));
            case "JSON 10,000 deep":
                string deep = IsXml(json)
                    ? string.Concat(Enumerable.Repeat("<a>", 10_000)) + string.Concat(Enumerable.Repeat("</a>", 10_000))
                    : new string('[', 10_000) + new string(']', 10_000);
                return await SendAsync(stream, status, Bytes(json.Replace(Value, deep)));
            case "big field":
                return await BigAsync(stream, status, json);
            case "names twice":
                return await SendAsync(stream, status, Bytes(Twice(json.Replace(Value, "\"value\""))));
            case "no UTF-8":
                return await SendAsync(stream, status, Encoding.Latin1.GetBytes(json.Replace(Value, "\"a\u00FF\u00C3b\"")));
            case "login page with 200":
                return await SendAsync(
                    stream, 200, Bytes("<!DOCTYPE html><html><title>Sign in to the network</title></html>"), "Content-Type: text/html; charset=utf-8");
            default:
                throw new InvalidOperationException("There is no fault '" + fault + "'.");
        }
    }

    // In pieces, so that 100 MB need no 100 MB here.
    private async Task<bool> BigAsync(Stream stream, int status, string json)
    {
        string[] parts = json.Split(Value);
        byte[] chunk = Bytes(new string('x', 1 << 16));
        long length = Bytes(json).Length + (long)(parts.Length - 1) * (_bigBytes + 2 - Value.Length);
        await stream.WriteAsync(Head(status, length));
        for (int i = 0; i < parts.Length; i++)
        {
            await stream.WriteAsync(Bytes(parts[i]));
            if (i == parts.Length - 1)
                return true;
            await stream.WriteAsync(Bytes("\""));
            for (int sent = 0; sent < _bigBytes; sent += chunk.Length)
                await stream.WriteAsync(chunk.AsMemory(0, Math.Min(chunk.Length, _bigBytes - sent)), _end.Token);
            await stream.WriteAsync(Bytes("\""));
        }

        return true;
    }

    private static Task<bool> ErrorAsync(Stream stream, int status, string code, string message) =>
        SendAsync(stream, status, Bytes("[{\"errorCode\":\"" + code + "\",\"message\":\"" + message + "\"}]"));

    private static async Task<bool> SendAsync(Stream stream, int status, byte[] body, params string[] headers)
    {
        byte[] head = Head(status, body.Length, headers);
        byte[] all = new byte[head.Length + body.Length];
        head.CopyTo(all, 0);
        body.CopyTo(all, head.Length);
        await stream.WriteAsync(all);
        return true;
    }

    private static byte[] Head(int status, long length, params string[] headers)
    {
        StringBuilder head = new("HTTP/1.1 " + status.ToString(CultureInfo.InvariantCulture) + " Status\r\n");
        foreach (string header in headers)
            head.Append(header).Append("\r\n");
        if (!headers.Any(static h => h.StartsWith("Content-Type", StringComparison.Ordinal)))
            head.Append("Content-Type: application/json;charset=UTF-8\r\n");
        return Bytes(head + "Content-Length: " + length.ToString(CultureInfo.InvariantCulture) + "\r\n\r\n");
    }

    // The members of the outermost object, or of an array's first, once more: {a,b} becomes {a,b,a,b}.
    private static bool IsXml(string text) => text[0] == '<';

    private static string Twice(string json)
    {
        if (IsXml(json))
            return json.Replace("</note>", "</note><note/>");
        int open = json.IndexOf('{');
        int close = json[0] == '[' ? json.IndexOf('}') : json.LastIndexOf('}');
        return json.Insert(close, "," + json.Substring(open + 1, close - open - 1));
    }

    private static byte[] Gzip(byte[] bytes)
    {
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionMode.Compress))
            gzip.Write(bytes);
        return packed.ToArray();
    }

    private static void Reset(Socket connection)
    {
        try
        {
            connection.LingerState = new LingerOption(true, 0);
            connection.Close();
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // It is closed.
        }
    }

    private static X509Certificate2 SelfSigned()
    {
        using RSA key = RSA.Create(2048);
        CertificateRequest request = new("CN=loopback", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        SubjectAlternativeNameBuilder names = new();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using X509Certificate2 certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));

        // Windows' TLS cannot use a key that has never been in a store; going through PKCS#12 cures that.
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static Regex Wildcard(string text) =>
        new("^" + Regex.Escape(text).Replace("\\*", ".*") + "$", RegexOptions.CultureInvariant);
}
