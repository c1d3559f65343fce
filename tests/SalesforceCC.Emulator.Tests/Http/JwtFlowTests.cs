using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Xunit;

namespace SalesforceCC.Emulator.Tests.Http;

public sealed class JwtFlowTests
{
    // One for all tests: making a key takes longer than they do.
    private static readonly RSA Key = RSA.Create(2048);

    /// <summary>What is changed in a good assertion, and the refusal; null: it is taken nevertheless.</summary>
    public static TheoryData<string, string?, string?, string?> Assertions { get; } = new()
    {
        { "aud", "https://login.salesforce.com", null, null },
        { "aud", "https://test.salesforce.com/", null, null },
        { "aud", "https://example.com", "invalid_grant", "Audience validation failed" },
        { "aud", null, "invalid_grant", "Audience validation failed" },
        { "iss", "3MVG9nosuch", "invalid_client_id", "client identifier invalid" },
        { "iss", null, "invalid_client_id", "client identifier invalid" },
        { "sub", "ada.brandstaetter@alpenglow.example", "invalid_grant", "user hasn't approved this consumer" },
        { "sub", "nobody@example.com", "invalid_grant", "user hasn't approved this consumer" },
        { "exp", "-1", "invalid_grant", "expired authorization code" },
        { "exp", null, "invalid_grant", "expired authorization code" },
        { "exp", "299", null, null },
        { "exp", "86400", null, null },
        { "exp", "1764000000000", null, null },
        { "exp", "9000000000000000000", null, null },
        { "alg", "HS256", "invalid_grant", "invalid assertion" },
        { "alg", "none", "invalid_grant", "invalid assertion" },
    };

    [Fact]
    public async Task The_answer_has_five_fields_and_its_token_works()
    {
        await using TestOrg org = await StartAsync();
        using HttpResponseMessage answer = await AskAsync(org, Sign(org));
        JsonElement body = await answer.JsonAsync();
        Assert.Equal(
            ["access_token", "scope", "instance_url", "id", "token_type"], body.EnumerateObject().Select(p => p.Name));
        org.Client.DefaultRequestHeaders.Authorization = new("Bearer", body.GetProperty("access_token").GetString());
        using HttpResponseMessage limits = await org.GetAsync("/services/data/v68.0/limits");
        Assert.Equal(200, (int)limits.StatusCode);
    }

    [Theory]
    [MemberData(nameof(Assertions))]
    public async Task An_assertion_is_checked(string claim, string? value, string? error, string? description)
    {
        await using TestOrg org = await StartAsync();
        using HttpResponseMessage answer = await AskAsync(org, Sign(org, (claim, value)));
        JsonElement body = await answer.JsonAsync();
        Assert.Equal(error is null ? 200 : 400, (int)answer.StatusCode);
        if (error is null)
            return;
        Assert.Equal(error, body.GetProperty("error").GetString());
        Assert.Equal(description, body.GetProperty("error_description").GetString());
    }

    [Fact]
    public async Task The_user_may_be_called_prn()
    {
        await using TestOrg org = await StartAsync();
        using HttpResponseMessage answer = await AskAsync(org, Sign(org, ("sub", null), ("prn", "integration@alpenglow.example")));
        Assert.Equal(200, (int)answer.StatusCode);
    }

