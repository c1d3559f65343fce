using System.Text;
using SalesforceCC.Records;

namespace SalesforceCC.Client.Tests.Query;

public class PrefetchTests
{
    private static readonly string s_old = Pages.Path(100);

    [Fact]
    public async Task The_next_page_is_asked_for_before_this_one_has_arrived()
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        org.OnPages(2).On(Pages.First, Halves(Pages.Json(Pages.Ids(1), Pages.Path(2)), () => Asked(org, Pages.Line(2))));

        // The server keeps the rows of the first page back until it has been asked for the second.
        Assert.Equal(Pages.IdsTo(2), await session.IdsAsync());
    }

    [Fact]
    public async Task No_more_than_two_pages_are_fetched_ahead_of_a_consumer_that_rests()
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        org.OnPages(9).On("GET limits", Reply.Json("{}"));
        await using IAsyncEnumerator<RecordPage> pages = session.QueryPages(Pages.Soql, stop: Guard.Stop).GetAsyncEnumerator(Guard.Stop);

        Assert.True(await pages.MoveNextAsync());
        await Asked(org, Pages.Line(3));
        for (int i = 0; i < 20; i++)
            await session.SendAsync("GET", "limits");
        Assert.Equal(0, org.Count(Pages.Line(4)));

        Assert.True(await pages.MoveNextAsync());
        await Asked(org, Pages.Line(4));
        Assert.Equal(0, org.Count(Pages.Line(6)));
    }

    [Theory]
    [InlineData("dropped in body")]
    [InlineData("dropped in headers")]
    [InlineData("cut gzip")]
    [InlineData("503")]
    public async Task A_page_that_breaks_off_is_fetched_again_and_no_row_is_lost_or_doubled(string fault)
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        org.OnPages(5);
        foreach (int page in new[] { 2, 4, 5 })
            org.On(Pages.Line(page), Faults.Of(fault), BrokenReply.WithinBody(Pages.Json(Pages.Ids(page), page < 5 ? Pages.Path(page + 1) : null)), Pages.Page(page, 5));
        Assert.Equal(Pages.IdsTo(5), await session.IdsAsync());
        Assert.Equal(1, org.Count(Pages.Line(3)));
    }

    [Fact]
    public async Task A_query_that_has_to_be_run_again_goes_on_with_its_own_pages()
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        string abandoned = Pages.Json([-1, -2], s_old);

        // The first run breaks off after its second page has been asked for; the second run has other pages.
        org.OnPages(4)
            .On(Pages.First, BreaksOff(abandoned, () => Asked(org, Pages.Line(100))), Pages.Page(1, 4))
            .On(Pages.Line(100), Reply.Json(Pages.Json([-3], Pages.Path(101))))
            .On(Pages.Line(101), Reply.Json(Pages.Json([-4], Pages.Path(102))))
            .On(Pages.Line(102), Reply.Json(Pages.Json([-5])));

        Assert.Equal(Pages.IdsTo(4), await session.IdsAsync());
        Assert.Equal(0, org.Count(Pages.Line(102)));
    }

    [Fact]
    public async Task A_page_of_a_broken_run_that_hangs_does_not_hold_up_the_others()
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        org.OnPages(4)
            .On(Pages.First, BreaksOff(Pages.Json([-1], s_old), () => Asked(org, Pages.Line(100))), Pages.Page(1, 4))
            .On(Pages.Line(100), BrokenReply.Never);
        Assert.Equal(Pages.IdsTo(4), await session.IdsAsync());
    }

    [Fact]
    public async Task A_query_that_is_shorter_when_it_is_run_again_ends_there()
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        org.On(Pages.First, BreaksOff(Pages.Json([-1], s_old), () => Asked(org, Pages.Line(100))), Reply.Json(Pages.Json([1, 2])))
            .On(Pages.Line(100), Reply.Json(Pages.Json([-3])));
        Assert.Equal((int[])[1, 2], await session.IdsAsync());
    }

    [Fact]
    public async Task Who_has_seen_enough_ends_the_download()
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        TaskCompletionSource gone = new();
        org.OnPages(9).On(Pages.Line(2), UntilTheClientGoes(gone));

        await foreach (RecordPage _2 in session.QueryPages(Pages.Soql, stop: Guard.Stop))
        {
            await Asked(org, Pages.Line(2));
            break;
        }

        await gone.Task.WaitAsync(Guard.Stop);
        Assert.Equal(0, org.Count(Pages.Line(3)));
    }

    [Fact]
    public async Task Stopping_in_the_middle_ends_the_query_and_its_requests()
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        TaskCompletionSource gone = new();
        org.OnPages(9).On(Pages.Line(3), UntilTheClientGoes(gone));
        using CancellationTokenSource stop = new();
        int pages = 0;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (RecordPage _2 in session.QueryPages(Pages.Soql, stop: stop.Token))
                if (++pages == 2)
                {
                    await Asked(org, Pages.Line(3));
                    await stop.CancelAsync();
                }
        });

        await gone.Task.WaitAsync(Guard.Stop);
        Assert.Equal((2, 0), (pages, org.Count(Pages.Line(4))));
    }

    private static Task Asked(LoopbackOrg org, string line) => org.Server.WaitForAsync(r => r.Line == LoopbackOrg.Line(line));

    /// <summary>A page up to its first row, and its rows when something has happened.</summary>
    private static Reply Halves(string json, Func<Task> happened) => new(
        true,
        Reply.Write(Reply.Head(200, "application/json", ("Transfer-Encoding", "chunked"))),
        Reply.Write(Reply.Chunk(Encoding.UTF8.GetBytes(json[..(json.IndexOf('[', StringComparison.Ordinal) + 1)]))),
        async (_, _) => await happened(),
        Reply.Write(Reply.Chunk(Encoding.UTF8.GetBytes(json[(json.IndexOf('[', StringComparison.Ordinal) + 1)..]))),
        Reply.Write(Reply.LastChunk));

    /// <summary>A page up to the middle of its rows, and the end of the connection when something has happened.</summary>
    private static Reply BreaksOff(string json, Func<Task> happened) => new(
        false,
        Reply.Write(Reply.Head(200, "application/json", ("Transfer-Encoding", "chunked"))),
        Reply.Write(Reply.Chunk(Encoding.UTF8.GetBytes(json[..^8]))),
        async (_, _) => await happened());

    private static Reply UntilTheClientGoes(TaskCompletionSource gone) => new(false, async (stream, stop) =>
    {
        try
        {
            while (await stream.ReadAsync(new byte[64], stop) > 0)
            {
            }
        }
        finally
        {
            gone.TrySetResult();
        }
    });
}
