using Google.Protobuf;
using Grpc.Core;
using SalesforceCC.Client.Tests.Support;
using SalesforceCC.Events.Protocol;
using Xunit;

namespace SalesforceCC.Emulator.Tests.Events;

/// <summary>Publish and PublishStream, as a client sees them.</summary>
public sealed class PublishTests
{
    private const string SchemaInvalid = "schema.validation.failed";

    private static PublishRequest Request(params IEnumerable<ProducerEvent> events) => new() { TopicName = BusOrg.Topic, Events = { events } };

    [Fact]
    public async Task Each_event_has_a_result_in_its_place_and_subscribers_get_it_as_it_was_sent()
    {
        await using BusOrg org = await BusOrg.StartAsync();
        ProducerEvent[] sent = [org.Message("O-1"), org.Message("O-2"), org.Message("O-3")];
        sent[2].Id = "";
        PublishResponse response = await org.Client.PublishAsync(Request(sent), org.Headers, cancellationToken: BusOrg.Cancel);
        Assert.Equal(org.Schema.Id, response.SchemaId);
        Assert.Equal([sent[0].Id, sent[1].Id], response.Results.Take(2).Select(r => r.CorrelationKey));
        Assert.True(Guid.TryParse(response.Results[2].CorrelationKey, out _));
        using Subscription stream = org.Subscribe(Subscription.Earliest());
        List<ConsumerEvent> events = await stream.TakeAsync(3);
        Assert.Equal(response.Results.Select(r => (r.ReplayId, r.CorrelationKey)), events.Select(e => (e.ReplayId, e.Event.Id)));
        Assert.Equal(sent.Select(e => e.Payload), events.Select(e => e.Event.Payload));
    }

    [Fact]
    public async Task An_event_that_is_wrong_fails_alone()
    {
        await using BusOrg org = await BusOrg.StartAsync();
        ProducerEvent broken = org.Message(), longer = org.Message(), large = org.Message(new string('x', 1 << 20));
        broken.Payload = ByteString.CopyFrom(broken.Payload.Span[..^1]);
        longer.Payload = ByteString.CopyFrom([.. longer.Payload.Span, 0]);
        PublishResponse response = await org.Client.PublishAsync(Request(org.Message("O-1"), broken, longer, large, org.Message("O-2")), org.Headers, cancellationToken: BusOrg.Cancel);
        Assert.Equal([null, ErrorCode.Publish, ErrorCode.Publish, ErrorCode.Publish, null], response.Results.Select(r => r.Error?.Code));
        Assert.All(response.Results, r => Assert.Equal(r.Error is null ? 10 : 0, r.ReplayId.Length));
        using Subscription stream = org.Subscribe(Subscription.Earliest());
        Assert.Equal(["O-1", "O-2"], (await stream.TakeAsync(2)).Select(org.NumberOf));
    }

    [Fact]
    public async Task A_request_that_is_wrong_publishes_nothing()
    {
        await using BusOrg org = await BusOrg.StartAsync();
        ProducerEvent other = org.Message();
        other.SchemaId = "nothing";
        await FailsAsync(Request(org.Message(), other), SchemaInvalid);
        await FailsAsync(Request(), "publish.event.count.invalid");
        await FailsAsync(new PublishRequest { Events = { org.Message() } }, "publish.topic.validation.empty");
        await FailsAsync(new PublishRequest(Request(org.Message())) { AuthRefresh = "x" }, "publish.auth.refresh.invalid");
        await FailsAsync(new PublishRequest { TopicName = "/event/Nothing__e", Events = { org.Message() } }, "topic.not.found", StatusCode.NotFound);
        await FailsAsync(new PublishRequest { TopicName = "/data/AccountChangeEvent", Events = { org.Message() } }, "topic.meta.permission", StatusCode.PermissionDenied);
        Assert.Equal(0, org.Events.Bus.State.Events);

        Task FailsAsync(PublishRequest request, string code, StatusCode status = StatusCode.InvalidArgument) =>
            BusOrg.FailsAsync(async () => await org.Client.PublishAsync(request, org.Headers, cancellationToken: BusOrg.Cancel), status, code);
    }

