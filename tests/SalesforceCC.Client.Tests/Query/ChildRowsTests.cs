namespace SalesforceCC.Client.Tests.Query;

public class ChildRowsTests
{
    private const string More = "GET query/01g-child-2";

    private const string MoreUrl = "/services/data/v68.0/query/01g-child-2";

    private const string LastUrl = "/services/data/v68.0/query/01g-child-3";

    private static string Page(string children) => $$"""
        {"totalSize":2,"done":true,"records":[
         {"attributes":{"type":"A","url":"/a"},"Id":"1","Cs":{{children}}},
         {"attributes":{"type":"A","url":"/a"},"Id":"2","Cs":null}]}
        """;

    private static string Children(string? next, params string[] rows) => $$"""
        {"totalSize":9,"done":{{(next is null ? "true" : "false")}},{{(next is null ? "" : $"\"nextRecordsUrl\":\"{next}\",")}}"records":[{{string.Join(',', rows)}}]}
        """;

    private static string Child(string id, string? children = null) =>
        $$"""{"attributes":{"type":"C","url":"/c"},"Id":"{{id}}"{{(children is null ? "" : $",\"Ds\":{children}")}}}""";

    private static string Ids(SfRecord record, string field) =>
        string.Join(' ', Assert.IsType<SfRecord[]>(record.GetValue(field)).Select(r => r.GetValue("Id")));

    [Fact]
    public async Task Child_rows_of_many_pages_are_all_there_when_the_row_is_handed_out()
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        org.On(Pages.First, Reply.Json(Page(Children(MoreUrl, Child("a"), Child("b")))))
            .On(More, Faults.Of("dropped in body"), Reply.GzipJson(Children(LastUrl, Child("c"))))
            .On("GET " + LastUrl, Reply.Json(Children(null, Child("d"))));

        List<SfRecord> rows = await session.RowsAsync();

        Assert.Equal("a b c d", Ids(rows[0], "Cs"));
        Assert.Null(rows[1].GetValue("Cs"));
        Assert.Equal(4, session.ApiCalls);
    }

    [Fact]
    public async Task Rows_of_rows_are_completed_too()
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        org.On(Pages.First, Reply.Json(Page(Children(MoreUrl, Child("a", Children(LastUrl, Child("x")))))))
            .On(More, Reply.Json(Children(null, Child("b", Children(LastUrl + "b", Child("p"))))))
            .On("GET " + LastUrl, Reply.Json(Children(null, Child("y"))))
            .On($"GET {LastUrl}b", Reply.Json(Children(null, Child("q"))));

        SfRecord[] children = Assert.IsType<SfRecord[]>((await session.RowsAsync())[0].GetValue("Cs"));

        Assert.Equal(["x y", "p q"], children.Select(c => Ids(c, "Ds")));
    }

    [Fact]
    public async Task Child_rows_that_cannot_be_had_fail_the_query_instead_of_being_left_out()
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        org.On(Pages.First, Reply.Json(Page(Children(MoreUrl, Child("a")))))
            .On(More, Reply.Error(400, "INVALID_QUERY_LOCATOR", "expired"));
        await Guard.FailsAsync("INVALID_QUERY_LOCATOR", () => session.RowsAsync());
    }

    [Fact]
    public async Task A_page_of_child_rows_that_names_itself_is_an_error()
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        org.On(Pages.First, Reply.Json(Page(Children(MoreUrl, Child("a")))))
            .On(More, Reply.Json(Children(MoreUrl, Child("b"))));
        await Guard.FailsAsync(SfErrorCodes.InvalidResponse, () => session.RowsAsync());
        Assert.Equal(1, org.Count(More));
    }
}
