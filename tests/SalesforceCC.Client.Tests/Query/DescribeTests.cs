using SalesforceCC.Query;
using SalesforceCC.Records;

namespace SalesforceCC.Client.Tests.Query;

public class DescribeTests
{
    private const string Describe = "GET sobjects/Thing__c/describe";

    private const string Types = """
        {"name":"Thing__c","fields":[{"name":"When__c","type":"datetime"},{"name":"Day__c","type":"date"},
         {"name":"Text__c","type":"string"},{"name":"At__c","type":"time"}]}
        """;

    private const string Date = "\"Day__c\":\"2026-01-02\"";

    private static string Page(string fields, string? next) =>
        $$"""{{Pages.Head(next)}}{"attributes":{"type":"Thing__c","url":"/x"},{{fields}}}]}""";

    private static Reply Row(string fields) => Reply.Json(Page(fields, null));

    private static async Task<RecordPage> PageAsync(SfSession session)
    {
        await foreach (RecordPage page in session.QueryPages(Pages.Soql, null, Guard.Stop))
            return page;
        throw new InvalidOperationException("No page.");
    }

    private static Reply Dates { get; } = Row(
        """
        "When__c":"2026-01-02T03:04:05.000+0000","Day__c":"2026-01-02","Text__c":"2026-01-02","At__c":"13:00:00.000Z"
        """);

    [Fact]
    public async Task An_object_is_described_once_a_session_and_its_fields_have_their_types()
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        org.On(Pages.First, Dates).On(Describe, Reply.GzipJson(Types));

        SfRecord first = (await session.RowsAsync())[0];
        SfRecord second = (await session.RowsAsync("SELECT Id, When__c FROM Thing__c"))[0];

