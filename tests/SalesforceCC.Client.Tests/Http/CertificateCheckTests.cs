using System.Net;

namespace SalesforceCC.Client.Tests.Http;

/// <summary>Where a certificate that nobody trusts is taken: on this machine, if asked for, and nowhere else.</summary>
public class CertificateCheckTests
{
    private static readonly Uri s_elsewhere = new("https://acme.my.salesforce.invalid/");

    private static Task<SfSession> ConnectAsync(Uri domain, bool skip, Uri? proxy = null) => SfSession.ConnectAsync(
        new SfConnectOptions
        {
            Domain = domain.AbsoluteUri,
            MaximumRetryCount = 0,
            SkipCertificateCheck = skip,
            Proxy = proxy is null ? null : new WebProxy(proxy),
        },
        new Secrets(LoopbackOrg.ClientSecret),
        Guard.Stop);

    // Answers to all: a token for an instance, and an empty object.
    private static LoopbackServer Start(Func<Uri> instance) => LoopbackServer.Start(
        r => r.Line == LoopbackOrg.TokenLine
            ? Reply.Json(TokenResponses.Signed(instance(), LoopbackOrg.ClientSecret))
            : Reply.Json("{}"),
        Certificates.SelfSigned());

    [Fact]
    public async Task An_instance_on_another_port_of_this_machine_is_taken()
    {
        await using LoopbackServer instance = Start(() => s_elsewhere);
        await using LoopbackServer login = Start(() => instance.Url);
        using SfSession session = await ConnectAsync(login.Url, skip: true);

        await session.SendAsync("GET", "thing");

        Assert.Equal(LoopbackOrg.Line("GET thing"), Assert.Single(instance.Requests).Line);
    }

    [Fact]
    public async Task An_instance_elsewhere_is_checked_although_its_domain_was_not()
    {
        await using LoopbackServer server = Start(() => s_elsewhere);
        await using TunnelProxy proxy = TunnelProxy.To(server.Url);
        using SfSession session = await ConnectAsync(server.Url, skip: true, proxy.Url);
        Assert.Equal(s_elsewhere, session.InstanceUrl);

        SfException failure = await Guard.FailsAsync(SfErrorCodes.TlsFailure, () => session.SendAsync("GET", "thing"));

        Assert.Contains(s_elsewhere.Host, failure.Message, StringComparison.Ordinal);
        Assert.Contains("CONNECT acme.my.salesforce.invalid:443", proxy.Requests);
        Assert.Equal(LoopbackOrg.TokenLine, Assert.Single(server.Requests).Line);
    }

    [Theory]
    [InlineData("https://127.0.0.1.nip.invalid")]
    [InlineData("https://localhost.invalid")]
    [InlineData("https://localhost.my.salesforce.invalid")]
    public async Task A_name_that_only_looks_like_this_machine_is_checked(string instance)
    {
        await using LoopbackServer server = Start(() => new Uri(instance));
        await using TunnelProxy proxy = TunnelProxy.To(server.Url);
        using SfSession session = await ConnectAsync(server.Url, skip: true, proxy.Url);

        await Guard.FailsAsync(SfErrorCodes.TlsFailure, () => session.SendAsync("GET", "thing"));

        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Behind_a_proxy_the_certificate_is_checked()
    {
        await using LoopbackServer server = Start(() => s_elsewhere);
        await using TunnelProxy proxy = TunnelProxy.To(server.Url);

        SfException failure = await Guard.FailsAsync(SfErrorCodes.TlsFailure, () => ConnectAsync(s_elsewhere, skip: false, proxy.Url));

        Assert.Contains($"through the proxy {proxy.Url.GetLeftPart(UriPartial.Authority)}:", failure.Message, StringComparison.Ordinal);
        Assert.Equal("CONNECT acme.my.salesforce.invalid:443", Assert.Single(proxy.Requests));
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task What_nobody_trusts_is_not_tried_again()
    {
        await using LoopbackServer server = Start(() => s_elsewhere);
        await using TunnelProxy proxy = TunnelProxy.To(server.Url);
        SkippingClock clock = new();
        SfConnectOptions options = new() { Domain = s_elsewhere.AbsoluteUri, Proxy = new WebProxy(proxy.Url), Clock = clock, Timeout = SkippingClock.RequestTimeout };

        await Guard.FailsAsync(
            SfErrorCodes.TlsFailure, () => SfSession.ConnectAsync(options, new Secrets(LoopbackOrg.ClientSecret), Guard.Stop));

        Assert.Single(proxy.Requests);
        Assert.Empty(clock.Pauses);
    }

    [Fact]
    public async Task The_certificate_of_a_proxy_is_checked()
    {
        await using LoopbackServer server = Start(() => s_elsewhere);
        await using TunnelProxy proxy = TunnelProxy.To(server.Url, Certificates.SelfSigned());

        await Guard.FailsAsync(SfErrorCodes.TlsFailure, () => ConnectAsync(s_elsewhere, skip: false, proxy.Url));
        await Guard.FailsAsync(SfErrorCodes.TlsFailure, () => ConnectAsync(server.Url, skip: false, proxy.Url));

        Assert.Empty(proxy.Requests);
        Assert.Empty(server.Requests);
    }
}
