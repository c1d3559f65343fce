using System.Text.Json;
using Grpc.Core;
using SalesforceCC.Emulator.Tests.Http;
using SalesforceCC.Events.Protocol;
using Xunit;

namespace SalesforceCC.Emulator.Tests.Events;

/// <summary>What goes wrong with calls of gRPC, at each step of theirs, and what has happened by then.</summary>
public sealed class EventFaultTests
{
    private const string Path = "/eventbus.v1.PubSub/";

    [Fact]
    public async Task A_publish_that_is_cut_may_have_happened()
    {
        await using BusOrg org = await BusOrg.StartAsync();
        foreach ((string drop, int events) in new[] { ("before", 0), ("mid-request", 0), ("after", 1), ("headers", 1), ("mid-body", 1), ("trailers", 1) })
        {
            long before = org.Events.Bus.State.Events;
            await FaultAsync(org, new { path = Path + "Publish", drop });
            RpcException error = await Assert.ThrowsAsync<RpcException>(() => PublishAsync(org));
            Assert.NotEqual(StatusCode.OK, error.StatusCode);
            Assert.Equal((drop, before + events), (drop, org.Events.Bus.State.Events));
            await PublishAsync(org);
        }
    }

    [Fact]
    public async Task A_subscription_gets_so_many_responses_and_is_cut()
    {
        await using BusOrg org = await BusOrg.StartAsync();
        org.Put(5);
        await org.SetAsync(new { mostRequested = 1 });
        foreach ((string drop, int messages) in new[] { ("before", 0), ("headers", 0), ("mid-body", 0), ("after", 2), ("headers", 1), ("mid-body", 3) })
        {
            await FaultAsync(org, new { path = Path + "Subscribe", drop, messages });
            using Subscription stream = org.Subscribe(Subscription.Earliest(1));
            for (int i = 0; i < messages; i++)
            {
                Assert.Equal($"O-{i + 1}", org.NumberOf(Assert.Single((await stream.NextAsync())!.Events)));
                await stream.AskAsync(1);
            }

            await Assert.ThrowsAsync<RpcException>(stream.NextAsync);
            using Subscription again = org.Subscribe(Subscription.Earliest(1));
            Assert.Equal("O-1", org.NumberOf((await again.TakeAsync(1))[0]));
        }
    }

    [Fact]
    public async Task Half_of_a_message_may_be_all_that_comes_before_an_end_that_looks_right()
    {
        await using BusOrg org = await BusOrg.StartAsync();
        org.Put(2);
        await FaultAsync(org, new { path = Path + "Subscribe", truncateBody = true });
        using Subscription stream = org.Subscribe(Subscription.Earliest());
        await Assert.ThrowsAsync<RpcException>(stream.NextAsync);
    }

