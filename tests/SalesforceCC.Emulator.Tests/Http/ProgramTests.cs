using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using SalesforceCC.Emulator.Hosting;
using Xunit;

namespace SalesforceCC.Emulator.Tests.Http;

public sealed class ProgramTests
{
    [Fact]
    public void All_options_are_understood()
    {
        string schema = typeof(ProgramTests).Assembly.Location;
        CommandLine line = CommandLine.Parse(
        [
            "--port", "8123", "--https", "--http2", "--seed", "sample", "--rows", "100000", "--schema", schema, "--cache-pages",
            "--latency", "200",
            "--token-format", "jwt", "--token-lifetime", "60", "--api-usage", "29/15000",
            "--identity-origin", "https://login.salesforce.com", "--parent-pid", "7", "--stdin-close",
        ]);
        EmulatorOptions expected = new EmulatorOptions
        {
            Port = 8123,
            Https = true,
            Http2 = true,
            Seed = "sample",
            Rows = 100_000,
            SchemaPath = schema,
            CachePages = true,
            Latency = TimeSpan.FromMilliseconds(200),
            TokenFormat = OAuth.TokenFormat.Jwt,
            TokenLifetime = TimeSpan.FromMinutes(1),
            ApiRequestsUsed = 29,
            ApiRequestsAllowed = 15_000,
            IdentityOrigin = new Uri("https://login.salesforce.com"),
        };
        Assert.Equal(new CommandLine(expected, 7, true), line);
    }

    [Theory]
    [InlineData("--nonsense")]
    [InlineData("--port")]
    [InlineData("--port", "x")]
    [InlineData("--port", "70000")]
    [InlineData("--rows", "-1")]
    [InlineData("--api-usage", "29")]
    [InlineData("--token-format", "yaml")]
    [InlineData("--schema", "/no/such/file")]
    public void Bad_arguments_are_named(params string[] args) =>
        Assert.Throws<FormatException>(() => CommandLine.Parse(args));

    [Fact]
    public async Task With_http2_the_org_answers_without_TLS_on_a_port_of_its_own_and_names_it()
    {
        await using TestOrg org = await TestOrg.StartAsync(new EmulatorOptions { Http2 = true });
        Uri url = org.Host.Http2Url!;
        Assert.NotEqual(org.Host.Url, url);
        Assert.Equal(url.GetLeftPart(UriPartial.Authority), Announcement.Of(org.Host).GetProperty("http2Url").GetString());
        using HttpClient client = new() { BaseAddress = url, DefaultRequestVersion = HttpVersion.Version20, DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact };
        using HttpResponseMessage answer = await client.GetAsync(new Uri("/services/data", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpVersion.Version20, answer.Version);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);

        // The other port stays what it was.
        using HttpResponseMessage usual = await org.Client.GetAsync(new Uri("/services/data", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpVersion.Version11, usual.Version);
    }

    [Fact]
    public async Task Without_http2_none_is_named()
    {
        await using TestOrg org = await TestOrg.StartAsync(new EmulatorOptions());
        Assert.Null(org.Host.Http2Url);
        Assert.False(Announcement.Of(org.Host).TryGetProperty("http2Url", out _));
    }

    [Fact]
    public async Task With_https_the_org_answers_under_a_certificate_of_its_own()
    {
        await using TestOrg org = await TestOrg.StartAsync(new EmulatorOptions { Https = true });
        X509Certificate2? seen = null;
        using HttpClientHandler handler = new HttpClientHandler
        {
            ServerCertificateCustomValidationCallback = (_, certificate, _, _) =>
            {
                seen = X509CertificateLoader.LoadCertificate(certificate!.RawData);
                return true;
            },
        };
        using HttpClient client = new HttpClient(handler) { BaseAddress = org.Host.HttpsUrl };
        using FormUrlEncodedContent form = new FormUrlEncodedContent(
        [
            new("grant_type", "client_credentials"),
            new("client_id", org.Host.ConsumerKey),
            new("client_secret", org.Host.ConsumerSecret),
        ]);
        using HttpResponseMessage answer = await client.PostAsync(
            new Uri("/services/oauth2/token", UriKind.Relative), form, TestContext.Current.CancellationToken);
        JsonElement body = await answer.JsonAsync();
        Assert.Equal(org.Host.HttpsUrl!.GetLeftPart(UriPartial.Authority), body.GetProperty("instance_url").GetString());
        Assert.True(seen!.MatchesHostname("localhost"));
        Assert.True(seen.MatchesHostname("127.0.0.1"));
    }
}
