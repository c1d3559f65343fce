using System.Net;
using System.Net.Sockets;
using System.Reflection;
using System.Runtime.Versioning;
using SalesforceCC.Http;

namespace SalesforceCC.Client.Tests.Http;

public class TransportErrorTests
{
    private static Task<SfSession> ConnectAsync(Uri domain, WebProxy? proxy = null, bool skipCertificate = false) =>
        SfSession.ConnectAsync(
            new SfConnectOptions
            {
                Domain = domain.AbsoluteUri,
                MaximumRetryCount = 0,
                Timeout = TimeSpan.Zero,
                Proxy = proxy,
                SkipCertificateCheck = skipCertificate,
            },
            new Secrets(LoopbackOrg.ClientSecret),
            Guard.Stop);

    [Fact]
    public async Task An_unknown_host_is_named()
    {
        SfException failure = await Guard.FailsAsync(
            SfErrorCodes.HostNotFound, () => ConnectAsync(new("https://acme.my.salesforce.invalid")));
        Assert.Contains("acme.my.salesforce.invalid", failure.Message, StringComparison.Ordinal);
        Assert.Equal(LoopbackOrg.TokenLine, failure.Request);
        Assert.Null(failure.StatusCode);
    }

    [Fact]
    public async Task A_port_where_nobody_listens_refuses()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        Uri free = new($"http://{listener.LocalEndpoint}");
        listener.Stop();
        SfException failure = await Guard.FailsAsync(SfErrorCodes.ConnectionRefused, () => ConnectAsync(free));
        Assert.Contains(free.Authority, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_that_nobody_signed_is_not_trusted()
    {
        await using LoopbackServer server = LoopbackServer.Start(_ => Reply.NoContent, Certificates.SelfSigned());
        await Guard.FailsAsync(SfErrorCodes.TlsFailure, () => ConnectAsync(server.Url));
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task On_this_machine_the_certificate_need_not_be_checked()
    {
        LoopbackServer? server = null;
        server = LoopbackServer.Start(
            _ => Reply.Json(TokenResponses.Signed(server!.Url, LoopbackOrg.ClientSecret)), Certificates.SelfSigned());
        await using LoopbackServer _1 = server;
        using SfSession session = await ConnectAsync(server.Url, skipCertificate: true);
        Assert.Equal(server.Url, session.InstanceUrl);
    }

    [Fact]
    public async Task Elsewhere_it_is_always_checked() => await Guard.FailsAsync(
        SfErrorCodes.CertificateCheckRequired, () => ConnectAsync(new("https://acme.my.salesforce.com"), skipCertificate: true));

    [Fact]
    public async Task A_port_that_speaks_plain_http_is_no_https()
    {
        await using LoopbackServer server = LoopbackServer.Start(_ => Reply.Text("this is http", 400).ThenClose());
        Uri https = new UriBuilder(server.Url) { Scheme = "https" }.Uri;
        await Guard.FailsAsync(SfErrorCodes.TlsFailure, () => ConnectAsync(https));
        Assert.DoesNotContain(server.Requests, r => r.Text.Contains("secret", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(HttpRequestError.NameResolutionError, SocketError.HostNotFound, SfErrorCodes.HostNotFound)]
    [InlineData(HttpRequestError.NameResolutionError, SocketError.NoData, SfErrorCodes.HostNotFound)]
    [InlineData(HttpRequestError.ConnectionError, SocketError.TryAgain, SfErrorCodes.HostNotFound)]
    [InlineData(HttpRequestError.ConnectionError, SocketError.ConnectionRefused, SfErrorCodes.ConnectionRefused)]
    [InlineData(HttpRequestError.ConnectionError, SocketError.NetworkUnreachable, SfErrorCodes.ConnectionRefused)]
    [InlineData(HttpRequestError.ConnectionError, SocketError.HostUnreachable, SfErrorCodes.ConnectionRefused)]
    [InlineData(HttpRequestError.ConnectionError, SocketError.AddressNotAvailable, SfErrorCodes.ConnectionRefused)]
    [InlineData(HttpRequestError.ConnectionError, SocketError.TimedOut, SfErrorCodes.ConnectionRefused)]
    [InlineData(HttpRequestError.ConnectionError, SocketError.ConnectionReset, SfErrorCodes.ConnectionRefused)]
    public void What_never_connected_was_not_carried_out(HttpRequestError stage, SocketError error, string code)
    {
        SfException failure = Map(new HttpRequestException(stage, "", new SocketException((int)error)));
        Assert.Equal((code, true, true), (failure.Code, failure.NotExecuted, failure.MayPass));
        Assert.Contains("acme.my.salesforce.com", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SocketError.ConnectionReset)]
    [InlineData(SocketError.ConnectionAborted)]
    [InlineData(SocketError.ConnectionRefused)]
    [InlineData(SocketError.NetworkUnreachable)]
    [InlineData(SocketError.HostUnreachable)]
    [InlineData(SocketError.HostNotFound)]
    [InlineData(SocketError.TimedOut)]
    [InlineData(SocketError.Shutdown)]
    public void What_the_socket_says_of_a_connection_that_there_was_proves_nothing(SocketError error)
    {
        IOException read = new("", new SocketException((int)error));
        foreach (Exception thrown in new Exception[] { read, new HttpRequestException("", read), new HttpRequestException(HttpRequestError.ResponseEnded, "", read) })
        {
            SfException failure = Map(thrown);
            Assert.Equal((SfErrorCodes.ConnectionLost, false, true), (failure.Code, failure.NotExecuted, failure.MayPass));
        }
    }

    [Fact]
    public async Task A_handshake_that_is_cut_off_sends_nothing_and_is_no_lost_request()
    {
        string build = typeof(SfSession).Assembly.GetCustomAttribute<TargetFrameworkAttribute>()!.FrameworkName;
        Assert.SkipUnless(build.StartsWith(".NETCoreApp", StringComparison.Ordinal), ".NET Framework does not tell where a connection broke off.");
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        Task<SfException> failure = Guard.FailsAsync(
            SfErrorCodes.TlsFailure, () => ConnectAsync(new($"https://{listener.LocalEndpoint}")));
        using (await listener.AcceptTcpClientAsync(Guard.Stop))
            Assert.False(failure.IsCompleted);
        Assert.Equal((true, true), ((await failure).MayPass, (await failure).NotExecuted));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_handshake_that_breaks_off_is_tried_again_and_an_untrusted_certificate_is_not(bool isReset)
    {
        string build = typeof(SfSession).Assembly.GetCustomAttribute<TargetFrameworkAttribute>()!.FrameworkName;
        Assert.SkipUnless(build.StartsWith(".NETCoreApp", StringComparison.Ordinal), ".NET Framework does not tell where a connection broke off.");
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        SkippingClock clock = new();
        Task<SfException> failure = Guard.FailsAsync(SfErrorCodes.TlsFailure, () => SfSession.ConnectAsync(
            new SfConnectOptions { Domain = $"https://{listener.LocalEndpoint}", MaximumRetryCount = 2, Timeout = TimeSpan.Zero, Clock = clock },
            new Secrets(LoopbackOrg.ClientSecret),
            Guard.Stop));
        for (int i = 0; i < 3; i++)
        {
            using TcpClient client = await listener.AcceptTcpClientAsync(Guard.Stop);
            if (!isReset)
                continue;
            Assert.Equal(1, await client.GetStream().ReadAsync(new byte[1], Guard.Stop));
            client.LingerState = new LingerOption(true, 0);
        }

        Assert.True((await failure).NotExecuted);
        Assert.Equal(2, clock.Pauses.Count);

        await using LoopbackServer server = LoopbackServer.Start(_ => Reply.NoContent, Certificates.SelfSigned());
        SfException untrusted = await Guard.FailsAsync(SfErrorCodes.TlsFailure, () => SfSession.ConnectAsync(
            new SfConnectOptions { Domain = server.Url.AbsoluteUri, MaximumRetryCount = 2, Timeout = TimeSpan.Zero, Clock = clock },
            new Secrets(LoopbackOrg.ClientSecret),
            Guard.Stop));
        Assert.Equal((false, 2), (untrusted.MayPass, clock.Pauses.Count));
    }

    [Fact]
    public void A_host_that_takes_no_connection_is_a_timeout_and_has_seen_nothing()
    {
        // What SocketsHttpHandler throws when its ConnectTimeout is over; to see it takes half a minute.
        TaskCanceledException connecting = new("A connection could not be established.", new TimeoutException());
        using HttpRequestMessage request = new(HttpMethod.Post, "https://acme.my.salesforce.com/services/data");
        using IdleTimer timer = new(TimeSpan.FromSeconds(120), TimeProvider.System, CancellationToken.None);

        SfException failure = Assert.IsType<SfException>(TransportErrors.From(connecting, request, timer, proxy: null));

        Assert.Equal(SfErrorCodes.Timeout, failure.Code);
        Assert.True(failure.NotExecuted);
    }

    [Fact]
    public async Task A_body_that_stops_is_given_up_in_time()
    {
        await using LoopbackOrg org = new();
        SfSession session = await org.ConnectAsync(org.Options(retries: 0));
        org.On("GET thing", BrokenReply.NeverABody("{}"));

        Task<SfException> failure = Guard.FailsAsync(SfErrorCodes.Timeout, () => session.SendAsync("GET", "thing"));
        await org.Server.WaitForAsync(r => r.Line == LoopbackOrg.Line("GET thing"));
        await org.Clock.PassTimeoutAsync(failure);

        await failure;
    }

    [Fact]
    public async Task Stopping_ends_a_request_at_once()
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        org.On("GET thing", BrokenReply.NeverABody("{}"));
        using CancellationTokenSource stop = new();

        Task request = session.SendAsync("GET", "thing", stop: stop.Token);
        await org.Server.WaitForAsync(r => r.Line == LoopbackOrg.Line("GET thing"));
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => request.WaitAsync(Guard.Stop));
        Assert.Equal(1, org.Count("GET thing"));
    }

    [Theory]
    [InlineData("http://user:pa55word@proxy:3128/")]
    [InlineData("http://user:a@pa55word@proxy:3128/")]
    public void A_proxy_is_named_without_its_password_wherever_it_is_named(string proxy)
    {
        HttpRequestException named = new($"The proxy tunnel request to proxy '{proxy}' failed.");
        using HttpRequestMessage request = new(HttpMethod.Get, "https://acme.my.salesforce.com/x");
        using IdleTimer timer = new(TimeSpan.FromSeconds(120), TimeProvider.System, TestContext.Current.CancellationToken);

        foreach (Exception e in new[] { named, new HttpRequestException("x", new IOException("y", named)) })
        {
            SfException failure = TransportErrors.From(e, request, timer, proxy: null)!;
            Assert.DoesNotContain("pa55word", failure.ToString(), StringComparison.Ordinal);
            Assert.Contains("//proxy:3128", failure.Message, StringComparison.Ordinal);
        }
    }

    private static SfException Map(Exception thrown)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, "https://acme.my.salesforce.com/services/data");
        using IdleTimer timer = new(TimeSpan.FromSeconds(120), TimeProvider.System, TestContext.Current.CancellationToken);
        return Assert.IsType<SfException>(TransportErrors.From(thrown, request, timer, proxy: null));
    }
}
