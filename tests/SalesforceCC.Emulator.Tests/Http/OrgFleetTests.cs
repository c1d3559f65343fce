using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Xunit;

namespace SalesforceCC.Emulator.Tests.Http;

/// <summary>Many orgs in one process.</summary>
public sealed class OrgFleetTests : IAsyncLifetime
{
    private readonly HttpClient _client = new();
    private EmulatorHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await EmulatorHost.StartAsync(new EmulatorOptions());

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task An_org_of_its_own_has_its_own_faults_clock_log_key_and_rows()
    {
        JsonElement one = await Start(new { seed = "sample" });
        JsonElement two = await Start(new { seed = "empty", https = true, apiUsage = "7/99" });

        Assert.NotEqual(one.GetProperty("consumerKey").GetString(), two.GetProperty("consumerKey").GetString());
        Assert.False(one.TryGetProperty("httpsUrl", out _));
        Assert.StartsWith("https://", two.GetProperty("httpsUrl").GetString(), StringComparison.Ordinal);
        Assert.Equal("""{"used":7,"allowed":99}""", await Get(two, "/__org/api-usage"));
        Assert.Equal("""{"used":0,"allowed":15000}""", await Get(one, "/__org/api-usage"));

        await Post(one, "/__org/faults", new { path = "*", status = 503, body = "busy", count = -1 });
        await Post(one, "/__org/clock", new { advanceSeconds = 86400 });
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await Status(one, "/services/data"));
        Assert.Equal(HttpStatusCode.OK, await Status(two, "/services/data"));
        Assert.Single(JsonDocument.Parse(await Get(two, "/__org/requests")).RootElement.EnumerateArray());
        JsonElement moved = JsonDocument.Parse(await Post(one, "/__org/clock", new { advanceSeconds = 0 })).RootElement.GetProperty("now");
        JsonElement here = JsonDocument.Parse(await Post(two, "/__org/clock", new { advanceSeconds = 0 })).RootElement.GetProperty("now");
        Assert.True(moved.GetDateTimeOffset() - here.GetDateTimeOffset() > TimeSpan.FromHours(23));
    }

    [Fact]
    public async Task An_org_that_is_ended_is_gone_and_the_others_stay()
    {
        JsonElement one = await Start(new { });
        JsonElement two = await Start(new { });

        Assert.Equal(HttpStatusCode.NoContent, await End(one));
        await Assert.ThrowsAsync<HttpRequestException>(() => Status(one, "/services/data"));
        Assert.Equal(HttpStatusCode.OK, await Status(two, "/services/data"));
        Assert.Equal(HttpStatusCode.NotFound, await End(one));
    }

    [Fact]
    public async Task An_org_may_be_told_itself_to_stop()
    {
        JsonElement one = await Start(new { });
        await Post(one, "/__org/stop", new { });

        // It is on its way out, or out already: both end with it gone.
        Assert.Contains(await End(one), new[] { HttpStatusCode.NoContent, HttpStatusCode.NotFound });
        Assert.Equal(HttpStatusCode.OK, await Status(Announced(_host.Url), "/services/data"));
    }

    [Fact]
    public async Task All_end_with_the_first()
    {
        EmulatorHost first = await EmulatorHost.StartAsync(new EmulatorOptions(), TestContext.Current.CancellationToken);
        JsonElement one = await Start(new { }, first.Url);
        await first.DisposeAsync();

        await Assert.ThrowsAsync<HttpRequestException>(() => Status(one, "/services/data"));
    }

    [Theory]
    [InlineData("""{"sead":"sample"}""", "unknown option --sead")]
    [InlineData("""{"rows":"many"}""", "--rows needs a number, not 'many'")]
    [InlineData("""{"stdinClose":true}""", "parentPid and stdinClose concern the process")]
    [InlineData("[]", "must be a JSON object")]
    public async Task What_makes_no_sense_is_refused(string order, string problem)
    {
        using StringContent content = new StringContent(order);
        using HttpResponseMessage answer = await _client.PostAsync(
            new Uri(_host.Url, "/__org/orgs"), content, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(problem, await answer.TextAsync(), StringComparison.Ordinal);
    }

    private static JsonElement Announced(Uri url) => JsonSerializer.SerializeToElement(new { url = url.OriginalString.TrimEnd('/') });

    private static Uri At(JsonElement org, string path) => new(org.GetProperty("url").GetString() + path);

    private async Task<JsonElement> Start(object order, Uri? through = null)
    {
        using HttpResponseMessage answer = await _client.PostAsJsonAsync(
            new Uri(through ?? _host.Url, "/__org/orgs"), order, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
    }

    private async Task<HttpStatusCode> End(JsonElement org)
    {
        using HttpResponseMessage answer = await _client.DeleteAsync(
            new Uri(_host.Url, $"/__org/orgs/{At(org, "").Port}"), TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    private async Task<HttpStatusCode> Status(JsonElement org, string path)
    {
        using HttpResponseMessage answer = await _client.GetAsync(At(org, path), TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    private async Task<string> Get(JsonElement org, string path)
    {
        using HttpResponseMessage answer = await _client.GetAsync(At(org, path), TestContext.Current.CancellationToken);
        return await answer.TextAsync();
    }

    private async Task<string> Post(JsonElement org, string path, object order)
    {
        using HttpResponseMessage answer = await _client.PostAsJsonAsync(At(org, path), order, TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, await answer.TextAsync());
        return await answer.TextAsync();
    }
}
