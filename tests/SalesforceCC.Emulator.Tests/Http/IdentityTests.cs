using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Xunit;

namespace SalesforceCC.Emulator.Tests.Http;

public sealed class IdentityTests
{
    [Fact]
    public async Task Introspection_tells_the_rest_of_a_tokens_life()
    {
        await using TestOrg org = await TestOrg.StartAsync(new EmulatorOptions { TokenLifetime = TimeSpan.FromSeconds(900) });
        string token = await org.LogInAsync();
        org.Client.DefaultRequestHeaders.Authorization = null;
        using HttpResponseMessage answer = await Introspect(org, token);
        JsonElement body = await answer.JsonAsync();
        Assert.True(body.GetProperty("active").GetBoolean());
        Assert.Equal("id api", body.GetProperty("scope").GetString());
        Assert.Equal(org.Host.ConsumerKey, body.GetProperty("client_id").GetString());
        Assert.Equal("integration@alpenglow.example", body.GetProperty("username").GetString());
        Assert.Equal("access_token", body.GetProperty("token_type").GetString());
        Assert.Equal(900, body.GetProperty("exp").GetInt64() - body.GetProperty("iat").GetInt64());
        Assert.EndsWith($"/id/{org.Host.OrganizationId}/" + org.RunAsUser, body.GetProperty("sub").GetString(), StringComparison.Ordinal);

        using HttpResponseMessage dead = await Introspect(org, "nonsense");
        Assert.Equal("""{"active":false}""", await dead.TextAsync());
    }

    [Fact]
    public async Task Introspection_asks_for_the_secret_in_either_form_and_shows_foreign_tokens_to_few()
    {
        await using TestOrg org = await TestOrg.StartAsync();
        string token = await org.LogInAsync();
        org.Client.DefaultRequestHeaders.Authorization = null;
        using HttpResponseMessage none = await org.FormAsync("/services/oauth2/introspect", ("token", token));
        Assert.Equal(400, (int)none.StatusCode);
        JsonElement app = await org.KnobAsync("apps", new { });
        string key = app.GetProperty("consumerKey").GetString()!;
        string pair = $"{key}:{app.GetProperty("consumerSecret").GetString()}";
        org.Client.DefaultRequestHeaders.Authorization =
            new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(pair)));
        using HttpResponseMessage foreign = await org.FormAsync("/services/oauth2/introspect", ("token", token));
        Assert.Equal("""{"active":false}""", await foreign.TextAsync());
        await org.KnobAsync("apps/" + key, new { introspectAllTokens = true }, "PATCH");
        using HttpResponseMessage allowed = await org.FormAsync("/services/oauth2/introspect", ("token", token));
        Assert.True((await allowed.JsonAsync()).GetProperty("active").GetBoolean());
    }

    [Fact]
    public async Task A_revoked_token_is_dead_and_cannot_be_revoked_again()
    {
        await using TestOrg org = await TestOrg.StartAsync();
        string token = await org.LogInAsync();
        using HttpResponseMessage revoked = await org.FormAsync("/services/oauth2/revoke", ("token", token));
        Assert.Equal(200, (int)revoked.StatusCode);
        Assert.Empty(await revoked.BytesAsync());
        using HttpResponseMessage call = await org.GetAsync("/services/data/v68.0/limits");
        await call.IsErrorAsync(401, "INVALID_SESSION_ID", "Session expired or invalid");
        using HttpResponseMessage again = await org.FormAsync("/services/oauth2/revoke", ("token", token));
        Assert.Equal(400, (int)again.StatusCode);
        Assert.Equal("application/x-www-form-urlencoded", again.Content.Headers.ContentType?.MediaType);
        Assert.StartsWith("error=invalid_token&error_description=", await again.TextAsync(), StringComparison.Ordinal);

        string second = await org.LogInAsync();
        using HttpResponseMessage byUrl = await org.GetAsync("/services/oauth2/revoke?token=" + Uri.EscapeDataString(second));
        Assert.Equal(200, (int)byUrl.StatusCode);
    }

    [Fact]
    public async Task Userinfo_and_the_identity_url_name_the_user()
    {
        await using TestOrg org = await TestOrg.ConnectAsync();
        using HttpResponseMessage userInfo = await org.GetAsync("/services/oauth2/userinfo");
        JsonElement info = await userInfo.JsonAsync();
        Assert.Equal(org.RunAsUser, info.GetProperty("user_id").GetString());
        Assert.Equal("integration@alpenglow.example", info.GetProperty("preferred_username").GetString());
        using HttpResponseMessage identity = await org.GetAsync(new Uri(info.GetProperty("sub").GetString()!).PathAndQuery);
        JsonElement body = await identity.JsonAsync();
        Assert.Equal("integration@alpenglow.example", body.GetProperty("username").GetString());
        Assert.EndsWith(
            "/services/data/v{version}/", body.GetProperty("urls").GetProperty("rest").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/services/oauth2/userinfo", null, 403, "Missing_OAuth_Token")]
    [InlineData("/services/oauth2/userinfo", "Bearer bad", 403, "Bad_OAuth_Token")]
    [InlineData("/id/{org}/005000000000002AAA", "Bearer bad", 403, "Bad_OAuth_Token")]
    [InlineData("/id/00D000000000009EAA/005000000000002AAA", "Bearer bad", 403, "Wrong_Org")]
    public async Task The_identity_service_refuses_in_plain_text(string path, string? header, int status, string text)
    {
        await using TestOrg org = await TestOrg.StartAsync();
        path = path.Replace("{org}", org.Host.OrganizationId, StringComparison.Ordinal);
        using HttpResponseMessage answer = header is null ? await org.GetAsync(path) : await org.GetAsync(path, ("Authorization", header));
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal("text/plain", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(text, await answer.TextAsync());
    }

    [Fact]
    public async Task The_id_may_point_to_where_real_orgs_point()
    {
        await using TestOrg org = await TestOrg.StartAsync(
            new EmulatorOptions { IdentityOrigin = new Uri("https://login.salesforce.com") });
        using HttpResponseMessage answer = await org.TokenAsync();
        Assert.Equal(
            $"https://login.salesforce.com/id/{org.Host.OrganizationId}/" + org.RunAsUser,
            (await answer.JsonAsync()).GetProperty("id").GetString());
    }

    [Fact]
    public async Task Discovery_lists_the_endpoints()
    {
        await using TestOrg org = await TestOrg.StartAsync();
        using HttpResponseMessage answer = await org.GetAsync("/.well-known/openid-configuration");
        JsonElement body = await answer.JsonAsync();
        string origin = org.Host.Url.GetLeftPart(UriPartial.Authority);
        Assert.Equal(origin + "/services/oauth2/introspect", body.GetProperty("introspection_endpoint").GetString());
        Assert.Equal(origin + "/services/oauth2/revoke", body.GetProperty("revocation_endpoint").GetString());
        Assert.Equal(origin + "/id/keys", body.GetProperty("jwks_uri").GetString());
    }

    private static Task<HttpResponseMessage> Introspect(TestOrg org, string token) => org.FormAsync(
        "/services/oauth2/introspect",
        ("token", token),
        ("token_type_hint", "access_token"),
        ("client_id", org.Host.ConsumerKey),
        ("client_secret", org.Host.ConsumerSecret));
}
