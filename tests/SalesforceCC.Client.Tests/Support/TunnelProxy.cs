using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace SalesforceCC.Client.Tests.Support;

/// <summary>
/// A proxy whose tunnels all lead to one server of this machine, whatever host they were asked for: so a client can
/// talk to a host that does not exist.
/// </summary>
internal sealed class TunnelProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentQueue<string> _requests = new();
    private readonly Uri _target;
    private readonly X509Certificate2? _certificate;
    private readonly string? _authorization;
    private readonly Task _accepting;
    private int _refused;

    private TunnelProxy(Uri target, X509Certificate2? certificate, string? authorization)
    {
        _authorization = authorization;
        _target = target;
        _certificate = certificate;
        _listener.Start();
        Url = new Uri($"{(certificate is null ? "http" : "https")}://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");
        _accepting = AcceptAsync();
    }

    public Uri Url { get; }

    /// <summary>First lines of what was asked: <c>CONNECT host:port HTTP/1.1</c>.</summary>
    public string[] Requests => [.. _requests];

    /// <summary>How often it asked for a name.</summary>
    public int Refused => _refused;

    /// <summary>An Authorization header, which is none of its business.</summary>
    public string? SeenAuthorization { get; private set; }

    /// <summary>
    /// Starts a proxy; with a certificate it is one that is itself spoken to in TLS, with an authorization one that
    /// wants that header's value.
    /// </summary>
    public static TunnelProxy To(Uri target, X509Certificate2? certificate = null, string? authorization = null) =>
        new(target, certificate, authorization);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _accepting;
        _listener.Stop();
    }

    private async Task AcceptAsync()
    {
        List<Task> tunnels = [];
        try
        {
            while (true)
                tunnels.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_end.Token)));
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(tunnels);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using TcpClient _1 = client;
        using TcpClient server = new();
        try
        {
            await using Stream near = await OpenAsync(client);
            RequestReader reader = new(near);
            if (await reader.ReadAsync(_end.Token) is not { } request)
                return;
            while (_authorization is not null && request.Header("Proxy-Authorization") != _authorization)
            {
                Interlocked.Increment(ref _refused);
                await near.WriteAsync(
                    "HTTP/1.1 407 Who?\r\nProxy-Authenticate: Basic realm=\"proxy\"\r\nContent-Length: 0\r\n\r\n"u8.ToArray(), _end.Token);
                if (await reader.ReadAsync(_end.Token) is not { } again)
                    return;
                request = again;
            }

            SeenAuthorization ??= request.Header("Authorization");
            _requests.Enqueue(request.Line);
            await server.ConnectAsync(_target.Host, _target.Port, _end.Token);
            await near.WriteAsync("HTTP/1.1 200 Connection established\r\n\r\n"u8.ToArray(), _end.Token);
            await using NetworkStream far = server.GetStream();
            await Task.WhenAny(near.CopyToAsync(far, _end.Token), far.CopyToAsync(near, _end.Token));
        }
        catch (Exception e) when (e is IOException or SocketException or AuthenticationException or OperationCanceledException)
        {
            // One of them has gone, or did not like the certificate.
        }
    }

    private async Task<Stream> OpenAsync(TcpClient client)
    {
        if (_certificate is null)
            return client.GetStream();
        SslStream tls = new(client.GetStream());
        await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _certificate }, _end.Token);
        return tls;
    }
}
