using SalesforceCC.Query;
using SalesforceCC.Records;

namespace SalesforceCC.Client.Tests.Query;

public class ReadAheadTests
{
    private static readonly QuerySettings s_four = new() { ThrottleLimit = 4 };

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(25)]
    public async Task Every_row_comes_once_and_in_order_for_no_more_calls_than_pages(int limit)
    {
        await using CursorOrg org = await CursorOrg.StartAsync(rows: 99);
        (int[] ids, string? error) = await org.ReadAsync(new QuerySettings { ThrottleLimit = limit });
        Assert.Null(error);
        Assert.Equal(Enumerable.Range(0, 99), ids);
        Assert.Equal(50, org.Session.ApiCalls);
        Assert.Equal(50, org.Asked.Distinct().Count());
    }

    [Fact]
    public async Task Pages_are_asked_for_before_they_are_named()
    {
        await using CursorOrg org = await CursorOrg.StartAsync(rows: 20);

        // No page is answered before the one after it has been asked for.
        org.Hold = offset => offset is 0 or >= 18 ? Task.CompletedTask : org.AskedAsync(offset + 2);
        (int[] ids, string? error) = await org.ReadAsync(s_four);
        Assert.Null(error);
        Assert.Equal(Enumerable.Range(0, 20), ids);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(7)]
    public async Task No_more_pages_than_allowed_are_on_their_way(int limit)
    {
        await using CursorOrg org = await CursorOrg.StartAsync(rows: 60);
        org.Hold = offset => offset is 0 or >= 58 ? Task.CompletedTask : org.AskedAsync(offset + 2);
        Assert.Equal(Enumerable.Range(0, 60), (await org.ReadAsync(new QuerySettings { ThrottleLimit = limit })).Ids);
        Assert.InRange(org.MostOpen, 2, limit);
    }

    [Fact]
    public async Task Pages_that_come_in_another_order_are_handed_out_in_theirs()
    {
        await using CursorOrg org = await CursorOrg.StartAsync(rows: 40);
        TaskCompletionSource[] answered = [.. Enumerable.Range(0, 50).Select(static _ => new TaskCompletionSource())];

        // From the tenth row on, every second page waits for the one after it.
        org.Page = offset =>
        {
            Reply reply = offset is >= 10 and < 36 && offset % 4 == 2 ? org.Rest(offset).After(answered[offset + 2].Task) : org.Rest(offset);
            return reply.Then(() => answered[offset].TrySetResult());
        };
        (int[] ids, string? error) = await org.ReadAsync(s_four);
        Assert.Null(error);
        Assert.Equal(Enumerable.Range(0, 40), ids);
    }

    [Fact]
    public async Task Who_takes_only_the_first_rows_pays_for_no_page_ahead()
    {
        await using CursorOrg org = await CursorOrg.StartAsync(rows: 400);
        await foreach (RecordPage _ in org.Session.QueryPages(Pages.Soql, new QuerySettings { ThrottleLimit = 25 }, Guard.Stop))
        {
            await org.AskedAsync(2);
            for (int i = 0; i < 20; i++)
                await Assert.ThrowsAsync<SfException>(() => org.Session.SendAsync("GET", "limits"));
            break;
        }

        Assert.All(org.Asked, offset => Assert.InRange(offset, 0, 4));
    }

    [Fact]
    public async Task Stopping_ends_every_page_ahead_and_gives_the_places_back()
    {
        await using CursorOrg org = await CursorOrg.StartAsync(rows: 400);
        TaskCompletionSource ahead = new();
        int hanging = 0;
        org.Page = offset =>
        {
            if (offset < 20)
                return org.Rest(offset);
            if (Interlocked.Increment(ref hanging) == 4)
                ahead.SetResult();
            return BrokenReply.Never;
        };
        using CancellationTokenSource stop = new();
        Task<int> reading = CountAsync(org, new QuerySettings { ThrottleLimit = 25 }, stop.Token);
        await ahead.Task.WaitAsync(Guard.Stop);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading.WaitAsync(Guard.Stop));

        // All places of the session are free again.
        org.Org.On("GET limits", Reply.Json("{}"));
        await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => org.Session.SendAsync("GET", "limits"))).WaitAsync(Guard.Stop);
    }

    [Theory]
    [InlineData(400, "INVALID_QUERY_LOCATOR")]
    [InlineData(404, "NOT_FOUND")]
    [InlineData(500, "UNKNOWN_EXCEPTION")]
    public async Task An_error_ahead_matters_when_the_pages_lead_to_it_and_not_before(int status, string code)
    {
        await using CursorOrg org = await CursorOrg.StartAsync(rows: 60);
        org.Page = offset => offset < 30 ? org.Rest(offset) : Reply.Error(status, code, "no");
        (int[] ids, string? error) = await org.ReadAsync(s_four);
        Assert.Equal(code, error);
        Assert.Equal(Enumerable.Range(0, 30), ids);
    }

    [Theory]
    [InlineData("500")]
    [InlineData("503")]
    [InlineData("429")]
    [InlineData("concurrent")]
    [InlineData("dropped in body")]
    [InlineData("cut gzip")]
    [InlineData("reset")]
    [InlineData("missing")]
    public async Task A_page_that_fails_once_is_asked_for_again_in_its_turn(string fault)
    {
        await using CursorOrg org = await CursorOrg.StartAsync(rows: 60);
        int[] failed = new int[60];
        org.Page = offset => offset is 20 or 22 or 40 && failed[offset]++ == 0 ? Faults.Of(fault) : org.Rest(offset);
        (int[] ids, string? error) = await org.ReadAsync(s_four);

        // A page that was asked for in its turn may have met the refusal, which is an error then as it always is.
        Assert.Equal(Enumerable.Range(0, fault == "missing" && error is not null ? ids.Length : 60), ids);
    }

    [Fact]
    public async Task A_session_that_ends_while_many_pages_are_on_their_way_is_renewed_once()
    {
        await using CursorOrg org = await CursorOrg.StartAsync(rows: 80);
        org.Org.OnOthers(request =>
        {
            int offset = int.Parse(request.Path[(request.Path.LastIndexOf('-') + 1)..], System.Globalization.CultureInfo.InvariantCulture);
            return offset >= 20 && request.Header("Authorization")!.EndsWith("token1", StringComparison.Ordinal)
                ? Reply.Error(401, "INVALID_SESSION_ID", "Session expired or invalid")
                : org.Rest(offset);
        });
        Assert.Equal(Enumerable.Range(0, 80), (await org.ReadAsync(new QuerySettings { ThrottleLimit = 8 })).Ids);
        Assert.Equal(2, org.Org.TokenRequests);
    }

    [Theory]
    [InlineData("SELECT Id, (SELECT Id FROM Contacts) FROM Account")]
    [InlineData("nonsense")]
    public async Task Pages_of_a_query_whose_pages_are_not_even_are_not_guessed(string soql)
    {
        await using CursorOrg org = await CursorOrg.StartAsync(rows: 40);
        int rows = 0;
        await foreach (RecordPage page in org.Session.QueryPages(soql, s_four, Guard.Stop))
            rows += page.Count;
        Assert.Equal((40, 1), (rows, org.MostOpen));
    }

    private static async Task<int> CountAsync(CursorOrg org, QuerySettings settings, CancellationToken stop)
    {
        int rows = 0;
        await foreach (RecordPage page in org.Session.QueryPages(Pages.Soql, settings, stop))
            rows += page.Count;
        return rows;
    }
}
