using System.Text.Json;
using SalesforceCC.Query;
using SalesforceCC.Records;

namespace SalesforceCC.Client.Tests.Query;

public class BatchPagesTests
{
    private static readonly QuerySettings s_saving = new() { SaveApiCalls = true, ThrottleLimit = 5 };

    [Theory]
    [InlineData(2, 1)]
    [InlineData(4, 2)]
    [InlineData(5, 2)]
    [InlineData(52, 2)]
    [InlineData(53, 3)]
    [InlineData(54, 3)]
    [InlineData(55, 3)]
    [InlineData(102, 3)]
    [InlineData(154, 5)]
    public async Task Many_pages_are_one_call(int rows, int calls)
    {
        await using CursorOrg org = await CursorOrg.StartAsync(rows);
        (int[] ids, string? error) = await org.ReadAsync(s_saving);
        Assert.Null(error);
        Assert.Equal(Enumerable.Range(0, rows), ids);
        Assert.Equal(calls, org.Session.ApiCalls);
    }

    [Fact]
    public async Task A_batch_asks_for_the_pages_that_follow_and_says_how()
    {
        await using CursorOrg org = await CursorOrg.StartAsync(rows: 8);
        await org.ReadAsync(new QuerySettings { SaveApiCalls = true, PageSize = 200 });
        ReceivedRequest request = org.Org.Server.Requests[^1];
        Assert.Equal(LoopbackOrg.Line(CursorOrg.BatchLine), request.Line);
        Assert.Equal("application/json", request.Header("Content-Type"));
        Assert.Equal("batchSize=200", request.Header("Sforce-Query-Options"));
        JsonElement body = JsonDocument.Parse(request.Text).RootElement;
        Assert.True(body.GetProperty("haltOnError").GetBoolean());
        Assert.Equal(
            ["GET v68.0/query/01gCURSOR-2", "GET v68.0/query/01gCURSOR-4", "GET v68.0/query/01gCURSOR-6"],
            body.GetProperty("batchRequests").EnumerateArray().Select(r => $"{r.GetProperty("method")} {r.GetProperty("url")}"));
    }

    [Fact]
    public async Task Nothing_is_asked_for_before_somebody_wants_the_second_page()
    {
        await using CursorOrg org = await CursorOrg.StartAsync(rows: 100);
        org.Org.On("GET limits", Reply.Json("{}"));
        await foreach (RecordPage _ in org.Session.QueryPages(Pages.Soql, s_saving, Guard.Stop))
        {
            for (int i = 0; i < 20; i++)
                await org.Session.SendAsync("GET", "limits");
            break;
        }

        Assert.Equal(0, org.Org.Count(CursorOrg.BatchLine));
        Assert.Equal([0], org.Asked);
    }

    [Fact]
    public async Task Rows_are_handed_out_before_the_batch_has_come_whole()
    {
        await using CursorOrg org = await CursorOrg.StartAsync(rows: 52);
        TaskCompletionSource seen = new();
        string[] halves = [];
        org.Org.On(CursorOrg.BatchLine, request =>
        {
            string json = org.Batch(request).Body!;
            int cut = json.IndexOf("{\"statusCode\"", json.Length / 2, StringComparison.Ordinal);
            halves = [json[..cut], json[cut..]];
            return new Reply(
                true,
                Reply.Write(Reply.Head(200, "application/json", ("Transfer-Encoding", "chunked"))),
                Reply.Write(Reply.Chunk(System.Text.Encoding.UTF8.GetBytes(halves[0]))),
                (_, stop) => seen.Task.WaitAsync(stop),
                Reply.Write(Reply.Chunk(System.Text.Encoding.UTF8.GetBytes(halves[1]))),
                Reply.Write(Reply.LastChunk));
        });
        int rows = 0;
        await foreach (RecordPage page in org.Session.QueryPages(Pages.Soql, s_saving, Guard.Stop))
        {
            rows += page.Count;
            if (rows == 20)
                seen.TrySetResult();
        }

        Assert.Equal(52, rows);
    }