        Assert.Equal(1, org.Count(Describe));
        foreach (SfRecord row in new[] { first, second })
        {
            Assert.Equal(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), row.GetValue("When__c"));
            Assert.Equal(new DateTime(2026, 1, 2, 0, 0, 0, DateTimeKind.Unspecified), row.GetValue("Day__c"));
            Assert.Equal("2026-01-02", row.GetValue("Text__c"));
            Assert.Equal(new TimeSpan(13, 0, 0), row.GetValue("At__c"));
        }
    }

    [Fact]
    public async Task Queries_at_the_same_time_share_one_describe()
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        org.On(Pages.First, Dates);
        org.On(Describe, Reply.Json(Types).After(org.Server.WaitForAsync(_ => org.Count(Pages.First) == 8)));
        List<SfRecord>[] results = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => session.RowsAsync()));
        Assert.All(results, r => Assert.IsType<DateTimeOffset>(r[0].GetValue("When__c")));
        Assert.Equal(1, org.Count(Describe));
    }

    [Theory]
    [InlineData("\"Id\":\"1\",\"Name\":\"text\",\"N__c\":5,\"B__c\":true,\"Z__c\":null")]
    [InlineData("\"CreatedDate\":\"2026-01-02T03:04:05.000+0000\",\"SystemModstamp\":\"2026-01-02T03:04:05.000+0000\",\"LastActivityDate\":\"2026-01-02\"")]
    [InlineData("\"Text__c\":\"2026-01-02 and more\"")]
    public async Task What_needs_no_describe_asks_for_none(string fields)
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        org.On(Pages.First, Row(fields));
        await session.RowsAsync();
        Assert.Equal(1, session.ApiCalls);
    }

    [Fact]
    public async Task Raw_rows_keep_the_text_and_ask_for_nothing()
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        org.On(Pages.First, Dates);
        SfRecord row = (await session.RowsAsync(settings: new QuerySettings { Raw = true }))[0];
        Assert.Equal("2026-01-02T03:04:05.000+0000", row.GetValue("When__c"));
        Assert.Equal(1, session.ApiCalls);
    }

    [Theory]
    [InlineData(404)]
    [InlineData(403)]
    [InlineData(400)]
    public async Task An_object_that_cannot_be_described_leaves_its_text_as_text(int status)
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        org.On(Pages.First, Dates).On(Describe, Reply.Error(status, "NOT_FOUND", "The requested resource does not exist"));
        for (int i = 0; i < 4; i++)
        {
            RecordPage page = await PageAsync(session);
            Assert.Equal("2026-01-02", page[0].GetValue("Day__c"));
            Assert.Equal(i < 2 ? 1 : 0, page.DescribeFailures.Count);
        }

        // The second query asks once more, and nobody after it.
        Assert.Equal(2, org.Count(Describe));
    }

    [Theory]
    [InlineData(404)]
    [InlineData(403)]
    public async Task An_object_that_can_be_described_later_has_types_then(int status)
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        org.On(Pages.First, Dates).On(Describe, Reply.Error(status, "NOT_FOUND", "not yet"), Reply.Json(Types));
        Assert.Equal("2026-01-02", (await session.RowsAsync())[0].GetValue("Day__c"));
        for (int i = 0; i < 2; i++)
            Assert.IsType<DateTime>((await session.RowsAsync())[0].GetValue("Day__c"));
        Assert.Equal(2, org.Count(Describe));
    }

    [Fact]
    public async Task A_refusal_takes_away_nothing_of_what_was_known()
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        string types = """{"fields":[{"name":"Day__c","type":"date"}]}""";
        org.On(Pages.First, Dates).On(Describe, Reply.Json(types), Reply.Error(403, "INSUFFICIENT_ACCESS", "no longer"));
        for (int i = 0; i < 3; i++)
        {
            SfRecord row = (await session.RowsAsync())[0];
            Assert.IsType<DateTime>(row.GetValue("Day__c"));
            Assert.IsType<string>(row.GetValue("When__c"));
        }

        // The first query asks once more for the field that the describe lacks.
        Assert.Equal(2, org.Count(Describe));
    }

    [Theory]
    [InlineData("500")]
    [InlineData("dropped in body")]
    public async Task A_describe_that_fails_leaves_text_says_so_and_is_not_remembered(string fault)
    {
        await using LoopbackOrg org = new();
        SfSession session = await org.ConnectAsync(org.Options(retries: 0));
        org.On(Pages.First, Dates).On(Describe, Faults.Of(fault), Reply.Json(Types));
        RecordPage page = await PageAsync(session);
        Assert.Equal("2026-01-02", page[0].GetValue("Day__c"));
        DescribeFailure failure = Assert.Single(page.DescribeFailures);
        Assert.Equal("Thing__c", failure.ObjectName);
        page = await PageAsync(session);
        Assert.IsType<DateTime>(page[0].GetValue("Day__c"));
        Assert.Empty(page.DescribeFailures);
    }

    [Fact]
    public async Task A_describe_that_fails_is_asked_for_once_a_query_and_its_pages_are_alike()
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        string last = Page(Date, null);
        org.On(Pages.First, Reply.Json(Page(Date, Pages.Path(2)))).On(Pages.Line(2), Reply.Json(last)).On(Describe, Faults.Of("503"));
        List<SfRecord> rows = await session.RowsAsync();
        Assert.Equal(["2026-01-02", "2026-01-02"], rows.Select(r => r.GetValue("Day__c")));
        Assert.Equal((1, 4), (org.Count(Pages.First), org.Count(Describe)));
    }

    [Fact]
    public async Task A_token_that_is_refused_for_the_describe_ends_the_query()
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        org.On(Pages.First, Dates).On(Describe, Reply.Error(401, "INVALID_SESSION_ID", "This session is not valid for use with the REST API"));
        await Guard.FailsAsync("INVALID_SESSION_ID", () => session.RowsAsync());
    }

    [Fact]
    public async Task A_field_that_was_made_after_the_describe_is_asked_for_once_more()
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        string more = Types.Replace("\"At__c\",", "\"New__c\",\"type\":\"date\"},{\"name\":\"At__c\",", StringComparison.Ordinal);
        org.On(Describe, Reply.Json(Types), Reply.Json(more));
        org.On(Pages.First, Dates, Row("\"New__c\":\"2026-01-02\",\"Text__c\":\"2026-01-02\""), Row("\"Nosuch__c\":\"2026-01-02\""));

        Assert.IsType<DateTime>((await session.RowsAsync())[0].GetValue("Day__c"));
        SfRecord row = (await session.RowsAsync())[0];
        Assert.IsType<DateTime>(row.GetValue("New__c"));
        Assert.IsType<string>(row.GetValue("Text__c"));
        Assert.Equal(2, org.Count(Describe));

        // What is not there the second time either is not asked for again and again.
        for (int i = 0; i < 3; i++)
            Assert.Equal("2026-01-02", (await session.RowsAsync())[0].GetValue("Nosuch__c"));
        Assert.Equal(3, org.Count(Describe));
    }

    [Fact]
    public async Task A_second_describe_that_fails_leaves_what_the_first_one_said()
    {
        await using LoopbackOrg org = new();
        SfSession session = await org.ConnectAsync(org.Options(retries: 0));
        org.On(Describe, Reply.Json(Types), Faults.Of("500"));
        org.On(Pages.First, Dates, Row("\"New__c\":\"2026-01-02\",\"Day__c\":\"2026-01-02\""), Dates);

        await PageAsync(session);
        RecordPage page = await PageAsync(session);
        Assert.Equal("2026-01-02", page[0].GetValue("New__c"));
        Assert.IsType<DateTime>(page[0].GetValue("Day__c"));
        Assert.Single(page.DescribeFailures);
        Assert.IsType<DateTime>((await PageAsync(session))[0].GetValue("Day__c"));
        Assert.Equal(2, org.Count(Describe));
    }

    [Theory]
    [InlineData("SELECT Gone__c FROM Thing__c", "No such column 'Gone__c' on entity 'Thing__c'. If you are")]
    [InlineData("SELECT Thing__r.Gone__c FROM Other__c", "No such column 'Gone__c' on entity 'Thing__c'")]
    [InlineData("SELECT Gone__c FROM Thing__c", "something is wrong")]
    public async Task INVALID_FIELD_drops_the_describe(string soql, string message)
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        org.On(Describe, Reply.Json(Types)).On(Pages.First, Dates, Reply.Error(400, "INVALID_FIELD", message), Dates);

        await session.RowsAsync();
        await Guard.FailsAsync("INVALID_FIELD", () => session.RowsAsync(soql));
        await session.RowsAsync();

        Assert.Equal(2, org.Count(Describe));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"fields":{}}""")]
    [InlineData("""{"fields":[{"type":"date"}]}""")]
    [InlineData("""{"fields":[{"name":null,"type":"date"}]}""")]
    [InlineData("<html></html>")]
    public async Task A_describe_that_is_none_leaves_text(string json)
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        org.On(Pages.First, Dates).On(Describe, Reply.Json(json));
        RecordPage page = await PageAsync(session);
        Assert.Equal("2026-01-02", page[0].GetValue("Day__c"));
        Assert.Equal(SfErrorCodes.InvalidResponse, Assert.Single(page.DescribeFailures).Error.Code);
    }

    [Fact]
    public async Task Who_stops_while_others_describe_stops_at_once_and_alone()
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        TaskCompletionSource release = new();
        org.On(Describe, Reply.Json(Types).After(release.Task));
        using CancellationTokenSource stop = new();

        Task<ObjectFields> first = session.FieldTypes.GetAsync("Thing__c", Guard.Stop);
        Task<ObjectFields> second = session.FieldTypes.GetAsync("thing__C", stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second.WaitAsync(Guard.Stop));
        release.SetResult();

        Assert.Equal(4, (await first).Count);
        Assert.Equal(1, org.Count(Describe));
    }

    [Fact]
    public async Task Who_waits_for_another_s_describe_does_not_end_with_it()
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        TaskCompletionSource release = new();
        org.On(Describe, Reply.Json(Types).After(release.Task));
        using CancellationTokenSource stop = new();

        Task first = session.FieldTypes.GetAsync("Thing__c", stop.Token);
        Task<ObjectFields> second = session.FieldTypes.GetAsync("Thing__c", Guard.Stop);
        await org.Server.WaitForAsync(r => r.Line == LoopbackOrg.Line(Describe));
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first.WaitAsync(Guard.Stop));
        release.SetResult();
        Assert.Equal(4, (await second.WaitAsync(Guard.Stop)).Count);
        Assert.Equal(1, org.Count(Describe));
    }

    [Fact]
    public async Task Tooling_objects_are_described_by_the_Tooling_API()
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        org.On("GET tooling/query", Dates).On("GET tooling/sobjects/Thing__c/describe", Reply.Json(Types));
        SfRecord row = (await session.RowsAsync(settings: new QuerySettings { Tooling = true }))[0];
        Assert.IsType<DateTime>(row.GetValue("Day__c"));
    }

    [Fact]
    public async Task The_newest_of_a_date_is_a_date()
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        org.On(Describe, Reply.Json(Types)).On(Pages.First, Reply.Json(
            """{"totalSize":1,"done":true,"records":[{"attributes":{"type":"AggregateResult"},"expr0":"2026-01-02","Text__c":"2026-01-02"}]}"""));
        SfRecord row = (await session.RowsAsync("SELECT MAX(Day__c), Text__c FROM Thing__c GROUP BY Text__c"))[0];
        Assert.IsType<DateTime>(row.GetValue("expr0"));
        Assert.Equal("2026-01-02", row.GetValue("Text__c"));
    }
}
