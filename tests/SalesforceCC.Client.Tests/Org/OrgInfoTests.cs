using SalesforceCC.Org;

namespace SalesforceCC.Client.Tests.Org;

public class OrgInfoTests
{
    private const string Versions = "GET /services/data";

    [Fact]
    public async Task Versions_are_listed_in_the_server_s_order_and_the_alias_is_known()
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        org.On(Versions, Reply.Json("""
            [{"label":"Summer '26","url":"/services/data/v67.0","version":"67.0"},
             {"label":"Winter '27","url":"/services/data/v68.0","version":"68.0"},
             {"label":"Far","url":"/services/data/v100","version":"100"},
             {"label":"Latest Release","url":"/services/data/latest","version":"68.0"}]
            """));

        IReadOnlyList<SfApiVersion> versions = await OrgInfo.GetVersionsAsync(session, Guard.Stop);

        Assert.Equal(["67.0", "68.0", "100.0", "68.0"], versions.Select(v => v.ToString()));
        Assert.Equal([false, false, false, true], versions.Select(v => v.IsAlias));
        Assert.Equal("Winter '27", versions[1].Label);
        Assert.Equal(0, session.ApiCalls);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""[{"label":"x","url":"/x"}]""")]
    [InlineData("""[{"label":"x","url":"/x","version":null}]""")]
    [InlineData("""[{"label":"x","url":"/x","version":"latest"}]""")]
    [InlineData("""[{"label":"x","url":"/x","version":"99999999999"}]""")]
    [InlineData("[1]")]
    [InlineData("<html></html>")]
    [InlineData("")]
    public async Task A_list_of_versions_of_another_form_is_an_error(string json)
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        org.On(Versions, Reply.Json(json));
        await Guard.FailsAsync(SfErrorCodes.InvalidResponse, () => OrgInfo.GetVersionsAsync(session, Guard.Stop));
    }

    [Fact]
    public async Task Limits_come_by_name_and_those_of_apps_beside_the_org_s()
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        org.On("GET limits", Reply.GzipJson("""
            {"DailyApiRequests":{"Max":15000,"Remaining":14000,"Dataloader Bulk":{"Max":0,"Remaining":0},"My App":{"Max":5,"Remaining":1}},
             "Big":{"Max":99999999999,"Remaining":0},"Half":{"Max":1.5,"Remaining":0.5},"AnalyticsJob":{"Max":7},"Odd":5}
            """));

        IReadOnlyList<SfLimit> limits = await OrgInfo.GetLimitsAsync(session, Guard.Stop);

        Assert.Equal(
            ["Big", "DailyApiRequests", "DailyApiRequests (Dataloader Bulk)", "DailyApiRequests (My App)", "Half"],
            limits.Select(l => l.Name));
        Assert.Equal((15000m, 14000m, 1000m, 6.7m), (limits[1].Max, limits[1].Remaining, limits[1].Used, limits[1].UsedPercent));
        Assert.Equal(0, limits[2].UsedPercent);
        Assert.Equal("DailyApiRequests (My App): 1 of 5 left", limits[3].ToString());
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("""{"A":{"Max":"many","Remaining":1}}""")]
    [InlineData("null")]
    public async Task Limits_of_another_form_are_an_error(string json)
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        org.On("GET limits", Reply.Json(json));
        await Guard.FailsAsync(SfErrorCodes.InvalidResponse, () => OrgInfo.GetLimitsAsync(session, Guard.Stop));
    }
}
