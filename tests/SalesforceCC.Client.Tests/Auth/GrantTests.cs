using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using SalesforceCC.Auth;
using SalesforceCC.Org;

namespace SalesforceCC.Client.Tests.Auth;

public sealed class GrantTests
{
    // One for all tests: making a key takes longer than they do.
    private static readonly RSA s_rsa = RSA.Create(2048);

    [Fact]
    public async Task The_security_token_is_appended_to_the_password()
    {
        await using LoopbackOrg org = new();
        using SfSession session = await Connecting.WithPasswordAsync(
            org.Options(), new Secrets(LoopbackOrg.ClientSecret), "ada@acme.com", Secrets.Secure("p+&=ü"), Secrets.Secure("T0k"), Guard.Stop);

        ReceivedRequest request = Assert.Single(org.Server.Requests);
        Assert.Equal("password", request.Form("grant_type"));
        Assert.Equal("ada@acme.com", request.Form("username"));
        Assert.Equal("p+&=üT0k", request.Form("password"));
        Assert.Equal(LoopbackOrg.ClientSecret, request.Form("client_secret"));
        Assert.Equal(SfFlow.Password, session.Flow);
    }

    [Fact]
    public async Task The_password_flow_checks_the_signature_too()
    {
        await using LoopbackOrg org = new();
        org.On(LoopbackOrg.TokenLine, _ => org.TokenReply("another secret"));
        await Guard.FailsAsync(SfErrorCodes.SignatureMismatch, () => Connecting.WithPasswordAsync(
            org.Options(), new Secrets(LoopbackOrg.ClientSecret), "ada@acme.com", Secrets.Secure("p"), null, Guard.Stop));
    }

