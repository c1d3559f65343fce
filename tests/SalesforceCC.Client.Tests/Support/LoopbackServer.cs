using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace SalesforceCC.Client.Tests.Support;

/// <summary>
/// A web server on a free port of this machine that answers what a test tells it, byte by byte if need be, and
/// remembers what it was asked.
/// </summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly RequestLog _log = new();
    private readonly Func<ReceivedRequest, Reply> _answer;
    private readonly X509Certificate2? _certificate;
    private readonly Task _accepting;

    private LoopbackServer(Func<ReceivedRequest, Reply> answer, X509Certificate2? certificate)
    {
        _answer = answer;
        _certificate = certificate;
        _listener.Start();
        int port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        Url = new Uri($"{(certificate is null ? "http" : "https")}://127.0.0.1:{port}/");
        _accepting = AcceptAsync();
    }

    public Uri Url { get; }

    /// <summary>Whether a client that asks with Expect may send its body. What is answered without it must close.</summary>
    public Func<ReceivedRequest, bool> AsksForBody { get; set; } = static _ => true;

    /// <summary>What was asked, in the order it came.</summary>
    public IReadOnlyList<ReceivedRequest> Requests => _log.Requests;

    /// <summary>Starts a server; with a certificate it speaks https.</summary>
    public static LoopbackServer Start(Func<ReceivedRequest, Reply> answer, X509Certificate2? certificate = null) =>
        new(answer, certificate);

    /// <summary>The first request that fits, as soon as it is there.</summary>
    public Task<ReceivedRequest> WaitForAsync(Func<ReceivedRequest, bool> fits) => _log.WaitForAsync(fits);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _accepting;
        _listener.Stop();
    }

    private async Task AcceptAsync()
    {
        List<Task> connections = [];
        try
        {
            while (true)
                connections.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_end.Token)));
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using TcpClient open = client;
        client.NoDelay = true;
        try
        {
            await using Stream stream = await OpenAsync(client);
            RequestReader reader = new(stream, r => AsksForBody(r));
            while (await reader.ReadAsync(_end.Token) is { } request)
            {
                _log.Add(request);
                Reply reply = _answer(request);
                await reply.WriteAsync(stream, _end.Token);
                if (!reply.KeepsConnection)
                    return;
            }
        }
        catch (Exception e) when (e is IOException or SocketException or AuthenticationException or OperationCanceledException)
        {
            // The client has gone, did not like the certificate, or the test is over.
        }
    }

    private async Task<Stream> OpenAsync(TcpClient client)
    {
        if (_certificate is null)
            return client.GetStream();
        SslStream tls = new(client.GetStream());
        await tls.AuthenticateAsServerAsync(
            new SslServerAuthenticationOptions { ServerCertificate = _certificate }, _end.Token);
        return tls;
    }
}
