using System.Net;
using System.Text;

namespace SalesforceCC.Client.Tests.Http;

/// <summary>User name and password for a proxy go to the proxy; the org's token goes to the org.</summary>
public class ProxyCredentialTests
{
    private const string User = "proxy user";
    private const string Password = "proxy:pässword";

    private static string Basic { get; } = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{User}:{Password}"));

    private static Task<SfSession> ConnectAsync(Uri domain, Uri proxy, string password = Password) => SfSession.ConnectAsync(
        new SfConnectOptions
        {
            Domain = domain.AbsoluteUri,
            MaximumRetryCount = 0,
            SkipCertificateCheck = domain.Scheme == Uri.UriSchemeHttps,
            Proxy = new WebProxy(proxy) { Credentials = new NetworkCredential(User, password) },
        },
        new Secrets(LoopbackOrg.ClientSecret),
        Guard.Stop);

    [Fact]
    public async Task A_proxy_for_plain_http_is_told_when_it_asks()
    {
        Uri org = new("http://127.0.0.1:1/");
        await using LoopbackServer proxy = LoopbackServer.Start(r =>
            r.Header("Proxy-Authorization") != Basic ? Refusal
            : r.Method == "POST" ? Reply.Json(TokenResponses.Signed(org, LoopbackOrg.ClientSecret))
            : Reply.Json("{}"));
        using SfSession session = await ConnectAsync(org, proxy.Url);

        await session.SendAsync("GET", "thing");

        Assert.Null(proxy.Requests[0].Header("Proxy-Authorization"));
        Assert.Equal("GET http://127.0.0.1:1/services/data/v68.0/thing", proxy.Requests[^1].Line);
    }

    [Fact]
    public async Task A_tunnel_is_opened_with_them_and_the_org_does_not_see_them()
    {
        LoopbackServer? server = null;
        server = LoopbackServer.Start(
            r => r.Line == LoopbackOrg.TokenLine ? Reply.Json(TokenResponses.Signed(server!.Url, LoopbackOrg.ClientSecret)) : Reply.Json("{}"),
            Certificates.SelfSigned());
        await using LoopbackServer org = server;
        await using TunnelProxy proxy = TunnelProxy.To(org.Url, authorization: Basic);
        using SfSession session = await ConnectAsync(org.Url, proxy.Url);

        await session.SendAsync("GET", "thing");

        Assert.Equal(2, org.Requests.Count);
        Assert.All(org.Requests, r => Assert.Null(r.Header("Proxy-Authorization")));
        Assert.NotNull(org.Requests[1].Header("Authorization"));
        Assert.True(proxy.Refused > 0);
        Assert.Null(proxy.SeenAuthorization);
    }

    [Fact]
    public async Task Wrong_ones_are_the_proxy_s_refusal_and_are_not_shown()
    {
        await using LoopbackServer org = LoopbackServer.Start(_ => Reply.Json("{}"), Certificates.SelfSigned());
        await using TunnelProxy proxy = TunnelProxy.To(org.Url, authorization: Basic);

        SfException failure = await Guard.FailsAsync(SfErrorCodes.ProxyRefused, () => ConnectAsync(org.Url, proxy.Url, "wrong password"));

        Assert.DoesNotContain("wrong password", failure.ToString(), StringComparison.Ordinal);
        Assert.Empty(org.Requests);
    }

    private static Reply Refusal { get; } = Reply.Of(407, null, [], ("Proxy-Authenticate", "Basic realm=\"proxy\", charset=\"UTF-8\""));
}