    [Fact]
    public async Task A_schema_that_has_changed_is_not_written_with_any_more_but_still_read()
    {
        await using BusOrg org = await BusOrg.StartAsync();
        org.Put(1);
        ProducerEvent old = org.Message();
        using Subscription stream = org.Subscribe(Subscription.Earliest());
        await org.UntilAsync(streams: 1);
        await org.Org.KnobAsync("schema", new Dictionary<string, object> { [BusOrg.Type] = new { fields = new { Note__c = "string(20)" } } });
        Assert.NotEqual(old.SchemaId, org.Schema.Id);
        await BusOrg.FailsAsync(async () => await org.Client.PublishAsync(Request(old), org.Headers, cancellationToken: BusOrg.Cancel), StatusCode.InvalidArgument, SchemaInvalid);
        org.Put(1, first: 2);
        List<ConsumerEvent> events = await stream.TakeAsync(2);
        Assert.Equal([old.SchemaId, org.Schema.Id], events.Select(e => e.Event.SchemaId));
        foreach (ConsumerEvent message in events)
            await org.Client.GetSchemaAsync(new SchemaRequest { SchemaId = message.Event.SchemaId }, org.Headers, cancellationToken: BusOrg.Cancel);
    }

    [Fact]
    public async Task A_message_over_four_megabytes_is_cut_off_as_by_a_proxy()
    {
        await using BusOrg org = await BusOrg.StartAsync();
        ProducerEvent[] large = [.. Enumerable.Range(0, 5).Select(_ => org.Message(new string('x', 900_000)))];
        RpcException error = await Assert.ThrowsAsync<RpcException>(async () => await org.Client.PublishAsync(Request(large), org.Headers, cancellationToken: BusOrg.Cancel));
        Assert.Equal(StatusCode.Unavailable, error.StatusCode);
        Assert.StartsWith("upstream connect error", error.Status.Detail, StringComparison.Ordinal);
        PublishResponse response = await org.Client.PublishAsync(Request(large.Take(4)), org.Headers, cancellationToken: BusOrg.Cancel);
        Assert.All(response.Results, r => Assert.Null(r.Error));

        using Subscription stream = org.Subscribe(Subscription.Earliest());
        Assert.Equal(3, (await stream.NextAsync())!.Events.Count);
        Assert.Single((await stream.NextAsync())!.Events);
    }

    [Fact]
    public async Task What_is_published_within_an_hour_and_delivered_within_a_day_is_limited_and_told()
    {
        await using BusOrg org = await BusOrg.StartAsync();
        await org.SetAsync(new { publishedPerHour = 3, deliveredPerDay = 2 });
        PublishResponse response = await org.Client.PublishAsync(Request(Enumerable.Range(0, 4).Select(_ => org.Message())), org.Headers, cancellationToken: BusOrg.Cancel);
        Assert.Equal([false, false, false, true], response.Results.Select(r => r.Error is not null));
        Assert.Contains("LIMIT_EXCEEDED", response.Results[3].Error.Msg, StringComparison.Ordinal);
        using Subscription stream = org.Subscribe(Subscription.Earliest());
        Assert.Equal(2, (await stream.TakeAsync(2)).Count);
        RpcException error = await BusOrg.FailsAsync(stream.NextAsync, StatusCode.ResourceExhausted, "subscription.limit.exceeded");
        Assert.StartsWith("You have exceeded the event delivery limit for your org.", error.Status.Detail, StringComparison.Ordinal);
        Assert.Equal((3, 0, 2, 0), await LimitsAsync());

        using Subscription refused = org.Subscribe(Subscription.Earliest());
        await BusOrg.FailsAsync(refused.NextAsync, StatusCode.ResourceExhausted, "subscription.limit.exceeded");
        await org.AdvanceAsync(3601);
        Assert.Equal((3, 3, 2, 0), await LimitsAsync());
        await org.AdvanceAsync(24 * 3600);
        Assert.Equal((3, 3, 2, 2), await LimitsAsync());

        async Task<(int, int, int, int)> LimitsAsync()
        {
            await org.Org.LogInAsync();
            using HttpResponseMessage answer = await org.Org.GetAsync("/services/data/v68.0/limits");
            System.Text.Json.JsonElement limits = await Http.AnswerAssert.JsonAsync(answer);
            return (Of("HourlyPublishedPlatformEvents", "Max"), Of("HourlyPublishedPlatformEvents", "Remaining"),
                Of("DailyDeliveredPlatformEvents", "Max"), Of("DailyDeliveredPlatformEvents", "Remaining"));

            int Of(string limit, string part) => limits.GetProperty(limit).GetProperty(part).GetInt32();
        }
    }

