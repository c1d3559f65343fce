using System.Collections.Concurrent;
using SalesforceCC.Auth;
using SalesforceCC.Http;

namespace SalesforceCC.Client.Tests.Http;

public class TraceTests
{
    [Theory]
    [InlineData(nameof(ClientAuthentication.Body))]
    [InlineData(nameof(ClientAuthentication.Basic))]
    public async Task No_line_holds_a_secret_a_token_or_a_value(string form)
    {
        ClientAuthentication authentication = Enum.Parse<ClientAuthentication>(form);
        await using LoopbackOrg org = new();
        ConcurrentQueue<string> lines = new();
        RequestTrace.Sink = lines.Enqueue;
        org.On("GET query", Faults.Of("503"), Reply.Error(401, "INVALID_SESSION_ID", "Session expired or invalid"), Reply.Json("{}"));
        org.On("POST sobjects/A", Faults.Of("dropped"));

        SfSession session = await org.ConnectAsync(org.Options(authentication: authentication));
        await session.SendAsync("GET", "query?q=SELECT+Id+FROM+A+WHERE+Name='Private'");
        await Guard.FailsAsync(() => session.SendAsync("POST", "sobjects/A", """{"Name":"Private"}"""));
        await session.IntrospectAsync(await session.GetTokenAsync(false, Guard.Stop), Guard.Stop).ContinueWith(static _ => { }, TaskScheduler.Default);
        await session.RevokeAsync(Guard.Stop).ContinueWith(static _ => { }, TaskScheduler.Default);
        RequestTrace.Sink = null;

        string all = string.Join('\n', lines);
        Assert.Contains("POST /services/oauth2/token -> 200 in 0 ms", all, StringComparison.Ordinal);
        Assert.Contains("GET /services/data/v68.0/query?... -> 503", all, StringComparison.Ordinal);
        Assert.Contains("HTTP_503: trying again in ", all, StringComparison.Ordinal);
        Assert.Contains("POST /services/data/v68.0/sobjects/A -> HttpRequestException", all, StringComparison.Ordinal);
        foreach (string secret in new[] { LoopbackOrg.ClientSecret, LoopbackOrg.ClientId, "oxzo!", "Private", "Basic", "Bearer" })
            Assert.DoesNotContain(secret, all, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_names_the_request_id()
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        ConcurrentQueue<string> lines = new();
        RequestTrace.Sink = lines.Enqueue;
        org.On("GET limits", Reply.Json("{}", 200, ("X-SFDC-Request-Id", "abc-1")));
        await session.SendAsync("GET", "limits");
        Assert.Equal("GET /services/data/v68.0/limits -> 200 in 0 ms id abc-1", Assert.Single(lines));
    }

    [Fact]
    public async Task Lines_go_to_whose_request_it_is()
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        org.On("GET a", Reply.Json("{}")).On("GET b", Reply.Json("{}"));

        string[][] lines = await Task.WhenAll(LinesOfAsync(session, "a"), LinesOfAsync(session, "b"));

        Assert.Equal(5, lines[0].Count(l => l.StartsWith("GET /services/data/v68.0/a ", StringComparison.Ordinal)));
        Assert.Equal(5, lines[0].Length);
        Assert.Equal(5, lines[1].Length);
    }

    private static async Task<string[]> LinesOfAsync(SfSession session, string path)
    {
        ConcurrentQueue<string> lines = new();
        RequestTrace.Sink = lines.Enqueue;
        for (int i = 0; i < 5; i++)
            await session.SendAsync("GET", path);
        return [.. lines];
    }
}
