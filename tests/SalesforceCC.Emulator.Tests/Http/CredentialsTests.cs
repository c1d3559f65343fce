using System.Net;
using System.Text.Json;
using Xunit;

namespace SalesforceCC.Emulator.Tests.Http;

public sealed class CredentialsTests
{
    private const string Root = "/services/data/v68.0/apps/oauth/";

    [Fact]
    public async Task A_pair_is_staged_promoted_and_dies_after_its_grace()
    {
        await using TestOrg org = await TestOrg.ConnectAsync();
        (string? oldKey, string? oldSecret) = (org.Host.ConsumerKey, org.Host.ConsumerSecret);
        JsonElement consumer = await ConsumerAsync(org);
        Assert.Equal(oldKey, consumer.GetProperty("key").GetString());

        JsonElement staged = await StageAsync(org, consumer);
        (string? key, string? secret) = (staged.GetProperty("key").GetString()!, staged.GetProperty("secret").GetString()!);
        Assert.Equal("Active", staged.GetProperty("state").GetString());
        Assert.NotEqual(oldKey, key);
        Assert.NotEqual(oldSecret, secret);
        Assert.Equal(HttpStatusCode.OK, await IssueAsync(org, oldKey, oldSecret));
        Assert.Equal(HttpStatusCode.OK, await IssueAsync(org, key, secret));
        Assert.Equal(HttpStatusCode.BadRequest, await IssueAsync(org, key, oldSecret));

        using (HttpResponseMessage answer = await org.SendAsync(HttpMethod.Patch, Url(staged), """{"command":"rotate"}"""))
            Assert.Equal("Rotated", (await answer.JsonAsync()).GetProperty("state").GetString());
        Assert.Equal(key, (await ConsumerAsync(org)).GetProperty("key").GetString());
        Assert.Equal(HttpStatusCode.OK, await IssueAsync(org, oldKey, oldSecret));

        await org.KnobAsync("clock", new { advanceSeconds = 31 * 86_400 });
        Assert.Equal(HttpStatusCode.BadRequest, await IssueAsync(org, oldKey, oldSecret));
        Assert.Equal(HttpStatusCode.OK, await IssueAsync(org, key, secret));
    }

    [Fact]
    public async Task There_is_one_place_for_a_further_pair_and_it_can_be_emptied()
    {
        await using TestOrg org = await TestOrg.ConnectAsync();
        JsonElement consumer = await ConsumerAsync(org);
        string url = consumer.GetProperty("stagedCredentialsUrl").GetString()!;
        Assert.Empty((await JsonAsync(org, url)).GetProperty("stagedCredentials").EnumerateArray());
        JsonElement staged = await StageAsync(org, consumer);
        using (HttpResponseMessage second = await org.SendAsync(HttpMethod.Post, url, "{}"))
            Assert.Equal(HttpStatusCode.BadRequest, second.StatusCode);
        Assert.Equal(staged.GetProperty("key").GetString(), (await JsonAsync(org, Url(staged))).GetProperty("key").GetString());

        using (HttpResponseMessage gone = await org.SendAsync(HttpMethod.Delete, Url(staged), null))
            Assert.Equal(HttpStatusCode.NoContent, gone.StatusCode);
        using (HttpResponseMessage none = await org.GetAsync(Url(staged)))
            Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
        await StageAsync(org, consumer);
    }

    [Fact]
    public async Task An_org_can_take_a_pair_only_once_it_is_promoted()
    {
        await using TestOrg org = await TestOrg.ConnectAsync();
        await org.KnobAsync("apps/" + org.Host.ConsumerKey, new { acceptsStagedPair = false }, "PATCH");
        JsonElement staged = await StageAsync(org, await ConsumerAsync(org));
        (string? key, string? secret) = (staged.GetProperty("key").GetString()!, staged.GetProperty("secret").GetString()!);
        Assert.Equal(HttpStatusCode.BadRequest, await IssueAsync(org, key, secret));
        using (await org.SendAsync(HttpMethod.Patch, Url(staged), """{"command":"rotate"}"""))
            Assert.Equal(HttpStatusCode.OK, await IssueAsync(org, key, secret));
    }

    [Fact]
    public async Task The_secret_is_shown_where_it_is_asked_for()
    {
        await using TestOrg org = await TestOrg.ConnectAsync();
        string url = (await ConsumerAsync(org)).GetProperty("url").GetString()!;
        Assert.Equal(JsonValueKind.Null, (await JsonAsync(org, url)).GetProperty("secret").ValueKind);
        JsonElement both = await JsonAsync(org, url + "?part=keyandsecret");
        Assert.Equal(org.Host.ConsumerKey, both.GetProperty("key").GetString());
        Assert.Equal(org.Host.ConsumerSecret, both.GetProperty("secret").GetString());
    }

    [Fact]
    public async Task Nothing_of_it_without_the_org_s_consent_and_no_staging_before_65()
    {
        await using TestOrg org = await TestOrg.ConnectAsync();
        string url = (await ConsumerAsync(org)).GetProperty("stagedCredentialsUrl").GetString()!;
        using (HttpResponseMessage old = await org.GetAsync(url.Replace("v68.0", "v64.0", StringComparison.Ordinal)))
            Assert.Equal(HttpStatusCode.NotFound, old.StatusCode);
        await org.KnobAsync("settings", new { clientSecretInRestApi = false });
        using HttpResponseMessage refused = await org.GetAsync(Root + "usage");
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Contains("not currently enabled", await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private static async Task<JsonElement> ConsumerAsync(TestOrg org)
    {
        JsonElement app = (await JsonAsync(org, Root + "usage")).GetProperty("apps")[0];
        return (await JsonAsync(org, Root + "credentials/" + app.GetProperty("identifier").GetString()))
            .GetProperty("consumers")[0];
    }

    private static async Task<JsonElement> StageAsync(TestOrg org, JsonElement consumer)
    {
        using HttpResponseMessage answer = await org.SendAsync(HttpMethod.Post, consumer.GetProperty("stagedCredentialsUrl").GetString()!, "{}");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await answer.JsonAsync()).GetProperty("stagedCredentials")[0];
    }

    private static async Task<JsonElement> JsonAsync(TestOrg org, string path)
    {
        using HttpResponseMessage answer = await org.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.JsonAsync();
    }

    private static string Url(JsonElement staged) => staged.GetProperty("url").GetString()!;

    private static async Task<HttpStatusCode> IssueAsync(TestOrg org, string key, string secret)
    {
        using HttpResponseMessage answer = await org.TokenAsync(key, secret);
        return answer.StatusCode;
    }
}
