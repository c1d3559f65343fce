using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using SalesforceCC.Emulator.Tests.Http;
using Xunit;

namespace SalesforceCC.Emulator.Tests.Apex;

public sealed class ApexLogTests
{
    private const string Tooling = "/services/data/v68.0/tooling";

    [Fact]
    public async Task A_trace_flag_makes_logs_of_its_user_by_its_levels_until_it_ends()
    {
        await using TestOrg org = await TestOrg.ConnectAsync();
        await RunAsync(org, "System.debug('before');");
        Assert.Empty(await LogsAsync(org));
        string level = await AddAsync(org, "DebugLevel", new { DeveloperName = "Mine", MasterLabel = "Mine", ApexCode = "DEBUG" });
        DateTimeOffset now = DateTimeOffset.UtcNow;
        // The Salesforce CLI writes the start as a number, the end as HTTP does, and names in small letters.
        string flag = await AddAsync(org, "TraceFlag", new
        {
            tracedentityid = org.RunAsUser,
            logtype = "DEVELOPER_LOG",
            debuglevelid = level,
            StartDate = now.AddSeconds(-1).ToUnixTimeMilliseconds(),
            ExpirationDate = now.AddMinutes(30).ToString("r", CultureInfo.InvariantCulture),
        });

        await RunAsync(org, "System.debug('within'); System.debug(LoggingLevel.FINE, 'too fine');");
        JsonElement log = Assert.Single(await LogsAsync(org));
        Assert.Equal(("SystemLog", "Success"), (log.GetProperty("Location").GetString(), log.GetProperty("Status").GetString()));
        Assert.Equal(org.RunAsUser, log.GetProperty("LogUserId").GetString());
        string text = await TextAsync(org, log);
        Assert.Equal(log.GetProperty("LogLength").GetInt32(), text.Length);
        Assert.Contains("|USER_DEBUG|[1]|DEBUG|within\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("|FINE|", text, StringComparison.Ordinal);

        await AddAsync(org, "Account", new { Name = "x" }, "/services/data/v68.0/sobjects");
        Assert.Equal(2, (await LogsAsync(org)).Length);

        await org.KnobAsync("clock", new { advanceSeconds = 3600 });
        await RunAsync(org, "System.debug('after');");
        Assert.Equal(2, (await LogsAsync(org)).Length);

        using HttpResponseMessage moved = await SendAsync(org, "PATCH", $"/sobjects/TraceFlag/{flag}", new { StartDate = (string?)null, ExpirationDate = now.AddHours(3) });
        Assert.Equal(204, (int)moved.StatusCode);
        await RunAsync(org, "System.debug('again');");
        Assert.Equal(3, (await LogsAsync(org)).Length);

        using HttpResponseMessage gone = await SendAsync(org, "DELETE", $"/sobjects/ApexLog/{log.GetProperty("Id").GetString()}", null);
        Assert.Equal(204, (int)gone.StatusCode);
        Assert.Equal(2, (await LogsAsync(org)).Length);

        await org.KnobAsync("clock", new { advanceSeconds = 24 * 3600 });
        await org.LogInAsync();
        Assert.Empty(await LogsAsync(org));
        using HttpResponseMessage old = await org.Client.GetAsync(new Uri($"{Tooling}/sobjects/ApexLog/{log.GetProperty("Id").GetString()}/Body", UriKind.Relative), TestContext.Current.CancellationToken);
        await old.IsErrorAsync(404, "NOT_FOUND");
    }

    [Fact]
    public async Task A_trace_flag_lasts_a_day_and_a_user_has_one_of_a_type()
    {
        await using TestOrg org = await TestOrg.ConnectAsync();
        string level = await AddAsync(org, "DebugLevel", new { DeveloperName = "Mine", MasterLabel = "Mine" });
        DateTimeOffset now = DateTimeOffset.UtcNow;
        object Flag(DateTimeOffset? start, DateTimeOffset end) => new { TracedEntityId = org.RunAsUser, LogType = "USER_DEBUG", DebugLevelId = level, StartDate = start, ExpirationDate = end };

        foreach ((DateTimeOffset? start, DateTimeOffset end) in new (DateTimeOffset?, DateTimeOffset)[] { (now, now.AddHours(25)), (null, now.AddHours(25)), (now, now), (now.AddHours(-3), now.AddHours(-1)) })
        {
            using HttpResponseMessage refused = await SendAsync(org, "POST", "/sobjects/TraceFlag", Flag(start, end));
            await refused.IsErrorAsync(400, "FIELD_INTEGRITY_EXCEPTION");
        }

        await AddAsync(org, "TraceFlag", Flag(now, now.AddHours(1)));
        using HttpResponseMessage second = await SendAsync(org, "POST", "/sobjects/TraceFlag", Flag(now, now.AddHours(1)));
        await second.IsErrorAsync(400, "FIELD_INTEGRITY_EXCEPTION");

        // The Tooling API alone has them.
        foreach (string path in new[] { "/services/data/v68.0/query?q=SELECT+Id+FROM+TraceFlag", "/services/data/v68.0/sobjects/DebugLevel/describe" })
        {
            using HttpResponseMessage rest = await org.Client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
            Assert.False(rest.IsSuccessStatusCode);
        }
    }

    private static async Task RunAsync(TestOrg org, string code)
    {
        using HttpResponseMessage answer = await org.Client.GetAsync(
            new Uri($"{Tooling}/executeAnonymous?anonymousBody={Uri.EscapeDataString(code)}", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.True((await answer.JsonAsync()).GetProperty("success").GetBoolean());
    }

    private static async Task<JsonElement[]> LogsAsync(TestOrg org)
    {
        using HttpResponseMessage answer = await org.Client.GetAsync(
            new Uri($"{Tooling}/query?q=SELECT+Id,LogLength,LogUserId,LogUser.Name,Location,Status,StartTime+FROM+ApexLog+ORDER+BY+StartTime", UriKind.Relative), TestContext.Current.CancellationToken);
        return [.. (await answer.JsonAsync()).GetProperty("records").EnumerateArray()];
    }

    private static async Task<string> TextAsync(TestOrg org, JsonElement log)
    {
        using HttpResponseMessage answer = await org.Client.GetAsync(
            new Uri($"{Tooling}/sobjects/ApexLog/{log.GetProperty("Id").GetString()}/Body", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal("text/plain", answer.Content.Headers.ContentType!.MediaType);
        return await answer.TextAsync();
    }

    private static async Task<string> AddAsync(TestOrg org, string type, object row, string? root = null)
    {
        using HttpResponseMessage answer = await org.Client.PostAsJsonAsync(
            new Uri($"{root ?? Tooling + "/sobjects"}/{type}", UriKind.Relative), row, TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, await answer.TextAsync());
        return (await answer.JsonAsync()).GetProperty("id").GetString()!;
    }

    private static Task<HttpResponseMessage> SendAsync(TestOrg org, string method, string path, object? body) => org.Client.SendAsync(
        new HttpRequestMessage(new HttpMethod(method), Tooling + path) { Content = body is null ? null : JsonContent.Create(body) }, TestContext.Current.CancellationToken);
}
