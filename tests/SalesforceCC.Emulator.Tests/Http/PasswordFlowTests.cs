using System.Text.Json;
using Xunit;

namespace SalesforceCC.Emulator.Tests.Http;

public sealed class PasswordFlowTests
{
    private const string User = "integration@alpenglow.example";

    [Fact]
    public async Task A_password_with_its_security_token_gets_a_signed_answer()
    {
        await using TestOrg org = await StartAsync();
        using HttpResponseMessage answer = await LogInAsync(org, User, "secretTOKEN");
        Assert.Equal(200, (int)answer.StatusCode);
        JsonElement body = await answer.JsonAsync();
        Assert.EndsWith(org.RunAsUser, body.GetProperty("id").GetString(), StringComparison.Ordinal);
        Assert.True(body.TryGetProperty("signature", out _));
        Assert.True(body.TryGetProperty("issued_at", out _));
    }

    [Theory]
    [InlineData(User, "secret")]
    [InlineData(User, "wrongTOKEN")]
    [InlineData(User, "TOKEN")]
    [InlineData(User, "")]
    [InlineData("nobody@example.com", "secretTOKEN")]
    [InlineData("ada.brandstaetter@alpenglow.example", "")]
    public async Task Whatever_is_wrong_the_answer_is_the_same(string username, string password)
    {
        await using TestOrg org = await StartAsync();
        await RefusesAsync(org, username, password);
    }

    [Fact]
    public async Task From_a_trusted_network_the_token_may_be_left_out()
    {
        await using TestOrg org = await StartAsync();
        await org.KnobAsync("settings", new { trustedNetwork = true });
        foreach (string password in new[] { "secret", "secretTOKEN" })
        {
            using HttpResponseMessage answer = await LogInAsync(org, User, password);
            Assert.Equal(200, (int)answer.StatusCode);
        }

        await RefusesAsync(org, User, "wrong");
    }

    [Fact]
    public async Task The_org_may_block_the_flow()
    {
        await using TestOrg org = await StartAsync();
        await org.KnobAsync("settings", new { blockPasswordFlow = true });
        await RefusesAsync(org, User, "secretTOKEN");
    }

    [Fact]
    public async Task A_frozen_user_gets_no_token()
    {
        await using TestOrg org = await StartAsync();
        await org.KnobAsync($"users/{org.RunAsUser}", new { frozen = true });
        await RefusesAsync(org, User, "secretTOKEN");
    }

    [Fact]
    public async Task The_app_must_show_its_secret()
    {
        await using TestOrg org = await StartAsync();
        using HttpResponseMessage answer = await LogInAsync(org, User, "secretTOKEN", "wrong");
        Assert.Equal("invalid_client", (await answer.JsonAsync()).GetProperty("error").GetString());
    }

    private static async Task<TestOrg> StartAsync()
    {
        TestOrg org = await TestOrg.StartAsync();
        await org.KnobAsync($"users/{org.RunAsUser}/login", new { password = "secret", securityToken = "TOKEN" });
        return org;
    }

    private static Task<HttpResponseMessage> LogInAsync(
        TestOrg org, string username, string password, string? secret = null) => org.FormAsync(
        "/services/oauth2/token",
        ("grant_type", "password"),
        ("client_id", org.Host.ConsumerKey),
        ("client_secret", secret ?? org.Host.ConsumerSecret),
        ("username", username),
        ("password", password));

    private static async Task RefusesAsync(TestOrg org, string username, string password)
    {
        using HttpResponseMessage answer = await LogInAsync(org, username, password);
        Assert.Equal(400, (int)answer.StatusCode);
        JsonElement body = await answer.JsonAsync();
        Assert.Equal("invalid_grant", body.GetProperty("error").GetString());
        Assert.Equal("authentication failure", body.GetProperty("error_description").GetString());
    }
}
