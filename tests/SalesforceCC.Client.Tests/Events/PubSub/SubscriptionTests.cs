using Grpc.Core;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using SalesforceCC.Events;
using SalesforceCC.Emulator.Events.Protocol;
using SalesforceCC.Events.PubSub;

namespace SalesforceCC.Client.Tests.Events.PubSub;

public sealed class SubscriptionTests
{
    private const string Code = "sfdc.platform.eventbus.grpc.";

    private static readonly SubscriptionSettings s_after5 = new() { Topic = PubSubOrg.Topic, Place = ScriptedPubSub.Place(5) };

    [Fact]
    public async Task Events_come_in_order_and_never_more_than_100_are_outstanding()
    {
        await using PubSubOrg org = await PubSubOrg.StartAsync();
        TaskCompletionSource<int> most = new();
        org.Server.On(async c =>
        {
            try
            {
                await c.SendAsync(1, 5000, perResponse: 7);
                await c.StayAsync();
            }
            finally
            {
                // The reader may have gone before the last one was known to be sent.
                most.SetResult(c.MostPending);
            }
        });
        Assert.Equal(Enumerable.Range(1, 5000), await org.ReceiveAsync(5000));
        Assert.InRange(await most.Task.WaitAsync(Guard.Stop), 50, 100);
        Assert.Single(org.Server.Calls);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(250)]
    public async Task No_more_than_the_first_are_asked_for(int first)
    {
        await using PubSubOrg org = await PubSubOrg.StartAsync();
        int asked = 0;
        TaskCompletionSource gone = new();
        org.Server.On(async c =>
        {
            await c.SendAsync(1, first);
            try
            {
                await c.StayAsync();
            }
            finally
            {
                asked = c.Asked;
                gone.SetResult();
            }
        });
        Assert.Equal(first, (await org.ReceiveAsync(int.MaxValue, new SubscriptionSettings { Topic = PubSubOrg.Topic, First = first })).Length);
        await gone.Task.WaitAsync(Guard.Stop);
        Assert.Equal(first, asked);
    }

    [Fact]
    public async Task A_reader_that_takes_nothing_is_asked_for_nothing()
    {
        await using PubSubOrg org = await PubSubOrg.StartAsync();
        SubscribeCall? call = null;
        org.Server.On(async c =>
        {
            call = c;
            await c.SendAsync(1, 1000);
        });
        using Subscription subscription = org.Subscribe();
        EventMessage only = Assert.Single((await subscription.NextAsync(Guard.Stop))!);
        Assert.Equal(1, call!.Asked);
        subscription.Taken(only);
        Assert.Equal(2, ScriptedPubSub.Number((await subscription.NextAsync(Guard.Stop))![0].ReplayId));
        Assert.InRange(call.Asked, 2, 3);
    }

    public static TheoryData<string> Breaks => ["before headers", "in a message", "reset", "no trailers", "connection", "UNAVAILABLE", "end"];

    [Theory]
    [MemberData(nameof(Breaks))]
    public async Task A_stream_that_breaks_goes_on_after_the_last_event(string how)
    {
        await using PubSubOrg org = await PubSubOrg.StartAsync();
        int breaks = 0;
        org.Server.Raw = async c =>
        {
            if (how != "before headers" || ++breaks is 1 or > 3)
                return false;
            c.Features.Get<IConnectionLifetimeFeature>()!.Abort();
            return true;
        };
        org.Server.On(
            async c =>
            {
                await c.SendAsync(1, 10);
                await BreakAsync(c.Context.GetHttpContext(), how);
            },
            static c => c.SendAsync(c.After + 1, 20 - c.After));

        // What is under way when a connection breaks does not arrive.
        Assert.Equal(Enumerable.Range(1, 20), await org.ReceiveAsync(20, s_after5 with { Place = ScriptedPubSub.Place(0) }));
        Assert.Empty(org.Watched.Warnings);
        Assert.NotEmpty(org.Watched.Reconnects);
        Assert.Equal(1, org.Org.TokenRequests);
    }

