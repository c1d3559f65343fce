namespace SalesforceCC.Client.Tests.Http;

public class ApiUsageTests
{
    [Theory]
    [InlineData("api-usage=29/15000", 29, 15000)]
    [InlineData("api-usage=29/15000, per-app-api-usage=17/250(appName=sample, connected app)", 29, 15000)]
    [InlineData("per-app-api-usage=17/250(appName=a),api-usage=18/5000", 18, 5000)]
    [InlineData("API-Usage=0/9999999999", 0, 9999999999)]
    public async Task The_org_s_usage_is_what_Salesforce_last_said(string header, long used, long allowed)
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        org.On("GET limits", Reply.Json("{}", 200, ("Sforce-Limit-Info", header)));
        Assert.Null(session.ApiUsage);

        await session.SendAsync("GET", "limits");

        Assert.Equal(new SfApiUsage(used, allowed), session.ApiUsage);
    }

    [Theory]
    [InlineData("api-usage=many/15000")]
    [InlineData("api-usage=5")]
    [InlineData("api-usage=-1/2")]
    [InlineData("api-usage=1/2/3")]
    [InlineData("")]
    [InlineData("something else")]
    public async Task What_is_no_usage_does_not_replace_what_is_known(string header)
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        org.On(
            "GET limits",
            Reply.Json("{}", 200, ("Sforce-Limit-Info", "api-usage=1/2")),
            Reply.Json("{}", 200, ("Sforce-Limit-Info", header)),
            Reply.Json("{}"));
        for (int i = 0; i < 3; i++)
            await session.SendAsync("GET", "limits");
        Assert.Equal("1/2", session.ApiUsage?.ToString());
    }

    [Fact]
    public async Task An_error_tells_the_usage_too()
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        org.On("GET limits", Reply.Error(403, "REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded.", ("Sforce-Limit-Info", "api-usage=15000/15000")));
        await Guard.FailsAsync("REQUEST_LIMIT_EXCEEDED", () => session.SendAsync("GET", "limits"));
        Assert.Equal(new SfApiUsage(15000, 15000), session.ApiUsage);
    }

    [Fact]
    public async Task Calls_are_counted_where_Salesforce_counts_them()
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        string[] free = ["/services/data", "/services/data/", "/services/oauth2/userinfo", "/id/00D/005"];
        string[] counted = ["/services/data/v68.0", "limits", "/services/apexrest/mine"];
        foreach (string path in free.Concat(counted))
            org.On("GET " + path, Faults.Of("503"), Reply.Json("{}"));

        foreach (string path in free)
            await session.SendAsync("GET", path);
        Assert.Equal(0, session.ApiCalls);
        foreach (string path in counted)
            await session.SendAsync("GET", path);

        // Each was tried twice.
        Assert.Equal(6, session.ApiCalls);
    }
}
