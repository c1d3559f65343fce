using System.Text.Json;
using SalesforceCC.Client.Tests.Support;
using Xunit;

namespace SalesforceCC.Emulator.Tests.Http;

public sealed class KnobTests
{
    private const string Limits = "/services/data/v68.0/limits";

    [Fact]
    public async Task Tokens_expire_at_once_or_after_so_many_requests()
    {
        await using TestOrg org = await TestOrg.ConnectAsync();
        await org.KnobAsync("expire-tokens");
        Assert.Equal(401, await Status(org));
        await org.LogInAsync();
        await org.KnobAsync("expire-tokens", new { afterRequests = 0 });
        Assert.Equal(401, await Status(org));
        await org.LogInAsync();
        await org.KnobAsync("expire-tokens", new { afterRequests = 2 });
        int[] statuses = new[] { await Status(org), await Status(org), await Status(org) };
        Assert.Equal([200, 200, 401], statuses);
        await org.LogInAsync();
        Assert.Equal(200, await Status(org));
    }

    [Fact]
    public async Task Opaque_tokens_live_as_long_as_they_are_used()
    {
        await using TestOrg org = await TestOrg.StartAsync();
        await org.KnobAsync("token-lifetime", new { seconds = 60 });
        await org.LogInAsync();
        for (int i = 0; i < 3; i++)
        {
            await org.KnobAsync("clock", new { advanceSeconds = 40 });
            Assert.Equal(200, await Status(org));
        }

        await org.KnobAsync("clock", new { advanceSeconds = 61 });
        Assert.Equal(401, await Status(org));
    }

    [Fact]
    public async Task A_jwt_ends_when_it_says()
    {
        await using TestOrg org = await TestOrg.StartAsync(new EmulatorOptions
        {
            TokenFormat = OAuth.TokenFormat.Jwt,
            TokenLifetime = TimeSpan.FromSeconds(60),
        });
        await org.LogInAsync();
        await org.KnobAsync("clock", new { advanceSeconds = 40 });
        Assert.Equal(200, await Status(org));
        await org.KnobAsync("clock", new { advanceSeconds = 21 });
        Assert.Equal(401, await Status(org));
    }

    [Fact]
    public async Task The_log_tells_what_was_asked_and_no_secret()
    {
        await using TestOrg org = await TestOrg.ConnectAsync();
        using HttpResponseMessage call = await org.GetAsync(
            Limits + "/recordCount?sObjects=Account", ("User-Agent", "test/1"), ("Accept-Encoding", "gzip"));
        JsonElement[] log = (await org.KnobAsync("requests", method: "GET")).EnumerateArray().ToArray();
        Assert.Equal(2, log.Length);
        Assert.Equal(("POST", "/services/oauth2/token", 200, false), Entry(log[0]));
        Assert.Equal(("GET", Limits + "/recordCount", 200, true), Entry(log[1]));
        Assert.Equal("?sObjects=Account", log[1].GetProperty("query").GetString());
        Assert.Equal("test/1", log[1].GetProperty("userAgent").GetString());
        Assert.Equal("gzip", log[1].GetProperty("acceptEncoding").GetString());
        Assert.DoesNotContain(org.Host.ConsumerSecret, JsonSerializer.Serialize(log), StringComparison.Ordinal);

        Assert.Single((await org.KnobAsync("requests?path=*token", method: "GET")).EnumerateArray());
        await org.KnobAsync("requests", method: "DELETE");
        Assert.Empty((await org.KnobAsync("requests", method: "GET")).EnumerateArray());

        static (string?, string?, int, bool) Entry(JsonElement entry) => (
            entry.GetProperty("method").GetString(),
            entry.GetProperty("path").GetString(),
            entry.GetProperty("status").GetInt32(),
            entry.GetProperty("authorized").GetBoolean());
    }

    [Fact]
    public async Task Cut_connections_are_logged_with_status_0()
    {
        await using TestOrg org = await TestOrg.ConnectAsync();
        await org.KnobAsync("faults", new { drop = "before" });
        await Assert.ThrowsAsync<HttpRequestException>(() => org.GetAsync(Limits));
        JsonElement log = await org.KnobAsync("requests?path=*limits", method: "GET");
        Assert.Equal(0, log[0].GetProperty("status").GetInt32());
    }

    [Fact]
    public async Task Usage_is_read_and_set()
    {
        await using TestOrg org = await TestOrg.ConnectAsync();
        Assert.Equal(200, await Status(org));
        Assert.Equal("""{"used":1,"allowed":15000}""", (await org.KnobAsync("api-usage", method: "GET")).GetRawText());
        JsonElement usage = await org.KnobAsync("api-usage", new { used = 15000 });
        Assert.Equal(15000, usage.GetProperty("used").GetInt32());
        Assert.Equal(403, await Status(org));
    }

    [Fact]
    public async Task Stopping_is_left_to_whoever_started_the_org()
    {
        await using TestOrg org = await TestOrg.StartAsync();
        Assert.False(org.Host.Stopped.IsCompleted);
        await org.KnobAsync("stop");
        await org.Host.Stopped.WaitAsync(Patience.Limit, TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("POST", "nonsense", "{}", 404)]
    [InlineData("POST", "apps", """{"scope":["api"]}""", 400)]
    [InlineData("PATCH", "apps/unknown", "{}", 404)]
    [InlineData("POST", "users/005000000000099AAA", "{}", 404)]
    [InlineData("POST", "clock", "{}", 400)]
    [InlineData("POST", "token-lifetime", """{"seconds":"x"}""", 400)]
    [InlineData("GET", "faults", null, 405)]
    public async Task Orders_that_make_no_sense_are_refused(string method, string knob, string? order, int status)
    {
        await using TestOrg org = await TestOrg.StartAsync();
        using HttpResponseMessage answer = await org.SendAsync(new HttpMethod(method), "/__org/" + knob, order);
        Assert.Equal(status, (int)answer.StatusCode);
    }

    private static async Task<int> Status(TestOrg org)
    {
        using HttpResponseMessage answer = await org.GetAsync(Limits);
        return (int)answer.StatusCode;
    }
}