    [Theory]
    [InlineData("Enforce", 400)]
    [InlineData("Bypass", 200)]
    public async Task The_policies_of_the_app_hold_for_this_flow_too(string relaxation, int status)
    {
        await using TestOrg org = await StartAsync();
        await org.KnobAsync("apps/" + org.Host.ConsumerKey, new { ipRestricted = true, ipRelaxation = relaxation }, "PATCH");
        using HttpResponseMessage answer = await AskAsync(org, Sign(org));
        Assert.Equal(status, (int)answer.StatusCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a.b")]
    [InlineData("a.b.c")]
    [InlineData("!.!.!")]
    [InlineData("e30.e30.")]
    [InlineData("bnVsbA.bnVsbA.AA")]
    public async Task What_is_no_assertion_is_invalid(string assertion)
    {
        await using TestOrg org = await StartAsync();
        await RefusesAsync(org, assertion, "invalid assertion");
    }

    [Fact]
    public async Task A_changed_assertion_is_invalid()
    {
        await using TestOrg org = await StartAsync();
        string[] parts = Sign(org).Split('.');
        string[] other = Sign(org, ("sub", "ada.brandstaetter@alpenglow.example")).Split('.');
        await RefusesAsync(org, $"{parts[0]}.{other[1]}.{parts[2]}", "invalid assertion");
    }

    [Fact]
    public async Task Without_a_certificate_the_flow_is_off()
    {
        await using TestOrg org = await TestOrg.StartAsync();
        await RefusesAsync(org, Sign(org), "invalid assertion");
    }

    [Fact]
    public async Task The_org_goes_by_its_own_clock_and_says_what_it_is()
    {
        await using TestOrg org = await StartAsync();
        await org.KnobAsync("clock", new { advanceSeconds = 600 });
        using HttpResponseMessage answer = await AskAsync(org, Sign(org));
        JsonElement body = await answer.JsonAsync();
        Assert.Equal("expired authorization code", body.GetProperty("error_description").GetString());
        Assert.True(answer.Headers.Date > TimeProvider.System.GetUtcNow().AddMinutes(9));
    }

    [Fact]
    public async Task A_certificate_is_as_good_as_its_key()
    {
        await using TestOrg org = await TestOrg.StartAsync();
        CertificateRequest request = new CertificateRequest("CN=app", Key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        using X509Certificate2 certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        await RegisterAsync(org, certificate.ExportCertificatePem());
        using HttpResponseMessage answer = await AskAsync(org, Sign(org));
        Assert.Equal(200, (int)answer.StatusCode);
    }

    private static async Task<TestOrg> StartAsync()
    {
        TestOrg org = await TestOrg.StartAsync();
        await RegisterAsync(org, Key.ExportSubjectPublicKeyInfoPem());
        return org;
    }

    private static Task<JsonElement> RegisterAsync(TestOrg org, string pem) => org.KnobAsync(
        "apps/" + org.Host.ConsumerKey, new { certificate = pem, approvedUsers = new[] { org.RunAsUser } }, "PATCH");

    private static string Sign(TestOrg org, params (string Name, string? Value)[] changes)
    {
        Dictionary<string, object> claims = new()
        {
            ["iss"] = org.Host.ConsumerKey,
            ["sub"] = "integration@alpenglow.example",
            ["aud"] = org.Host.Url.GetLeftPart(UriPartial.Authority),
            ["exp"] = Seconds(120),
        };
        string? algorithm = "RS256";
        foreach ((string? name, string? value) in changes)
        {
            claims.Remove(name);
            if (name == "alg")
                algorithm = value!;
            else if (name == "exp" && value is not null)
                claims[name] = Seconds(long.Parse(value, CultureInfo.InvariantCulture));
            else if (value is not null)
                claims[name] = value;
        }

        string content = Encode(new { alg = algorithm }) + "." + Encode(claims);
        return content + "." + Base64Url.EncodeToString(
            Key.SignData(Encoding.ASCII.GetBytes(content), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }

    private static long Seconds(long fromNow) => TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() + fromNow;

    private static string Encode(object value) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(value));

    private static Task<HttpResponseMessage> AskAsync(TestOrg org, string assertion) => org.FormAsync(
        "/services/oauth2/token",
        ("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer"),
        ("assertion", assertion));

    private static async Task RefusesAsync(TestOrg org, string assertion, string description)
    {
        using HttpResponseMessage answer = await AskAsync(org, assertion);
        Assert.Equal(400, (int)answer.StatusCode);
        Assert.Equal(description, (await answer.JsonAsync()).GetProperty("error_description").GetString());
    }
}
