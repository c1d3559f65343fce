using SalesforceCC.Query;
using SalesforceCC.Records;

namespace SalesforceCC.Client.Tests.Query;

public class QueryPagerTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(50)]
    public async Task Every_row_of_every_page_comes_once_and_in_order(int pages)
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        org.OnPages(pages);

        Assert.Equal(Pages.IdsTo(pages), await session.IdsAsync());

        Assert.Equal(pages, session.ApiCalls);
        Assert.Equal(Pages.Soql, org.Server.Requests[1].Query("q"));
        Assert.All(org.Server.Requests.Skip(1), r => Assert.Equal("application/json", r.Header("Accept")));
    }

    [Theory]
    [InlineData("""{"totalSize":26,"done":true,"records":[]}""", 26)]
    [InlineData("""{"totalSize":0,"done":true,"records":[ ]}""", 0)]
    [InlineData("""{"records":[],"done":true}""", null)]
    public async Task A_count_or_an_empty_result_is_one_page_without_rows(string json, int? total)
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        org.On(Pages.First, Reply.Json(json));
        List<RecordPage> pages = [];
        await foreach (RecordPage page in session.QueryPages("SELECT COUNT() FROM A", stop: Guard.Stop))
            pages.Add(page);
        Assert.Empty(Assert.Single(pages));
        Assert.Equal(total, pages[0].TotalSize);
    }

    public static TheoryData<string> BadPages =>
    [
        """{"totalSize":9,"done":false,"records":[]}""",
        """{"totalSize":9,"done":false,"nextRecordsUrl":"/services/data/v68.0/query?q=SELECT%20Id%20FROM%20Thing__c","records":[]}""",
        """{"totalSize":9,"done":true}""",
        """{"totalSize":9,"done":true,"records":[{"Id":"1"}""",
        """{"totalSize":9,"done":true,"records":[]} and more""",
        "[]",
        "",
        "<html><title>Login</title></html>",
    ];

    [Theory]
    [MemberData(nameof(BadPages))]
    public async Task A_page_that_is_none_is_an_error_and_no_part_of_it_a_result(string json)
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        org.On(Pages.First, Reply.Json(json));
        SfException failure = await Guard.FailsAsync(SfErrorCodes.InvalidResponse, () => session.IdsAsync());
        Assert.Equal("GET /services/data/v68.0/query?...", failure.Request);
    }

    [Fact]
    public async Task Later_pages_that_lead_in_a_circle_are_an_error()
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        org.On(Pages.First, Reply.Json(Pages.Json([1], Pages.Path(2)))).On(Pages.Line(2), Reply.Json(Pages.Json([2], Pages.Path(2))));
        await Guard.FailsAsync(SfErrorCodes.InvalidResponse, () => session.IdsAsync());
    }

    [Fact]
    public async Task What_Salesforce_refuses_is_its_error()
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        org.On(Pages.First, Reply.Error(400, "MALFORMED_QUERY", "unexpected token: 'FORM'"));
        SfException failure = await Guard.FailsAsync("MALFORMED_QUERY", () => session.IdsAsync());
        Assert.Equal("unexpected token: 'FORM'", failure.Message);
        Assert.Equal(1, org.Count(Pages.First));
    }

    [Fact]
    public async Task An_error_on_the_way_comes_after_the_whole_pages_before_it()
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        org.OnPages(9).On(Pages.Line(3), Reply.Error(400, "INVALID_QUERY_LOCATOR", "expired"));
        int rows = 0;
        await Guard.FailsAsync("INVALID_QUERY_LOCATOR", async () =>
        {
            await foreach (RecordPage page in session.QueryPages(Pages.Soql, stop: Guard.Stop))
                rows += page.Count;
        });
        Assert.Equal(4, rows);
    }

    [Theory]
    [InlineData(false, false, "GET query")]
    [InlineData(true, false, "GET queryAll")]
    [InlineData(false, true, "GET tooling/query")]
    public async Task The_settings_choose_the_resource(bool deleted, bool tooling, string line)
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        org.On(line, Reply.Json(Pages.Json([1])));
        Assert.Equal((int[])[1], await session.IdsAsync(settings: new QuerySettings { IncludeDeleted = deleted, Tooling = tooling }));
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData(200, "batchSize=200")]
    public async Task The_page_size_is_asked_for_on_every_page(int? size, string? header)
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        org.OnPages(3);
        await session.IdsAsync(settings: new QuerySettings { PageSize = size });
        Assert.Equal(
            [header, header, header],
            org.Server.Requests.Where(r => r.Method == "GET").Select(r => r.Header("Sforce-Query-Options")));
    }

    [Fact]
    public async Task A_session_that_expires_on_the_way_is_renewed()
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        org.OnPages(50).On(
            Pages.Line(25), Reply.Error(401, "INVALID_SESSION_ID", "Session expired or invalid"), Pages.Page(25, 50));
        Assert.Equal(Pages.IdsTo(50), await session.IdsAsync());
        Assert.Equal((2, 2), (org.TokenRequests, org.Count(Pages.Line(25))));
    }
}