    [Fact]
    public async Task A_stream_answers_its_requests_in_their_order_and_ends_with_its_client()
    {
        await using BusOrg org = await BusOrg.StartAsync();
        using AsyncDuplexStreamingCall<PublishRequest, PublishResponse> call = org.Client.PublishStream(org.Headers, cancellationToken: BusOrg.Cancel);
        List<string> sent = [];
        for (int i = 0; i < 5; i++)
        {
            ProducerEvent message = org.Message($"O-{i}");
            sent.Add(message.Id);
            await call.RequestStream.WriteAsync(i == 0 ? Request(message) : new PublishRequest { Events = { message } }, BusOrg.Cancel);
        }

        await call.RequestStream.CompleteAsync();
        List<string> answered = [];
        await foreach (PublishResponse response in call.ResponseStream.ReadAllAsync(BusOrg.Cancel)) answered.AddRange(response.Results.Select(r => r.CorrelationKey));
        Assert.Equal(sent, answered);
    }

    [Theory]
    [InlineData("topic", "publish.topic.mismatch", StatusCode.InvalidArgument)]
    [InlineData("token", "service.auth.error", StatusCode.Unauthenticated)]
    [InlineData("idle", "publish.stream.sweeper.timeout", StatusCode.DeadlineExceeded)]
    public async Task A_stream_ends_with_what_is_wrong(string what, string code, StatusCode status)
    {
        await using BusOrg org = await BusOrg.StartAsync();
        using AsyncDuplexStreamingCall<PublishRequest, PublishResponse> call = org.Client.PublishStream(org.Headers, cancellationToken: BusOrg.Cancel);
        await call.RequestStream.WriteAsync(Request(org.Message()), BusOrg.Cancel);
        Assert.True(await call.ResponseStream.MoveNext(BusOrg.Cancel));
        if (what == "idle")
        {
            await org.AdvanceAsync(69);
            await org.AdvanceAsync(2);
        }
        else
        {
            if (what == "token") await org.Org.KnobAsync("expire-tokens");
            await call.RequestStream.WriteAsync(new PublishRequest(Request(org.Message())) { TopicName = what == "topic" ? "/event/Other__e" : BusOrg.Topic }, BusOrg.Cancel);
        }

        await BusOrg.FailsAsync(() => call.ResponseStream.MoveNext(BusOrg.Cancel).WaitAsync(Patience.Limit, BusOrg.Cancel), status, code);
        Assert.Equal(1, org.Events.Bus.State.Events);
    }

    [Fact]
    public async Task Results_of_single_events_can_be_ordered_and_be_false()
    {
        await using BusOrg org = await BusOrg.StartAsync();
        await org.Org.KnobAsync("events/publish-errors", new { skip = 1, code = "UNKNOWN", message = "No luck." });
        await org.Org.KnobAsync("events/publish-errors", new { published = true });
        PublishResponse response = await org.Client.PublishAsync(Request(org.Message("O-1"), org.Message("O-2"), org.Message("O-3")), org.Headers, cancellationToken: BusOrg.Cancel);
        Assert.Equal(["The event was not published.", "No luck.", null], response.Results.Select(r => r.Error?.Msg));
        using Subscription stream = org.Subscribe(Subscription.Earliest());
        Assert.Equal(["O-1", "O-3"], (await stream.TakeAsync(2)).Select(org.NumberOf));
    }
}