    [Theory]
    [InlineData(StatusCode.Unavailable, "service.unavailable", true)]
    [InlineData(StatusCode.Unavailable, "topic.api.unavailable", true)]
    [InlineData(StatusCode.Unavailable, "schema.api.unavailable", true)]
    [InlineData(StatusCode.Internal, "subscription.internal.error", true)]
    [InlineData(StatusCode.InvalidArgument, "subscription.fetch.overflow", true)]
    [InlineData(StatusCode.ResourceExhausted, "service.protection.triggered", true)]
    [InlineData(StatusCode.ResourceExhausted, "service.protection.stream.limit.triggered", true)]
    [InlineData(StatusCode.Unavailable, null, true)]
    [InlineData(StatusCode.Internal, null, true)]
    [InlineData(StatusCode.DeadlineExceeded, null, true)]
    [InlineData(StatusCode.Unknown, null, true)]
    [InlineData(StatusCode.NotFound, "topic.not.found", false)]
    [InlineData(StatusCode.PermissionDenied, "topic.meta.permission", false)]
    [InlineData(StatusCode.PermissionDenied, "schema.meta.permission", false)]
    [InlineData(StatusCode.InvalidArgument, "topic.validation.empty", false)]
    [InlineData(StatusCode.InvalidArgument, "subscription.fetch.replayid.corrupted", false)]
    [InlineData(StatusCode.InvalidArgument, "subscription.fetch.replayid.validation.failed", false)]
    [InlineData(StatusCode.InvalidArgument, "subscription.fetch.replay.repeated", false)]
    [InlineData(StatusCode.InvalidArgument, "subscription.fetch.requested.events.invalid", false)]
    [InlineData(StatusCode.InvalidArgument, "subscription.fetch.request.invalid", false)]
    [InlineData(StatusCode.InvalidArgument, "subscription.fetch.topic.mismatch", false)]
    [InlineData(StatusCode.Unavailable, "subscription.topic.cannot.subscribe", false)]
    [InlineData(StatusCode.ResourceExhausted, "subscription.limit.exceeded", false)]
    [InlineData(StatusCode.ResourceExhausted, "concurrent.client.limit.exceeded", false)]
    [InlineData(StatusCode.Unauthenticated, "service.auth.headers.invalid", false)]
    [InlineData(StatusCode.Unauthenticated, "service.auth.refresh.invalid", false)]
    [InlineData(StatusCode.Unavailable, "service.tenant.license", false)]
    [InlineData(StatusCode.Unavailable, "something.new", false)]
    [InlineData(StatusCode.PermissionDenied, null, false)]
    [InlineData(StatusCode.Unimplemented, null, false)]
    public async Task What_may_pass_is_tried_again_and_nothing_else(StatusCode status, string? code, bool passes)
    {
        await using PubSubOrg org = await PubSubOrg.StartAsync();
        org.Server.On(_ => throw ScriptedPubSub.Error(status, code), async c => await c.SendAsync(c.After + 1, 1));
        if (passes)
        {
            Assert.Equal((int[])[6], await org.ReceiveAsync(1, s_after5));
            Assert.InRange(org.Org.Clock.Pauses.Single(), TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(30));
            Assert.Equal(status == StatusCode.ResourceExhausted, org.Org.Clock.Pauses.Single() > TimeSpan.FromSeconds(10));
            return;
        }

        SfException failure = await Guard.FailsAsync(() => org.ReceiveAsync(1, s_after5));
        Assert.EndsWith(code is null ? failure.Code : Code + code, failure.Code, StringComparison.Ordinal);
        Assert.Equal("Subscribe " + PubSubOrg.Topic, failure.Request);
        Assert.Single(org.Server.Calls);
    }

