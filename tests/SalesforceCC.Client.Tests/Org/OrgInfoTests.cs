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

        IReadOnlyList<SfApiVersion> versions = (await OrgInfo.GetVersionsAsync(session, Guard.Stop)).Value;

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

        (IReadOnlyList<SfLimit> limits, IReadOnlyList<string> gaps) = await OrgInfo.GetLimitsAsync(session, Guard.Stop);

        Assert.Equal(
            ["Big", "DailyApiRequests", "DailyApiRequests (Dataloader Bulk)", "DailyApiRequests (My App)", "Half"],
            limits.Select(l => l.Name));
        Assert.Equal((15000m, 14000m, 1000m, 6.7m), (limits[1].Max, limits[1].Remaining, limits[1].Used, limits[1].UsedPercent));
        Assert.Equal(0, limits[2].UsedPercent);
        Assert.Equal("DailyApiRequests (My App): 1 of 5 left", limits[3].ToString());
        Assert.Equal(["The limit AnalyticsJob is left out: its numbers cannot be read."], gaps);
    }

    [Fact]
    public async Task One_row_that_cannot_be_read_hides_no_other()
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        org.On(Versions, Reply.Json("""[{"version":"67.0"},{"label":"x","version":null},5,{"label":"Winter '27","url":"/services/data/v68.0","version":"68.0"}]"""))
            .On("GET limits", Reply.Json("""{"A":{"Max":"many","Remaining":1},"B":{"Max":5,"Remaining":4},"C":{"Max":null,"Remaining":null,"App":{"Max":1e99,"Remaining":1}}}"""));

        (IReadOnlyList<SfApiVersion> versions, IReadOnlyList<string> unread) = await OrgInfo.GetVersionsAsync(session, Guard.Stop);
        (IReadOnlyList<SfLimit> limits, IReadOnlyList<string> gaps) = await OrgInfo.GetLimitsAsync(session, Guard.Stop);

        Assert.Equal([(null, "/services/data/v67.0"), ("Winter '27", "/services/data/v68.0")], versions.Select(v => (v.Label, v.Url)));
        Assert.Equal(["2 of the 4 rows of the list have no version that can be read."], unread);
        Assert.Equal("B", Assert.Single(limits).Name);
        Assert.Equal(["A", "C", "C (App)"], gaps.Select(g => g.Split("limit ")[1].Split(" is ")[0]));
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
