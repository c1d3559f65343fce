using System.Text.Json;
using SalesforceCC.Query;
using SalesforceCC.Records;

namespace SalesforceCC.Client.Tests.Query;

/// <summary>Answers as real orgs gave them.</summary>
public class RecordedQueryTests
{
    private static async Task<List<RecordPage>> PagesAsync(params string[] recordings)
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        Queue<string> rest = new(recordings);
        org.On(Pages.First, Reply.Json(Fixtures.Text(rest.Dequeue())));
        foreach (string recording in recordings[..^1])
        {
            string link = JsonDocument.Parse(Fixtures.Text(recording)).RootElement.GetProperty("nextRecordsUrl").GetString()!;
            org.On("GET " + link, Reply.Json(Fixtures.Text(rest.Dequeue())));
        }

        List<RecordPage> pages = [];
        await foreach (RecordPage page in session.QueryPages(Pages.Soql, new QuerySettings { Raw = true }, Guard.Stop))
            pages.Add(page);
        return pages;
    }

    [Fact]
    public async Task Four_pages_of_contacts()
    {
        List<RecordPage> pages = await PagesAsync([.. Enumerable.Range(1, 4).Select(i => $"netcoreforce/querybatch/batch-{i}.json")]);
        Assert.Equal([200, 200, 200, 200], pages.Select(p => p.Count));
        Assert.All(pages, p => Assert.Equal(800, p.TotalSize));
        Assert.All(pages.SelectMany(p => p), r => Assert.Equal("Contact 003XXXXXXXXXXXXXXX", r.ToString()));
    }

    [Fact]
    public async Task Two_pages_of_another_client_s_tests()
    {
        List<RecordPage> pages = await PagesAsync(
            "restforce/query_paginated_first_page_response.json", "restforce/query_paginated_last_page_response.json");
        Assert.Equal(["First Page", "Last Page"], pages.Select(p => p[0].GetValue("Text_Label")));
    }

    [Theory]
    [InlineData("netcoreforce/count_query.json", 26)]
    [InlineData("netcoreforce/query_empty_result.json", 0)]
    [InlineData("restforce/query_empty_response.json", 0)]
    public async Task Answers_without_rows(string recording, int total)
    {
        RecordPage page = Assert.Single(await PagesAsync(recording));
        Assert.Equal((0, total), (page.Count, page.TotalSize));
    }

    [Fact]
    public async Task Parents_children_and_what_looks_like_a_date()
    {
        SfRecord row = Assert.Single(Assert.Single(await PagesAsync("restforce/query_success_response.json")));
        Assert.Equal("Salesforce.Whizbang", row.GetType().FullName);
        Assert.Equal(false, row.GetValue("Checkbox_Label"));
        Assert.Equal("2010-01-01", row.GetValue("Date_Label"));
        Assert.Equal("Parent Whizbang", Assert.IsAssignableFrom<SfRecord>(row.GetValue("ParentWhizbang__r")).GetValue("Name"));
        Assert.Equal("Child Whizbang", Assert.Single(Assert.IsType<SfRecord[]>(row.GetValue("Whizbangs__r"))).GetValue("Name"));
    }

    [Fact]
    public async Task Aggregates()
    {
        RecordPage page = Assert.Single(await PagesAsync("restforce/query_aggregate_success_response.json"));
        Assert.Equal(["701E0000000JuFHIA0", "701E00000005ZqAIAU", null], page.Select(r => r.GetValue("CampaignId")));
        Assert.Equal([300.0m, 100.0m, 400], page.Select(r => r.GetValue("expr0")));
    }

    [Theory]
    [InlineData("netcoreforce/query_case_result.json")]
    [InlineData("netcoreforce/query_case_single_result.json")]
    [InlineData("restforce/org_query_response.json")]
    public async Task Every_row_and_every_field_is_there(string recording)
    {
        JsonElement[] rows = [.. JsonDocument.Parse(Fixtures.Text(recording)).RootElement.GetProperty("records").EnumerateArray()];
        RecordPage page = Assert.Single(await PagesAsync(recording));
        Assert.Equal(rows.Length, page.Count);
        Assert.Equal(
            rows.SelectMany(r => r.EnumerateObject()).Select(m => m.Name).Where(n => n != "attributes"),
            page.SelectMany(r => r.GetFieldNames()));
    }

    [Fact]
    public async Task A_compressed_answer_with_all_its_headers()
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        org.On("GET queryAll", Recording.Reply("postman-official/GET_v64.queryAll.200.json"));
        List<SfRecord> rows = await session.RowsAsync(settings: new QuerySettings { IncludeDeleted = true });
        Assert.Equal(12, rows.Count);
        Assert.Equal(("Edge Communications", "sForce"), (rows[0].GetValue("Name"), rows[^1].GetValue("Name")));
        Assert.Equal(new SfApiUsage(2, 15000), session.ApiUsage);
    }

    [Theory]
    [InlineData("restforce/sobject_describe_success_response.json", "Whizbang", "sobjects/Whizbang/describe", false)]
    [InlineData("postman-official/GET_v64.tooling.sobjects.SOBJECT_API_NAME.describe.200.json", "ApexClass", "tooling/sobjects/ApexClass/describe", true)]
    public async Task Describe_answers_give_the_types_of_their_fields(string recording, string name, string path, bool tooling)
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        org.On("GET " + path, tooling ? Recording.Reply(recording) : Reply.Json(Fixtures.Text(recording)));
        JsonElement describe = JsonDocument.Parse(tooling ? Recording.Body(recording) : Fixtures.Text(recording)).RootElement;

        ObjectFields fields =
            await (tooling ? session.ToolingFieldTypes : session.FieldTypes).GetAsync(name, Guard.Stop);

        Assert.Equal(
            describe.GetProperty("fields").EnumerateArray().Select(f => f.GetProperty("name").GetString()).Distinct().Order(),
            fields.Types.Keys.Order());
    }
}