    [Fact]
    public async Task It_gives_up_after_as_many_attempts_in_a_row_as_are_allowed_with_growing_pauses()
    {
        await using PubSubOrg org = await PubSubOrg.StartAsync();
        Func<SubscribeCall, Task> fails = static _ => throw ScriptedPubSub.Error(StatusCode.Unavailable, "service.unavailable");
        org.Server.On(fails, fails, async c =>
        {
            await c.SendAsync(6, 1);
            throw ScriptedPubSub.Error(StatusCode.Unavailable, "service.unavailable");
        });
        org.Server.On([.. Enumerable.Repeat(fails, 9)]);
        SfException failure = await Guard.FailsAsync(Code + "service.unavailable", () => org.ReceiveAsync(2, s_after5 with { MaximumRetryCount = 8 }));
        Assert.Contains("8 attempts", failure.Message);

        // Two before something came, eight after.
        double[] pauses = [.. org.Org.Clock.Pauses.Select(static p => p.TotalSeconds)];
        Assert.Equal([0.75, 1.5, 0.75, 1.5, 3, 6, 12, 24, 45, 45], pauses);
        Assert.Equal(11, org.Server.Calls.Length);
        Assert.Equal(10, org.Watched.Reconnects.Count);
    }

    [Fact]
    public async Task A_token_that_has_ended_is_renewed_once_and_the_stream_goes_on()
    {
        await using PubSubOrg org = await PubSubOrg.StartAsync();
        org.Server.On(
            async c =>
            {
                await c.SendAsync(1, 3);
                throw ScriptedPubSub.Error(StatusCode.Unavailable, null);
            },
            static _ => throw ScriptedPubSub.Error(StatusCode.Unauthenticated, "service.auth.error"),
            async c => await c.SendAsync(c.After + 1, 3));
        Assert.Equal(Enumerable.Range(1, 6), await org.ReceiveAsync(6));
        Assert.Equal(2, org.Org.TokenRequests);
        Assert.Equal(["1", "1", "2"], org.Server.Calls.Select(static c => c.Token[^1..]));

        org.Server.On(
            static _ => throw ScriptedPubSub.Error(StatusCode.Unauthenticated, "service.auth.error"),
            static _ => throw ScriptedPubSub.Error(StatusCode.Unauthenticated, "service.auth.error"));
        await Guard.FailsAsync(Code + "service.auth.error", () => org.ReceiveAsync(1));
        Assert.Equal(3, org.Org.TokenRequests);
    }

    [Theory]
    [InlineData(LostPlace.Earliest, ReplayPreset.Earliest)]
    [InlineData(LostPlace.Latest, ReplayPreset.Latest)]
    public async Task Where_the_place_is_lost_it_goes_on_where_the_user_says(object policy, object preset)
    {
        await using PubSubOrg org = await PubSubOrg.StartAsync();
        FetchRequest? second = null;
        org.Server.On(
            static _ => throw ScriptedPubSub.Error(StatusCode.InvalidArgument, "subscription.fetch.replayid.corrupted"),
            async c =>
            {
                second = c.First;
                await c.SendAsync(1, 1);
            });
        Assert.Equal((int[])[1], await org.ReceiveAsync(1, s_after5 with { OnLostPlace = (LostPlace)policy }));
        Assert.Equal(preset.ToString(), second!.ReplayPreset.ToString());
        Assert.True(second.ReplayId.IsEmpty);
        Assert.Contains("is lost", Assert.Single(org.Watched.Warnings));
    }

    [Fact]
    public async Task A_sign_of_life_is_a_new_place_only_if_something_was_asked_for()
    {
        await using PubSubOrg org = await PubSubOrg.StartAsync();
        int[] after = new int[2];
        org.Server.On(
            async c =>
            {
                await c.KeepAliveAsync(20);
                throw ScriptedPubSub.Error(StatusCode.Unavailable, null);
            },
            async c =>
            {
                after[0] = c.After;
                await c.KeepAliveAsync(90, pending: 0);
                throw ScriptedPubSub.Error(StatusCode.Unavailable, null);
            },
            async c =>
            {
                after[1] = c.After;
                await c.SendAsync(91, 1);
            });
        Assert.Equal((int[])[91], await org.ReceiveAsync(1, s_after5));
        Assert.Equal([20, 20], after);
        Assert.Equal([ScriptedPubSub.Place(20)], org.Watched.Places);
    }