    [Fact]
    public async Task An_assertion_is_all_that_the_JWT_flow_sends_and_it_is_signed()
    {
        await using LoopbackOrg org = new();
        using SfSession session = await ConnectAsync(org);

        ReceivedRequest request = Assert.Single(org.Server.Requests);
        Assert.Equal("urn:ietf:params:oauth:grant-type:jwt-bearer", request.Form("grant_type"));
        Assert.Null(request.Form("client_secret"));
        string[] parts = request.Form("assertion")!.Split('.');
        Assert.Equal("""{"alg":"RS256"}""", Encoding.UTF8.GetString(Decode(parts[0])));
        Assert.True(s_rsa.VerifyData(
            Encoding.ASCII.GetBytes(parts[0] + "." + parts[1]), Decode(parts[2]), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        using JsonDocument claims = JsonDocument.Parse(Decode(parts[1]));
        Assert.Equal("app \"ü\"", claims.RootElement.GetProperty("iss").GetString());
        Assert.Equal("ada@acme.com", claims.RootElement.GetProperty("sub").GetString());
        Assert.Equal(org.Server.Url.GetLeftPart(UriPartial.Authority), claims.RootElement.GetProperty("aud").GetString());
        long life = claims.RootElement.GetProperty("exp").GetInt64() - org.Clock.GetUtcNow().ToUnixTimeSeconds();
        Assert.InRange(life, 60, 180);
    }

    [Fact]
    public async Task Each_attempt_signs_anew()
    {
        await using LoopbackOrg org = new();
        Queue<Reply> replies = new([Reply.Text("down", 503), org.TokenReply()]);
        org.On(LoopbackOrg.TokenLine, _ =>
        {
            org.Clock.Advance(TimeSpan.FromSeconds(10));
            return replies.Dequeue();
        });
        using SfSession session = await ConnectAsync(org);
        Assert.Equal(2, org.Server.Requests.Select(r => r.Form("assertion")).Distinct().Count());
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(45, null)]
    [InlineData(-420, "The clock of this machine is 7 minutes ahead of that of Salesforce.")]
    [InlineData(420, "The clock of this machine is 7 minutes behind that of Salesforce.")]
    public async Task A_wrong_clock_is_named(int seconds, string? text)
    {
        await using LoopbackOrg org = new();
        string date = (org.Clock.GetUtcNow() + TimeSpan.FromSeconds(seconds)).ToString("R", CultureInfo.InvariantCulture);
        org.On(LoopbackOrg.TokenLine, Reply.Json(
            """{"error":"invalid_grant","error_description":"expired authorization code"}""", 400, ("Date", date)));

        SfException failure = await Guard.FailsAsync("invalid_grant", () => ConnectAsync(org));

        Assert.StartsWith("expired authorization code", failure.Message, StringComparison.Ordinal);
        Assert.Equal(text is not null, failure.Message.Length > "expired authorization code".Length);
        Assert.EndsWith(text ?? "", failure.Message, StringComparison.Ordinal);
        Assert.Equal((400, SfFlow.JwtBearer), ((int?)failure.StatusCode, failure.Flow));
    }

    [Theory]
    [InlineData("https://acme.my.salesforce.com", "https://login.salesforce.com")]
    [InlineData("https://login.salesforce.com", "https://login.salesforce.com")]
    [InlineData("https://acme-dev-ed.develop.my.salesforce.com", "https://login.salesforce.com")]
    [InlineData("https://acme--dev.sandbox.my.salesforce.com", "https://test.salesforce.com")]
    [InlineData("https://acme--dev.my.salesforce.com", "https://test.salesforce.com")]
    [InlineData("https://some-words.scratch.my.salesforce.com", "https://test.salesforce.com")]
    [InlineData("https://test.salesforce.com", "https://test.salesforce.com")]
    [InlineData("https://cs42.salesforce.com", "https://test.salesforce.com")]
    [InlineData("http://127.0.0.1:8080", "http://127.0.0.1:8080")]
    public void The_audience_is_where_orgs_of_this_kind_log_in(string domain, string audience) =>
        Assert.Equal(audience, JwtAudience.Of(new(domain)));

    [Fact]
    public async Task Sessions_of_a_login_host_are_named_after_their_instance()
    {
        await using LoopbackOrg org = new();
        Assert.True(MyDomain.IsLoginHost("login.salesforce.com"));
        using SfSession session = await ConnectAsync(org);
        Assert.Equal(org.Server.Url.Authority, session.Name);
    }

    [Fact]
    public async Task An_adopted_token_is_used_until_it_ends_and_no_other_is_asked_for()
    {
        await using LoopbackOrg org = new();
        using SfSession session = Connecting.WithToken(org.Options(), Secrets.Secure("00DS7000000oxzo!given"));
        org.On("GET limits", Reply.Json("{}"), Reply.Error(401, "INVALID_SESSION_ID", "Session expired or invalid"));

        await OrgInfo.GetLimitsAsync(session, Guard.Stop);
        SfException failure = await Guard.FailsAsync(
            SfErrorCodes.TokenNotRenewable, () => OrgInfo.GetLimitsAsync(session, Guard.Stop));

        Assert.Equal("Bearer 00DS7000000oxzo!given", org.Server.Requests[0].Header("Authorization"));
        Assert.Equal(("00DS7000000oxzoMAA", null), (session.OrganizationId, session.ClientId));
        Assert.Contains("has ended", failure.Message, StringComparison.Ordinal);
        Assert.Equal(2, org.Server.Requests.Count);
    }

    private static Task<SfSession> ConnectAsync(LoopbackOrg org) => Connecting.WithJwtAsync(
        org.Options(),
        async stop => await PemSecretKey.ReadAsync(new Secrets(s_rsa.ExportPkcs8PrivateKeyPem()), null, stop),
        "app \"ü\"",
        "ada@acme.com",
        null,
        Guard.Stop);

    private static byte[] Decode(string text) =>
        Convert.FromBase64String(text.Replace('-', '+').Replace('_', '/').PadRight((text.Length + 3) / 4 * 4, '='));
}
