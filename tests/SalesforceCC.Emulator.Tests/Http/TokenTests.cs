using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Xunit;

namespace SalesforceCC.Emulator.Tests.Http;

public sealed class TokenTests
{
    public static TheoryData<object, string, string> AppFaults { get; } = new()
    {
        { new { clientCredentialsEnabled = false }, "invalid_grant", "client credentials flow not enabled" },
        { new { runAsUserId = (string?)null }, "invalid_grant", "no client credentials user enabled" },
        { new { scopes = new[] { "full" } }, "invalid_grant", "no valid scopes defined" },
        { new { ipRestricted = true }, "invalid_grant", "ip restricted" },
        { new { installed = false }, "app_not_found", "External client app is not installed in this org" },
        {
            new { permittedUsers = "AdminApprovedPreAuthorized" },
            "invalid_app_access",
            "user is not admin approved to access this app"
        },
        {
            new { failure = new { error = "invalid_grant", errorDescription = "Maximum Logins Exceeded" } },
            "invalid_grant",
            "Maximum Logins Exceeded"
        },
    };

    [Fact]
    public async Task A_token_comes_with_all_that_this_flow_answers()
    {
        await using TestOrg org = await TestOrg.StartAsync();
        using HttpResponseMessage answer = await org.TokenAsync();
        Assert.Equal(200, (int)answer.StatusCode);
        Assert.Equal("application/json; charset=UTF-8", answer.Content.Headers.ContentType?.ToString());
        JsonElement body = await answer.JsonAsync();

        Assert.Matches($"^{org.Host.OrganizationId[..15]}![A-Za-z0-9._]{{96}}$", body.GetProperty("access_token").GetString());
        Assert.Equal("opaque", body.GetProperty("token_format").GetString());
        Assert.Equal("id api", body.GetProperty("scope").GetString());
        Assert.Equal("Bearer", body.GetProperty("token_type").GetString());
        Assert.Equal(org.Host.Url.GetLeftPart(UriPartial.Authority), body.GetProperty("instance_url").GetString());
        Assert.Equal("https://api.salesforce.com", body.GetProperty("api_instance_url").GetString());
        string? id = body.GetProperty("id").GetString();
        string? issuedAt = body.GetProperty("issued_at").GetString();
        Assert.EndsWith($"/id/{org.Host.OrganizationId}/{org.RunAsUser}", id, StringComparison.Ordinal);
        Assert.True(long.Parse(issuedAt!, CultureInfo.InvariantCulture) > 1_600_000_000_000);
        string signature = Convert.ToBase64String(HMACSHA256.HashData(
            Encoding.UTF8.GetBytes(org.Host.ConsumerSecret), Encoding.UTF8.GetBytes(id + issuedAt)));
        Assert.Equal(signature, body.GetProperty("signature").GetString());
    }

    [Fact]
    public async Task Key_and_secret_look_real_and_differ_between_orgs()
    {
        await using TestOrg one = await TestOrg.StartAsync();
        await using TestOrg two = await TestOrg.StartAsync();
        Assert.Matches("^3MVG9[A-Za-z0-9._]{80}$", one.Host.ConsumerKey);
        Assert.Matches("^[0-9A-F]{64}$", one.Host.ConsumerSecret);
        Assert.NotEqual(one.Host.ConsumerKey, two.Host.ConsumerKey);
        Assert.NotEqual(one.Host.ConsumerSecret, two.Host.ConsumerSecret);
    }