    [Theory]
    [InlineData("""{"results":[{"result":PAGE2,"statusCode":200},{"result":PAGE4,"statusCode":200}],"hasErrors":false}""", 0)]
    [InlineData("""{"hasErrors":false,"extra":[1],"results":[{"statusCode":200,"x":{},"result":PAGE2},{"statusCode":200,"result":PAGE4}]}""", 0)]
    [InlineData("""{"hasErrors":false,"results":[{"statusCode":200,"result":PAGE2}]}""", 1)]
    [InlineData("""{"hasErrors":false,"results":[]}""", 2)]
    [InlineData("""{"hasErrors":false}""", 2)]
    [InlineData("""{"hasErrors":true,"results":[{"statusCode":200,"result":PAGE2},{"statusCode":500,"result":[{"errorCode":"UNKNOWN_EXCEPTION","message":"x"}]}]}""", 1)]
    [InlineData("""{"hasErrors":true,"results":[{"result":PAGE2,"statusCode":400},{"statusCode":200,"result":PAGE4}]}""", 2)]
    [InlineData("""{"hasErrors":false,"results":[{"statusCode":200,"result":PAGE4},{"statusCode":200,"result":PAGE2}]}""", 2)]
    [InlineData("""{"hasErrors":false,"results":[{"statusCode":200,"result":null},{"statusCode":200,"result":PAGE4}]}""", 2)]
    [InlineData("""{"hasErrors":false,"results":[{"result":PAGE2},{"result":PAGE4}]}""", 2)]
    [InlineData("""{"hasErrors":false,"results":[{"statusCode":"200","result":PAGE2}]}""", 2)]
    [InlineData("""{"hasErrors":false,"results":[{"statusCode":200,"result":PAGE2},{"statusCode":200,"result":{"totalSize":6}}]}""", 1)]
    [InlineData("""{"hasErrors":false,"results":[{"statusCode":200,"result":PAGE2},{"statusCode":200,"result":PAGE""", 1)]
    [InlineData("<html>Login</html>", 2)]
    public async Task What_a_batch_does_not_give_is_asked_for_page_by_page(string answer, int single)
    {
        await using CursorOrg org = await CursorOrg.StartAsync(rows: 6);
        org.Org.On(CursorOrg.BatchLine, Reply.Json(answer
            .Replace("PAGE2", org.Rest(2).Body, StringComparison.Ordinal).Replace("PAGE4", org.Rest(4).Body, StringComparison.Ordinal)));
        (int[] ids, string? error) = await org.ReadAsync(s_saving);
        Assert.Null(error);
        Assert.Equal(Enumerable.Range(0, 6), ids);
        Assert.Equal((1, single), (org.Org.Count(CursorOrg.BatchLine), org.Asked.Length - 1));
    }

    [Theory]
    [InlineData("missing", 1)]
    [InlineData("malformed", 1)]
    [InlineData("503", 3)]
    [InlineData("reset", 3)]
    [InlineData("dropped in body", 3)]
    public async Task A_batch_that_is_refused_is_not_tried_for_ever(string fault, int tries)
    {
        await using CursorOrg org = await CursorOrg.StartAsync(rows: 200);
        org.Org.On(CursorOrg.BatchLine, Faults.Of(fault));
        (int[] ids, string? error) = await org.ReadAsync(s_saving);
        Assert.Null(error);
        Assert.Equal(Enumerable.Range(0, 200), ids);
        Assert.Equal((tries, 100), (org.Org.Count(CursorOrg.BatchLine), org.Asked.Length));
    }

    [Fact]
    public async Task A_batch_that_breaks_off_in_the_middle_goes_on_where_it_was()
    {
        await using CursorOrg org = await CursorOrg.StartAsync(rows: 104);
        int sent = 0;
        org.Org.On(CursorOrg.BatchLine, request =>
            Interlocked.Increment(ref sent) == 1 ? BrokenReply.WithinBody(org.Batch(request).Body!) : org.Batch(request));
        (int[] ids, string? error) = await org.ReadAsync(s_saving);
        Assert.Null(error);
        Assert.Equal(Enumerable.Range(0, 104), ids);
        Assert.InRange(org.Session.ApiCalls, 4, 5);
    }

    [Fact]
    public async Task An_error_inside_is_that_of_its_page()
    {
        await using CursorOrg org = await CursorOrg.StartAsync(rows: 60);
        org.Page = offset => offset < 30 ? org.Rest(offset) : Reply.Error(400, "INVALID_QUERY_LOCATOR", "expired");
        (int[] ids, string? error) = await org.ReadAsync(s_saving);
        Assert.Equal("INVALID_QUERY_LOCATOR", error);
        Assert.Equal(Enumerable.Range(0, 30), ids);
        Assert.Equal(3, org.Session.ApiCalls);
    }

    [Fact]
    public async Task A_session_that_has_ended_is_renewed_and_the_batch_sent_again()
    {
        await using CursorOrg org = await CursorOrg.StartAsync(rows: 52);
        int sent = 0;
        org.Org.On(CursorOrg.BatchLine, request => Interlocked.Increment(ref sent) == 1
            ? Reply.Error(401, "INVALID_SESSION_ID", "Session expired or invalid") : org.Batch(request));
        Assert.Equal(Enumerable.Range(0, 52), (await org.ReadAsync(s_saving)).Ids);
        Assert.Equal((2, 1), (org.Org.TokenRequests, org.Asked.Length));
    }

    [Fact]
    public async Task Stopping_in_a_batch_ends_it()
    {
        await using CursorOrg org = await CursorOrg.StartAsync(rows: 52);
        org.Org.On(CursorOrg.BatchLine, BrokenReply.Never);
        using CancellationTokenSource stop = new();
        Task reading = ReadAsync();
        await org.Org.Server.WaitForAsync(r => r.Line == LoopbackOrg.Line(CursorOrg.BatchLine));
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading.WaitAsync(Guard.Stop));

        async Task ReadAsync()
        {
            await foreach (RecordPage _ in org.Session.QueryPages(Pages.Soql, s_saving, stop.Token))
            {
            }
        }
    }

    [Fact]
    public async Task The_first_page_that_is_read_again_leads_to_its_own_pages()
    {
        await using CursorOrg org = await CursorOrg.StartAsync(rows: 52);
        org.Org.On(Pages.First, BrokenReply.WithinBody(Pages.Json([-1, -2], CursorOrg.Path(2, "01gOLD"), 52)), org.Rest(0));
        (int[] ids, string? error) = await org.ReadAsync(s_saving);
        Assert.Null(error);
        Assert.Equal(Enumerable.Range(0, 52), ids);
        Assert.Equal(3, org.Session.ApiCalls);
    }
}
