using SalesforceCC.Http;

namespace SalesforceCC.Client.Tests.Http;

public class GovernorTests
{
    private static readonly int s_places = new RoadOptions { UserAgent = "" }.MaximumRequests;

    [Fact]
    public async Task No_more_than_so_many_requests_are_waited_for_at_a_time()
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        TaskCompletionSource gate = new();
        int open = 0;
        int most = 0;
        org.On("GET slow", _ =>
        {
            InterlockedMax(ref most, Interlocked.Increment(ref open));
            return new Reply(true, async (_, stop) => await gate.Task.WaitAsync(stop), (_, _) => Task.FromResult(Interlocked.Decrement(ref open)), Reply.Write(Reply.Head(200, null, ("Content-Length", "0"))));
        });

        Task all = Task.WhenAll(Enumerable.Range(0, 3 * s_places).Select(_ => session.SendAsync("GET", "slow")));
        await org.Server.WaitForAsync(_ => org.Count("GET slow") == s_places);
        await session.GetTokenAsync(forceRefresh: true, Guard.Stop);
        gate.SetResult();
        await all.WaitAsync(Guard.Stop);

        Assert.Equal(s_places, most);
        Assert.Equal(3 * s_places, org.Count("GET slow"));
    }

    [Fact]
    public async Task Who_reads_a_response_may_send_other_requests()
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        org.On("GET outer", Reply.Json("{}")).On("GET inner", Reply.Json("{}"));
        TaskCompletionSource everybody = new();
        int reading = 0;

        await Task.WhenAll(Enumerable.Range(0, s_places + 5).Select(_ => session.SendAsync(
            ApiRequest.Get(session.Resolve("outer")),
            async (_, _, stop) =>
            {
                // All of them read at the same time, and each needs another request before it can end.
                if (Interlocked.Increment(ref reading) == s_places + 5)
                    everybody.SetResult();
                await everybody.Task.WaitAsync(stop);
                return await session.SendAsync("GET", "inner");
            },
            Guard.Stop)));

        Assert.Equal(s_places + 5, org.Count("GET inner"));
    }

    [Theory]
    [InlineData("503 with Retry-After")]
    [InlineData("429 with Retry-After")]
    [InlineData("concurrent")]
    public async Task When_Salesforce_says_to_wait_all_requests_of_the_session_wait(string fault)
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        Reply refusal = fault switch
        {
            "concurrent" => Faults.Of(fault),
            _ => Reply.Of(fault[0] == '5' ? 503 : 429, null, [], ("Retry-After", "7")),
        };
        TaskCompletionSource paused = new();
        TaskCompletionSource<DateTimeOffset> sent = new();
        org.On("GET first", refusal, Reply.Json("{}"))
            .On("GET second", _ =>
            {
                sent.TrySetResult(org.Clock.GetUtcNow());
                return Reply.Json("{}");
            });
        org.Clock.OnPause = () => paused.TrySetResult();

        Task first = session.SendAsync("GET", "first");
        await paused.Task.WaitAsync(Guard.Stop);
        TimeSpan pause = org.Clock.Pauses[0];
        DateTimeOffset begun = org.Clock.GetUtcNow();
        Task second = session.SendAsync("GET", "second");
        await org.Clock.WaitForPausesAsync(2);
        Assert.Equal(0, org.Count("GET second"));
        await session.GetTokenAsync(forceRefresh: true, Guard.Stop);
        org.Clock.Advance(pause + TimeSpan.FromMilliseconds(1));
        await Task.WhenAll(first, second).WaitAsync(Guard.Stop);

        Assert.True(await sent.Task - begun >= pause);
    }

    [Fact]
    public async Task A_write_that_is_not_tried_again_makes_the_others_wait_all_the_same()
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        org.On("POST thing", Reply.Of(503, null, [], ("Retry-After", "7"))).On("GET thing", Reply.Json("{}"));
        await Guard.FailsAsync("HTTP_503", () => session.SendAsync("POST", "thing", "{}"));
        await session.SendAsync("GET", "thing");
        Assert.Equal([TimeSpan.FromSeconds(7)], org.Clock.Pauses);
    }

    [Fact]
    public async Task Waiting_ends_at_once_when_stopped()
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        org.On("POST thing", Reply.Of(503, null, [], ("Retry-After", "7")));
        await Guard.FailsAsync("HTTP_503", () => session.SendAsync("POST", "thing", "{}"));
        using CancellationTokenSource stop = new();
        org.Clock.OnPause = stop.Cancel;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => session.SendAsync("GET", "thing", stop: stop.Token).WaitAsync(Guard.Stop));
        Assert.Equal(0, org.Count("GET thing"));
    }

    private static void InterlockedMax(ref int most, int value)
    {
        for (int seen = most; value > seen;)
        {
            int before = Interlocked.CompareExchange(ref most, value, seen);
            if (before == seen)
                return;
            seen = before;
        }
    }
}