    [Fact]
    public async Task A_stream_of_requests_is_published_though_its_last_answer_is_lost()
    {
        await using BusOrg org = await BusOrg.StartAsync();
        await FaultAsync(org, new { path = Path + "PublishStream", drop = "after", messages = 1 });
        using AsyncDuplexStreamingCall<PublishRequest, PublishResponse> call = org.Client.PublishStream(org.Headers, cancellationToken: BusOrg.Cancel);
        await call.RequestStream.WriteAsync(Request(org), BusOrg.Cancel);
        Assert.True(await call.ResponseStream.MoveNext(BusOrg.Cancel));
        await call.RequestStream.WriteAsync(Request(org), BusOrg.Cancel);
        await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext(BusOrg.Cancel));
        Assert.Equal(2, org.Events.Bus.State.Events);
    }

    [Fact]
    public async Task A_stream_is_reset_with_a_code_and_its_connection_lives()
    {
        await using BusOrg org = await BusOrg.StartAsync();
        using Subscription other = org.Subscribe(Subscription.Latest());
        await org.UntilAsync(streams: 1);
        await FaultAsync(org, new { path = Path + "Publish", drop = "before", resetCode = 11 });
        RpcException error = await Assert.ThrowsAsync<RpcException>(() => PublishAsync(org));
        Assert.Contains("0xb", error.ToString(), StringComparison.Ordinal);
        await PublishAsync(org);
        Assert.Single(await other.TakeAsync(1));
    }

    [Fact]
    public async Task A_connection_is_cut_with_all_its_streams_or_refused_for_the_next_ones_only()
    {
        await using BusOrg org = await BusOrg.StartAsync();
        using Subscription first = org.Subscribe(Subscription.Latest());
        await org.UntilAsync(streams: 1);
        await FaultAsync(org, new { path = Path + "Publish", goAway = true });
        await PublishAsync(org);
        await PublishAsync(org);
        Assert.Equal(2, (await first.TakeAsync(2)).Count);

        using Subscription second = org.Subscribe(Subscription.Latest());
        await org.UntilAsync(streams: 2);
        await FaultAsync(org, new { path = Path + "Publish", drop = "before", connection = true });
        await Assert.ThrowsAsync<RpcException>(() => PublishAsync(org));
        await Assert.ThrowsAsync<RpcException>(second.NextAsync);
        await PublishAsync(org);
        Assert.Single(await first.TakeAsync(1));
    }

    [Fact]
    public async Task A_false_http_answer_stands_for_a_proxy()
    {
        await using BusOrg org = await BusOrg.StartAsync();
        await FaultAsync(org, new { path = Path + "*", status = 503, body = "upstream" });
        RpcException error = await Assert.ThrowsAsync<RpcException>(() => PublishAsync(org));
        Assert.Equal(StatusCode.Unavailable, error.StatusCode);
    }

    [Fact]
    public async Task A_call_that_hangs_ends_with_the_patience_of_its_client_and_a_false_answer_may_hide_a_true_one()
    {
        await using BusOrg org = await BusOrg.StartAsync();
        await FaultAsync(org, new { path = Path + "Publish", hang = true });
        RpcException late = await Assert.ThrowsAsync<RpcException>(async () => await org.Client.PublishAsync(
            Request(org), org.Headers, DateTime.SpecifyKind(TimeProvider.System.GetUtcNow().AddMilliseconds(300).UtcDateTime, DateTimeKind.Utc), BusOrg.Cancel));
        Assert.Equal((StatusCode.DeadlineExceeded, 0), (late.StatusCode, org.Events.Bus.State.Events));
        await FaultAsync(org, new { path = Path + "Publish", status = 502, execute = true });
        RpcException hidden = await Assert.ThrowsAsync<RpcException>(() => PublishAsync(org));
        Assert.Equal((StatusCode.Unavailable, 1), (hidden.StatusCode, org.Events.Bus.State.Events));
    }

    [Fact]
    public async Task A_slow_line_and_a_slow_service_change_nothing_but_the_time()
    {
        await using BusOrg org = await BusOrg.StartAsync();
        await org.Org.KnobAsync("line", new { latencyMs = 20, bandwidth = 200_000 });
        await org.SetAsync(new { responseDelayMs = 20 });
        org.Put(50);
        System.Diagnostics.Stopwatch watch = System.Diagnostics.Stopwatch.StartNew();
        using Subscription stream = org.Subscribe(Subscription.Earliest());
        Assert.Equal("O-50", org.NumberOf((await stream.TakeAsync(50))[49]));
        using AsyncDuplexStreamingCall<PublishRequest, PublishResponse> call = org.Client.PublishStream(org.Headers, cancellationToken: BusOrg.Cancel);
        await call.RequestStream.WriteAsync(Request(org), BusOrg.Cancel);
        Assert.True(await call.ResponseStream.MoveNext(BusOrg.Cancel));
        Assert.True(watch.ElapsedMilliseconds >= 80, $"{watch.ElapsedMilliseconds} ms");
    }

    [Fact]
    public async Task All_streams_are_dropped_at_once()
    {
        await using BusOrg org = await BusOrg.StartAsync();
        using Subscription one = org.Subscribe(Subscription.Latest());
        using Subscription two = org.Subscribe(Subscription.Latest());
        await org.UntilAsync(streams: 2);
        Assert.Equal(2, (await org.Org.KnobAsync("events/drop")).GetProperty("streams").GetInt32());
        await Assert.ThrowsAsync<RpcException>(one.NextAsync);
        await Assert.ThrowsAsync<RpcException>(two.NextAsync);
        using Subscription next = org.Subscribe(Subscription.Latest());
        await org.UntilAsync(streams: 1, requested: 300);
        org.Put(1);
        Assert.Single(await next.TakeAsync(1));
    }

    [Fact]
    public async Task Calls_end_with_an_error_that_was_ordered_at_once_or_after_events()
    {
        await using BusOrg org = await BusOrg.StartAsync();
        org.Put(5);
        await ErrorAsync(org, new { rpc = "Subscribe", code = "service.unavailable", skip = 1 });
        await ErrorAsync(org, new { rpc = "Subscribe", code = "subscription.internal.error", status = "INTERNAL", message = "Sorry.", afterEvents = 2 });
        using Subscription first = org.Subscribe(Subscription.Earliest());
        Assert.Equal(2, (await first.TakeAsync(2)).Count);
        RpcException sorry = await BusOrg.FailsAsync(first.NextAsync, StatusCode.Internal, "subscription.internal.error");
        Assert.StartsWith("Sorry.", sorry.Status.Detail, StringComparison.Ordinal);
        using Subscription second = org.Subscribe(Subscription.Earliest());
        await BusOrg.FailsAsync(second.NextAsync, StatusCode.Unavailable, "service.unavailable");
        using Subscription third = org.Subscribe(Subscription.Earliest());
        Assert.Equal(5, (await third.TakeAsync(5)).Count);

        await ErrorAsync(org, new { rpc = "Publish*", code = "service.protection.triggered", status = "RESOURCE_EXHAUSTED", afterEvents = 1, unanswered = true, count = -1 });
        await BusOrg.FailsAsync(() => PublishAsync(org), StatusCode.ResourceExhausted, "service.protection.triggered");
        using AsyncDuplexStreamingCall<PublishRequest, PublishResponse> call = org.Client.PublishStream(org.Headers, cancellationToken: BusOrg.Cancel);
        await call.RequestStream.WriteAsync(Request(org), BusOrg.Cancel);
        await BusOrg.FailsAsync(() => call.ResponseStream.MoveNext(BusOrg.Cancel), StatusCode.ResourceExhausted, "service.protection.triggered");
        Assert.Equal(7, org.Events.Bus.State.Events);
        await org.Org.KnobAsync("events/errors", method: "DELETE");
        await PublishAsync(org);
    }

    [Fact]
    public async Task Too_many_streams_are_refused_and_a_reset_bus_knows_no_id_of_before()
    {
        await using BusOrg org = await BusOrg.StartAsync();
        await org.SetAsync(new { concurrentStreams = 1 });
        org.Put(1);
        using Subscription first = org.Subscribe(Subscription.Earliest());
        ConsumerEvent old = (await first.TakeAsync(1))[0];
        using (Subscription refused = org.Subscribe(Subscription.Latest()))
            await BusOrg.FailsAsync(refused.NextAsync, StatusCode.ResourceExhausted, "concurrent.client.limit.exceeded");
        await org.Org.KnobAsync("events", method: "DELETE");
        org.Put(1, first: 2);
        Assert.Equal(["O-2"], (await first.TakeAsync(1)).Select(org.NumberOf));
        await org.SetAsync(new { concurrentStreams = 2 });
        using Subscription again = org.Subscribe(Subscription.After(old.ReplayId));
        await BusOrg.FailsAsync(again.NextAsync, StatusCode.InvalidArgument, "subscription.fetch.replayid.corrupted");
    }

    [Fact]
    public async Task What_the_bus_and_its_calls_have_come_to_can_be_asked_for()
    {
        await using BusOrg org = await BusOrg.StartAsync();
        JsonElement made = await org.Org.KnobAsync("events/publish", new { type = BusOrg.Type, payloadBase64 = Convert.ToBase64String(org.Payload()), count = 3 });
        using Subscription stream = org.Subscribe(Subscription.Earliest(7));
        Assert.Equal(3, (await stream.TakeAsync(3)).Select(e => e.Event.Id).Distinct().Count());
        JsonElement state = await org.Org.KnobAsync("events", method: "GET");
        Assert.Equal((3, 1, 9_997), (state.GetProperty("events").GetInt32(), state.GetProperty("streams").GetInt32(), state.GetProperty("deliveriesLeft").GetInt32()));
        Assert.Equal(made.GetProperty("replayId").GetString(), state.GetProperty("latestReplayId").GetString());
        JsonElement call = Assert.Single(state.GetProperty("calls").EnumerateArray());
        Assert.Equal(("Subscribe", BusOrg.Topic, "EARLIEST", 7, 3), (
            call.GetProperty("rpc").GetString(), call.GetProperty("subject").GetString(), call.GetProperty("from").GetString(),
            call.GetProperty("requested").GetInt32(), call.GetProperty("events").GetInt32()));
        await org.Org.KnobAsync("events/calls", method: "DELETE");
        Assert.Empty((await org.Org.KnobAsync("events", method: "GET")).GetProperty("calls").EnumerateArray());
    }

    [Fact]
    public async Task Orders_that_make_no_sense_are_refused()
    {
        await using BusOrg org = await BusOrg.StartAsync();
        foreach ((string knob, string body) in new[]
        {
            ("events", """{"keepaliveSeconds":0}"""), ("events", """{"retentionHours":-1}"""), ("events", """{"retention":1}"""), ("events", """{"mostRequested":0}"""),
            ("events/errors", """{"status":"NICE"}"""), ("events/errors", """{"status":"OK"}"""), ("events/publish", "{}"),
            ("events/publish", """{"type":"Nothing__e"}"""), ("events/publish", """{"type":"Order_Placed__e","count":0}"""), ("faults", """{"drop":"never"}"""),
        })
        {
            using HttpResponseMessage answer = await org.Org.SendAsync(HttpMethod.Post, "/__org/" + knob, body);
            Assert.Equal((body, 400), (body, (int)answer.StatusCode));
        }
    }

    private static PublishRequest Request(BusOrg org) => new() { TopicName = BusOrg.Topic, Events = { org.Message() } };

    private static async Task PublishAsync(BusOrg org) => await org.Client.PublishAsync(Request(org), org.Headers, cancellationToken: BusOrg.Cancel);

    private static Task FaultAsync(BusOrg org, object fault) => org.Org.KnobAsync("faults", fault);

    private static Task ErrorAsync(BusOrg org, object error) => org.Org.KnobAsync("events/errors", error);
}
