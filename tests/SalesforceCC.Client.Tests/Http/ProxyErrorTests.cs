using System.Net;
using System.Net.Sockets;

namespace SalesforceCC.Client.Tests.Http;

/// <summary>What a proxy does wrong is the proxy's failure, and not that of the org behind it.</summary>
public class ProxyErrorTests
{
    private static readonly Uri s_org = new("https://acme.my.salesforce.com");

    private static async Task<SfException> FailAsync(Uri proxy, Uri? domain = null, string code = SfErrorCodes.ProxyRefused)
    {
        SfException failure = await Guard.FailsAsync(code, () => SfSession.ConnectAsync(
            new SfConnectOptions
            {
                Domain = (domain ?? s_org).AbsoluteUri,
                MaximumRetryCount = 0,
                Timeout = TimeSpan.Zero,
                Proxy = new WebProxy(new UriBuilder(proxy) { UserName = "proxyuser", Password = "proxypassword" }.Uri),
            },
            new Secrets(LoopbackOrg.ClientSecret),
            Guard.Stop));
        Assert.Contains($"{proxy.Scheme}://{proxy.Host}:{proxy.Port}", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("proxypassword", failure.ToString(), StringComparison.Ordinal);
        return failure;
    }

    private static Uri Free()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return new Uri($"http://{listener.LocalEndpoint}");
    }

    [Theory]
    [InlineData(407, false)]
    [InlineData(403, false)]
    [InlineData(502, true)]
    [InlineData(503, true)]
    public async Task A_tunnel_that_is_refused(int status, bool mayPass)
    {
        await using LoopbackServer proxy = LoopbackServer.Start(_ => Reply.Text("no", status));

        SfException failure = await FailAsync(proxy.Url);

        Assert.Contains($"did not connect to {s_org.Host}: it answered {status}.", failure.Message, StringComparison.Ordinal);
        Assert.Equal((mayPass, mayPass), (failure.NotExecuted, failure.MayPass));
        Assert.All(proxy.Requests, r => Assert.Equal("CONNECT acme.my.salesforce.com:443", r.Line));
    }

    [Theory]
    [InlineData("https://acme.my.salesforce.com")]
    [InlineData("http://127.0.0.1:1")]
    public async Task A_proxy_that_is_not_there(string domain)
    {
        SfException failure = await FailAsync(Free(), new Uri(domain));

        Assert.Contains("refuses connections", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(new Uri(domain).Authority, failure.Message, StringComparison.Ordinal);
        Assert.True(failure.NotExecuted);
    }

    [Fact]
    public async Task A_proxy_whose_host_is_not_known()
    {
        SfException failure = await FailAsync(new Uri("http://proxy.invalid:8080"));

        Assert.Contains("is not known", failure.Message, StringComparison.Ordinal);
        Assert.True(failure.NotExecuted);
    }

    [Fact]
    public async Task A_proxy_that_wants_a_name_for_plain_http()
    {
        await using LoopbackServer proxy = LoopbackServer.Start(_ => Reply.Text("who are you?", 407));

        SfException failure = await Guard.FailsAsync(SfErrorCodes.ProxyRefused, () => SfSession.ConnectAsync(
            new SfConnectOptions { Domain = "http://127.0.0.1:1", MaximumRetryCount = 0, Proxy = new WebProxy(proxy.Url) },
            new Secrets(LoopbackOrg.ClientSecret),
            Guard.Stop));

        Assert.Equal(HttpStatusCode.ProxyAuthenticationRequired, failure.StatusCode);
        Assert.Equal("POST http://127.0.0.1:1/services/oauth2/token", Assert.Single(proxy.Requests).Line);
    }

    [Fact]
    public async Task A_connection_that_ends_behind_a_proxy_names_both()
    {
        await using LoopbackServer proxy = LoopbackServer.Start(_ => BrokenReply.BeforeHeaders);

        SfException failure = await FailAsync(proxy.Url, new Uri("http://127.0.0.1:1"), SfErrorCodes.ConnectionLost);

        Assert.Contains("127.0.0.1 through the proxy", failure.Message, StringComparison.Ordinal);
        Assert.False(failure.NotExecuted);
    }
}