    [Fact]
    public async Task A_stream_that_is_ended_while_nothing_is_asked_for_is_begun_again_and_that_is_no_failure()
    {
        await using PubSubOrg org = await PubSubOrg.StartAsync();
        org.Server.On(static c => c.SendAsync(1, 1), async c => await c.SendAsync(c.After + 1, 1));
        using Subscription subscription = org.Subscribe();
        EventMessage first = (await subscription.NextAsync(Guard.Stop))![0];

        // The reader takes its time; the service does not wait.
        Assert.Empty(org.Org.Clock.Pauses);
        subscription.Taken(first);
        Assert.Equal(2, ScriptedPubSub.Number((await subscription.NextAsync(Guard.Stop))![0].ReplayId));
    }

    [Fact]
    public async Task A_service_that_says_nothing_for_five_minutes_is_asked_again()
    {
        await using PubSubOrg org = await PubSubOrg.StartAsync();
        TaskCompletionSource called = new();
        org.Server.On(
            async c =>
            {
                called.SetResult();
                await c.StayAsync();
            },
            async c => await c.SendAsync(c.After + 1, 1));
        Task<int[]> receiving = org.ReceiveAsync(1, s_after5);
        await called.Task.WaitAsync(Guard.Stop);
        while (org.Watched.Reconnects.IsEmpty)
        {
            org.Org.Clock.Advance(TimeSpan.FromSeconds(100));
            await Task.WhenAny(receiving, Task.Delay(20, Guard.Stop));
        }

        Assert.Equal((int[])[6], await receiving);
        Assert.Contains(SfErrorCodes.Timeout, org.Watched.Reconnects.First());
    }

    [Fact]
    public async Task That_events_are_missing_is_told_where_a_stream_broke_before_it_had_a_place()
    {
        await using PubSubOrg org = await PubSubOrg.StartAsync();
        org.Server.On(static _ => throw ScriptedPubSub.Error(StatusCode.Unavailable, null), static c => c.SendAsync(1, 1));
        await org.ReceiveAsync(1);
        Assert.Contains("are missing", Assert.Single(org.Watched.Warnings));
    }

    [Fact]
    public async Task Whoever_stops_it_is_let_go_at_once_and_so_is_the_service()
    {
        await using PubSubOrg org = await PubSubOrg.StartAsync();
        TaskCompletionSource called = new();
        TaskCompletionSource gone = new();
        org.Server.On(async c =>
        {
            called.SetResult();
            c.Context.CancellationToken.Register(gone.SetResult);
            await c.StayAsync();
        });
        using CancellationTokenSource stop = new();
        using (Subscription subscription = new(org.Channel, s_after5, org.Watched, stop.Token))
        {
            Task waiting = subscription.NextAsync(stop.Token);
            await called.Task.WaitAsync(Guard.Stop);
            await stop.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.WaitAsync(Guard.Stop));
        }

        await gone.Task.WaitAsync(Guard.Stop);
    }

    private static async Task BreakAsync(HttpContext context, string how)
    {
        switch (how)
        {
            case "in a message":
                await context.Response.BodyWriter.WriteAsync(new byte[] { 0, 0, 0, 1, 0, 10, 20, 30 });
                await context.Response.BodyWriter.FlushAsync();
                context.Features.Get<IConnectionLifetimeFeature>()!.Abort();
                break;
            case "reset":
                context.Features.Get<IHttpResetFeature>()!.Reset(2);
                break;
            case "no trailers":
                await context.Response.CompleteAsync();
                break;
            case "UNAVAILABLE":
                throw ScriptedPubSub.Error(StatusCode.Unavailable, null, "RST_STREAM closed stream");
            case "end":
                break;
            default:
                context.Features.Get<IConnectionLifetimeFeature>()!.Abort();
                break;
        }
    }
}