    [Fact]
    public async Task Key_and_secret_may_come_by_http_basic()
    {
        await using TestOrg org = await TestOrg.StartAsync();
        string pair = $"{org.Host.ConsumerKey}:{org.Host.ConsumerSecret}";
        org.Client.DefaultRequestHeaders.Authorization =
            new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(pair)));
        using HttpResponseMessage answer = await org.FormAsync("/services/oauth2/token", ("grant_type", "client_credentials"));
        Assert.Equal(200, (int)answer.StatusCode);
    }

    [Fact]
    public async Task Each_request_gets_a_token_of_its_own_and_the_older_ones_stay_valid()
    {
        await using TestOrg org = await TestOrg.StartAsync();
        string first = await org.LogInAsync();
        string second = await org.LogInAsync();
        Assert.NotEqual(first, second);
        using HttpResponseMessage answer = await org.GetAsync("/services/data/v68.0/limits", ("Authorization", "Bearer " + first));
        Assert.Equal(200, (int)answer.StatusCode);
    }

    [Theory]
    [MemberData(nameof(AppFaults))]
    public async Task Every_setting_of_the_app_has_its_error(object change, string error, string description)
    {
        await using TestOrg org = await TestOrg.StartAsync();
        await org.KnobAsync("apps/" + org.Host.ConsumerKey, change, "PATCH");
        using HttpResponseMessage answer = await org.TokenAsync();
        await answer.IsOAuthErrorAsync(error, description);
    }

    [Fact]
    public async Task Unknown_key_wrong_secret_and_scope_are_refused()
    {
        await using TestOrg org = await TestOrg.StartAsync();
        using HttpResponseMessage key = await org.TokenAsync(key: "3MVG9other");
        await key.IsOAuthErrorAsync("invalid_client_id", "client identifier invalid");
        using HttpResponseMessage secret = await org.TokenAsync(secret: "wrong");
        await secret.IsOAuthErrorAsync("invalid_client", "invalid client credentials");
        using HttpResponseMessage scope = await org.FormAsync(
            "/services/oauth2/token",
            ("grant_type", "client_credentials"),
            ("client_id", org.Host.ConsumerKey),
            ("client_secret", org.Host.ConsumerSecret),
            ("scope", "api"));
        await scope.IsOAuthErrorAsync("invalid_request", "scope parameter not supported");
    }

    [Theory]
    [InlineData("login.salesforce.com")]
    [InlineData("test.salesforce.com")]
    [InlineData("acme.my.salesforce-setup.com")]
    public async Task Only_the_orgs_own_domain_serves_this_flow(string host)
    {
        await using TestOrg org = await TestOrg.StartAsync();
        org.Client.DefaultRequestHeaders.Host = host;
        using HttpResponseMessage answer = await org.TokenAsync();
        await answer.IsOAuthErrorAsync("invalid_grant", "request not supported on this domain");
    }

    [Fact]
    public async Task The_grant_must_be_named_known_and_sent_as_a_form()
    {
        await using TestOrg org = await TestOrg.StartAsync();
        using HttpResponseMessage missing = await org.FormAsync("/services/oauth2/token", ("client_id", "x"));
        await missing.IsOAuthErrorAsync("invalid_request", "missing required parameter: grant_type");
        using HttpResponseMessage unknown = await org.FormAsync("/services/oauth2/token", ("grant_type", "wish"));
        await unknown.IsOAuthErrorAsync("unsupported_grant_type", "grant type not supported");
        using HttpResponseMessage json = await org.SendAsync(
            HttpMethod.Post, "/services/oauth2/token", """{"grant_type":"client_credentials"}""");
        await json.IsOAuthErrorAsync("unsupported_grant_type", "grant type not supported");
    }

    [Theory]
    [InlineData("""{"frozen":true}""")]
    [InlineData("""{"active":false}""")]
    public async Task A_frozen_or_inactive_user_gets_no_token_and_loses_the_old_one(string access)
    {
        await using TestOrg org = await TestOrg.ConnectAsync();
        using HttpResponseMessage order = await org.SendAsync(HttpMethod.Post, "/__org/users/" + org.RunAsUser, access);
        order.EnsureSuccessStatusCode();
        using HttpResponseMessage token = await org.TokenAsync();
        await token.IsOAuthErrorAsync("inactive_user", "user is inactive");
        using HttpResponseMessage call = await org.GetAsync("/services/data/v68.0/limits");
        await call.IsErrorAsync(401, "INVALID_SESSION_ID");
    }

    [Fact]
    public async Task Too_many_logins_an_hour_are_refused_until_the_hour_is_over()
    {
        await using TestOrg org = await TestOrg.StartAsync();
        await org.KnobAsync("login-rate", new { perHour = 2 });
        await org.LogInAsync();
        await org.LogInAsync();
        using HttpResponseMessage third = await org.TokenAsync();
        await third.IsOAuthErrorAsync("invalid_grant", "login rate exceeded");
        await org.KnobAsync("clock", new { advanceSeconds = 3600 });
        await org.LogInAsync();
    }

    [Fact]
    public async Task A_changed_secret_ends_the_old_one_and_a_second_app_has_its_own()
    {
        await using TestOrg org = await TestOrg.StartAsync();
        string old = org.Host.ConsumerSecret;
        await org.KnobAsync("secret", new { secret = "new one" });
        using HttpResponseMessage before = await org.TokenAsync(secret: old);
        await before.IsOAuthErrorAsync("invalid_client", "invalid client credentials");
        using HttpResponseMessage after = await org.TokenAsync(secret: "new one");
        Assert.Equal(200, (int)after.StatusCode);

        JsonElement app = await org.KnobAsync("apps", new { scopes = new[] { "api", "chatbot_api", "refresh_token" } });
        using HttpResponseMessage other = await org.TokenAsync(
            app.GetProperty("consumerKey").GetString(), app.GetProperty("consumerSecret").GetString());
        Assert.Equal("api chatbot_api", (await other.JsonAsync()).GetProperty("scope").GetString());
    }

    [Fact]
    public async Task A_jwt_is_signed_with_the_published_key()
    {
        await using TestOrg org = await TestOrg.ConnectAsync(new EmulatorOptions { TokenFormat = OAuth.TokenFormat.Jwt });
        string token = org.Client.DefaultRequestHeaders.Authorization!.Parameter!;
        string[] parts = token.Split('.');
        Assert.Equal(3, parts.Length);
        using HttpResponseMessage keys = await org.GetAsync("/id/keys");
        JsonElement key = (await keys.JsonAsync()).GetProperty("keys")[0];
        using RSA rsa = RSA.Create(new RSAParameters
        {
            Modulus = Decode(key.GetProperty("n").GetString()!),
            Exponent = Decode(key.GetProperty("e").GetString()!),
        });
        Assert.True(rsa.VerifyData(
            Encoding.ASCII.GetBytes(parts[0] + "." + parts[1]),
            Decode(parts[2]),
            HashAlgorithmName.SHA256,
            RSASignaturePadding.Pkcs1));
        using HttpResponseMessage call = await org.GetAsync("/services/data/v68.0/limits");
        Assert.Equal(200, (int)call.StatusCode);

        static byte[] Decode(string text) => System.Buffers.Text.Base64Url.DecodeFromChars(text);
    }
}
