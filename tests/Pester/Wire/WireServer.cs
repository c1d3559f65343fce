using System;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;

namespace SalesforceCC.Tests;

/// <summary>A request as it came over the wire.</summary>
public sealed class WireRequest
{
    public string Method { get; set; }

    /// <summary>Path and query, as they were sent.</summary>
    public string Target { get; set; }

    public WebHeaderCollection Headers { get; set; }

    public byte[] Bytes { get; set; }

    public string Body => Encoding.UTF8.GetString(Bytes);
}

/// <summary>
/// A loopback server that keeps what was sent, and answers with the JSON that it was given, one after the other; else
/// with nothing.
/// </summary>
public sealed class WireServer : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly List<WireRequest> _requests = new();
    private readonly Queue<string> _answers = new();

    public WireServer()
    {
        // HttpListener cannot choose a port, and a free one may be gone at once.
        for (int attempt = 0; !_listener.IsListening; attempt++)
        {
            TcpListener probe = new(IPAddress.Loopback, 0);
            probe.Start();
            Url = "http://" + probe.LocalEndpoint;
            probe.Stop();
            try
            {
                _listener.Prefixes.Clear();
                _listener.Prefixes.Add(Url + "/");
                _listener.Start();
            }
            catch (HttpListenerException) when (attempt < 10)
            {
            }
        }

        _ = ServeAsync();
    }

    public string Url { get; private set; }

    public WireRequest[] Requests
    {
        get
        {
            lock (_requests)
                return _requests.ToArray();
        }
    }

    /// <summary>The answer to the next request; later ones wait for their turn.</summary>
    public void Answer(string json)
    {
        lock (_requests)
            _answers.Enqueue(json);
    }

    public void Clear()
    {
        lock (_requests)
        {
            _requests.Clear();
            _answers.Clear();
        }
    }

    public void Dispose() => _listener.Close();

    private async Task ServeAsync()
    {
        try
        {
            while (true)
                await AnswerAsync(await _listener.GetContextAsync());
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or InvalidOperationException)
        {
            // Closed.
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        using MemoryStream body = new();
        await context.Request.InputStream.CopyToAsync(body);
        string json = null;
        lock (_requests)
        {
            _requests.Add(new WireRequest
            {
                Method = context.Request.HttpMethod,
                Target = context.Request.RawUrl,
                Headers = new WebHeaderCollection { context.Request.Headers },
                Bytes = body.ToArray(),
            });
            if (_answers.Count > 0)
                json = _answers.Dequeue();
        }

        context.Response.StatusCode = json is null ? 204 : 200;
        if (json is not null)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(json);
            context.Response.ContentType = "application/json;charset=UTF-8";
            context.Response.ContentLength64 = bytes.Length;
            await context.Response.OutputStream.WriteAsync(bytes, 0, bytes.Length);
        }

        context.Response.Close();
    }
}
