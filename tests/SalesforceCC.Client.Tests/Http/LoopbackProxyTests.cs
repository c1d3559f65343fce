using System.Net;
using SalesforceCC.Http;

namespace SalesforceCC.Client.Tests.Http;

/// <summary>This machine is trusted without TLS, or without its certificate: that holds for what stays on it.</summary>
public class LoopbackProxyTests
{
    private static readonly Uri s_elsewhere = new("http://proxy.invalid:8080");

    private static Task<SfSession> ConnectAsync(Uri domain, IWebProxy proxy) => SfSession.ConnectAsync(
        new SfConnectOptions
        {
            Domain = domain.AbsoluteUri,
            MaximumRetryCount = 0,
            SkipCertificateCheck = domain.Scheme == Uri.UriSchemeHttps,
            Proxy = proxy,
        },
        new Secrets(LoopbackOrg.ClientSecret),
        Guard.Stop);

    private static LoopbackServer Start(bool tls)
    {
        LoopbackServer? server = null;
        return server = LoopbackServer.Start(
            r => r.Line == LoopbackOrg.TokenLine ? Reply.Json(TokenResponses.Signed(server!.Url, LoopbackOrg.ClientSecret)) : Reply.Json("{}"),
            tls ? Certificates.SelfSigned() : null);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public async Task Its_requests_do_not_go_to_a_proxy_elsewhere(bool tls, bool fromEnvironment)
    {
        await using LoopbackServer org = Start(tls);
        IWebProxy proxy = fromEnvironment
            ? EnvironmentProxy.Find(static n => n == "ALL_PROXY" ? s_elsewhere.AbsoluteUri : null)!
            : new WebProxy(s_elsewhere);
        using SfSession session = await ConnectAsync(org.Url, proxy);

        await session.SendAsync("GET", "thing");

        Assert.Equal([LoopbackOrg.TokenLine, LoopbackOrg.Line("GET thing")], org.Requests.Select(static r => r.Line));
        Assert.Null(ProxyChoice.NameFor(session.Options.ToRoadOptions(), org.Url));
    }

    [Fact]
    public async Task They_go_to_a_proxy_of_this_machine_which_is_asked_for()
    {
        await using LoopbackServer org = Start(tls: true);
        await using TunnelProxy proxy = TunnelProxy.To(org.Url);
        using SfSession session = await ConnectAsync(org.Url, new WebProxy(proxy.Url));
        Assert.NotEmpty(proxy.Requests);
    }

    [Fact]
    public async Task What_leaves_this_machine_goes_to_the_proxy()
    {
        SfException failure = await Guard.FailsAsync(
            SfErrorCodes.ProxyRefused, () => ConnectAsync(new Uri("http://127.0.0.1:1"), new WebProxy(new Uri("http://127.0.0.1:1"))));
        Assert.Contains("The proxy http://127.0.0.1:1", failure.Message, StringComparison.Ordinal);
        failure = await Guard.FailsAsync(SfErrorCodes.ProxyRefused, () => SfSession.ConnectAsync(
            new SfConnectOptions { Domain = "acme", MaximumRetryCount = 0, Proxy = new WebProxy(s_elsewhere) },
            new Secrets(LoopbackOrg.ClientSecret),
            Guard.Stop));
        Assert.Contains("proxy.invalid", failure.Message, StringComparison.Ordinal);
    }
}
