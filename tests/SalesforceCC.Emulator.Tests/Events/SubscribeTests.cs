using Google.Protobuf;
using Grpc.Core;
using SalesforceCC.Client.Tests.Support;
using SalesforceCC.Events.Protocol;
using Xunit;

namespace SalesforceCC.Emulator.Tests.Events;

/// <summary>Subscribe, as a client sees it that speaks gRPC over a socket.</summary>
public sealed class SubscribeTests
{
    private static ByteString Id(ConsumerEvent message) => message.ReplayId;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Events_arrive_in_order_with_their_schema_and_ids_of_ten_bytes(bool tls)
    {
        await using BusOrg org = await BusOrg.StartAsync(tls: tls);
        org.Put(3);
        using Subscription stream = org.Subscribe(Subscription.Earliest(10));
        FetchResponse response = (await stream.NextAsync())!;
        Assert.Equal(["O-1", "O-2", "O-3"], response.Events.Select(org.NumberOf));
        Assert.Equal((7, response.Events[2].ReplayId), (response.PendingNumRequested, response.LatestReplayId));
        Assert.All(response.Events, e => Assert.Equal((10, org.Schema.Id), (e.ReplayId.Length, e.Event.SchemaId)));
        Assert.All(response.Events, e => Assert.True(Guid.TryParse(e.Event.Id, out _)));
        SchemaInfo schema = await org.Client.GetSchemaAsync(new SchemaRequest { SchemaId = response.Events[0].Event.SchemaId }, org.Headers, cancellationToken: BusOrg.Cancel);
        Assert.Equal(org.Schema.Json, schema.SchemaJson);
    }

    [Fact]
    public async Task Latest_begins_at_the_tip_and_custom_after_the_event_that_is_named_by_ten_bytes_or_by_eight()
    {
        await using BusOrg org = await BusOrg.StartAsync();
        org.Put(3);
        using Subscription latest = org.Subscribe(Subscription.Latest());
        await org.UntilAsync(streams: 1);
        org.Put(2, first: 4);
        List<ConsumerEvent> late = await latest.TakeAsync(2);
        Assert.Equal(["O-4", "O-5"], late.Select(org.NumberOf));

        using Subscription ten = org.Subscribe(Subscription.After(Id(late[0])));
        Assert.Equal(["O-5"], (await ten.TakeAsync(1)).Select(org.NumberOf));
        using Subscription eight = org.Subscribe(Subscription.After(ByteString.CopyFrom(Id(late[0]).Span[..8])));
        Assert.Equal(["O-5"], (await eight.TakeAsync(1)).Select(org.NumberOf));
    }

    [Fact]
    public async Task No_more_is_sent_than_was_asked_for_and_of_all_requests_together_a_hundred_are_kept()
    {
        await using BusOrg org = await BusOrg.StartAsync();
        using Subscription stream = org.Subscribe(Subscription.Latest(60));
        await stream.AskAsync(60);
        await stream.AskAsync(1_000);
        await org.UntilAsync(streams: 1, requested: 1_120);
        org.Put(150);
        List<ConsumerEvent> events = await stream.TakeAsync(100);
        Assert.Equal(100, events.Count);
        await stream.AskAsync(20);
        FetchResponse more = (await stream.NextAsync())!;
        Assert.Equal((20, 0, "O-101"), (more.Events.Count, more.PendingNumRequested, org.NumberOf(more.Events[0])));
    }

    [Fact]
    public async Task A_quiet_stream_gets_an_empty_response_whose_newer_id_can_be_gone_on_from()
    {
        await using BusOrg org = await BusOrg.StartAsync();
        using Subscription stream = org.Subscribe(Subscription.Latest());
        await org.UntilAsync(streams: 1);
        await org.AdvanceAsync(119);
        await org.AdvanceAsync(1);
        FetchResponse first = (await stream.NextAsync())!;
        await org.AdvanceAsync(120);
        FetchResponse second = (await stream.NextAsync())!;
        Assert.Equal((0, 0, 100), (first.Events.Count, second.Events.Count, second.PendingNumRequested));
        Assert.True(first.LatestReplayId.Span.SequenceCompareTo(second.LatestReplayId.Span) < 0);
        org.Put(1);
        Assert.Single(await stream.TakeAsync(1));
        using Subscription again = org.Subscribe(Subscription.After(second.LatestReplayId));
        Assert.Equal(["O-1"], (await again.TakeAsync(1)).Select(org.NumberOf));
    }

    [Fact]
    public async Task Who_wants_no_more_is_let_go_after_seventy_seconds_and_who_waits_is_not()
    {
        await using BusOrg org = await BusOrg.StartAsync();
        org.Put(2);
        using Subscription full = org.Subscribe(Subscription.Earliest(2));
        using Subscription waiting = org.Subscribe(Subscription.Earliest(3));
        await full.TakeAsync(2);
        await waiting.TakeAsync(2);
        await org.AdvanceAsync(70);
        Assert.Null(await full.NextAsync());
        org.Put(1, first: 3);
        Assert.Equal(["O-3"], (await waiting.TakeAsync(1)).Select(org.NumberOf));
    }

    [Fact]
    public async Task Keepalives_do_not_keep_a_stream_that_nobody_wants_events_of()
    {
        await using BusOrg org = await BusOrg.StartAsync();
        await org.SetAsync(new { keepaliveSeconds = 30 });
        org.Put(1);
        using Subscription stream = org.Subscribe(Subscription.Earliest(1));
        await stream.TakeAsync(1);
        for (int i = 0; i < 2; i++)
        {
            await org.AdvanceAsync(30);
            Assert.Empty((await stream.NextAsync())!.Events);
        }

        await org.AdvanceAsync(10);
        Assert.Null(await stream.NextAsync());
    }

    [Fact]
    public async Task A_client_that_sends_no_more_requests_ends_its_stream_though_it_has_events_to_come()
    {
        await using BusOrg org = await BusOrg.StartAsync();
        using Subscription stream = org.Subscribe(Subscription.Latest());
        await stream.CompleteAsync();
        Assert.Null(await stream.NextAsync());
    }

    [Fact]
    public async Task Events_go_when_they_are_too_old_and_so_do_the_ids_that_name_them()
    {
        await using BusOrg org = await BusOrg.StartAsync();
        org.Put(1);
        ByteString old;
        using (Subscription stream = org.Subscribe(Subscription.Earliest()))
            old = Id((await stream.TakeAsync(1))[0]);
        await org.AdvanceAsync(71 * 3600);
        org.Put(1, first: 2);
        await org.AdvanceAsync(3601);
        using Subscription earliest = org.Subscribe(Subscription.Earliest());
        Assert.Equal(["O-2"], (await earliest.TakeAsync(1)).Select(org.NumberOf));
        await FailsAsync(org, Subscription.After(old), "subscription.fetch.replayid.corrupted");
    }

    [Fact]
    public async Task An_id_that_was_never_given_out_is_corrupted()
    {
        await using BusOrg org = await BusOrg.StartAsync();
        org.Put(4);
        await FailsAsync(org, Subscription.After(ByteString.Empty), "subscription.fetch.replayid.validation.failed");

        // Between the last two events there is a gap, which is not to be guessed at.
        string between = new Emulator.Events.Bus.ReplayId(org.Events.Bus.State.Last.Number - 1).ToString();
        foreach (string id in new[] { "00", "00000000", "0000000000000001", "00000000000000010000", "7fffffffffffffff", "ffffffffffffffff0000", between, between[..18] + "01" })
            await FailsAsync(org, Subscription.After(ByteString.CopyFrom(Convert.FromHexString(id))), "subscription.fetch.replayid.corrupted");
    }

    [Fact]
    public async Task Wrong_requests_are_named_by_their_codes()
    {
        await using BusOrg org = await BusOrg.StartAsync();
        await FailsAsync(org, Subscription.Latest(0), "subscription.fetch.requested.events.invalid");
        await FailsAsync(org, Subscription.Latest(-1), "subscription.fetch.requested.events.invalid");
        await FailsAsync(org, Subscription.Latest(topic: ""), "topic.validation.empty");
        await FailsAsync(org, Subscription.Latest(topic: "/event/order_placed__e"), "topic.not.found", StatusCode.NotFound);
        await FailsAsync(org, new FetchRequest(Subscription.Latest()) { AuthRefresh = "x" }, "service.auth.refresh.invalid");
        await LaterAsync(new FetchRequest { NumRequested = 0 }, "subscription.fetch.requested.events.invalid");
        await LaterAsync(new FetchRequest { NumRequested = 1, TopicName = "/event/Other__e" }, "subscription.fetch.topic.mismatch");
        await LaterAsync(new FetchRequest { NumRequested = 1, ReplayPreset = ReplayPreset.Earliest }, "subscription.fetch.replay.repeated");
        await LaterAsync(new FetchRequest { NumRequested = int.MaxValue }, "subscription.fetch.overflow");

        async Task LaterAsync(FetchRequest later, string code)
        {
            using Subscription stream = org.Subscribe(Subscription.Latest());
            await stream.AskAsync(later);
            await BusOrg.FailsAsync(stream.NextAsync, StatusCode.InvalidArgument, code);
        }
    }

    [Fact]
    public async Task A_stream_goes_on_after_its_token_has_ended_and_a_new_call_does_not_begin()
    {
        await using BusOrg org = await BusOrg.StartAsync();
        using Subscription stream = org.Subscribe(Subscription.Latest());
        await org.UntilAsync(streams: 1);
        await org.Org.KnobAsync("expire-tokens");
        org.Put(1);
        Assert.Single(await stream.TakeAsync(1));
        await FailsAsync(org, Subscription.Latest(), "service.auth.error", StatusCode.Unauthenticated);
    }

    [Fact]
    public async Task Headers_that_are_missing_or_wrong_are_told_from_a_token_that_is_not_good()
    {
        await using BusOrg org = await BusOrg.StartAsync();
        foreach ((string key, string? value, string code) in new[]
        {
            ("accesstoken", null, "headers.invalid"), ("instanceurl", null, "headers.invalid"), ("tenantid", null, "headers.invalid"),
            ("tenantid", "00D", "headers.invalid"), ("instanceurl", "my.salesforce.com", "headers.invalid"),
            ("accesstoken", "00D!nobody", "error"), ("tenantid", "00D000000000001", "error"),
        })
        {
            Grpc.Core.Metadata headers = [.. org.Headers.Where(h => h.Key != key)];
            if (value is not null) headers.Add(key, value);
            await BusOrg.FailsAsync(
                async () => await org.Client.GetTopicAsync(new TopicRequest { TopicName = BusOrg.Topic }, headers, cancellationToken: BusOrg.Cancel),
                StatusCode.Unauthenticated,
                "service.auth." + code);
        }
    }

    [Fact]
    public async Task What_a_user_may_not_see_is_refused()
    {
        await using BusOrg org = await BusOrg.StartAsync();
        string schema = org.Schema.Id;
        await org.Org.KnobAsync($"users/{org.Org.RunAsUser}", new { hidden = new[] { BusOrg.Type } });
        await FailsAsync(org, Subscription.Latest(), "topic.meta.permission", StatusCode.PermissionDenied);
        await BusOrg.FailsAsync(
            async () => await org.Client.GetTopicAsync(new TopicRequest { TopicName = BusOrg.Topic }, org.Headers, cancellationToken: BusOrg.Cancel),
            StatusCode.PermissionDenied,
            "topic.meta.permission");
        await BusOrg.FailsAsync(
            async () => await org.Client.GetSchemaAsync(new SchemaRequest { SchemaId = schema }, org.Headers, cancellationToken: BusOrg.Cancel),
            StatusCode.PermissionDenied,
            "schema.meta.permission");
    }

    [Fact]
    public async Task Who_is_left_behind_by_what_the_bus_can_keep_is_told_so()
    {
        await using BusOrg org = await BusOrg.StartAsync();
        await org.SetAsync(new { retentionEvents = 1_000, deliveredPerDay = 100_000 });
        using Subscription stream = org.Subscribe(Subscription.Latest(1));
        await org.UntilAsync(streams: 1);
        org.Put(1);
        await stream.TakeAsync(1);
        await org.Org.KnobAsync("events/publish", new { type = BusOrg.Type, payloadBase64 = Convert.ToBase64String(org.Payload("O-2")), count = 5_000 });
        Assert.InRange(org.Events.Bus.State.Events, 1, 3_000);
        await stream.AskAsync(1);
        await BusOrg.FailsAsync(stream.NextAsync, StatusCode.InvalidArgument, "subscription.fetch.replayid.corrupted");
    }

    [Fact]
    public async Task The_short_id_of_the_org_is_as_good_as_the_long_one()
    {
        await using BusOrg org = await BusOrg.StartAsync();
        Grpc.Core.Metadata headers = [.. org.Headers.Where(h => h.Key != "tenantid"), new Grpc.Core.Metadata.Entry("tenantid", org.Org.Host.OrganizationId[..15])];
        TopicInfo topic = await org.Client.GetTopicAsync(new TopicRequest { TopicName = BusOrg.Topic }, headers, cancellationToken: BusOrg.Cancel);
        Assert.Equal((BusOrg.Topic, true, true, org.Schema.Id), (topic.TopicName, topic.CanPublish, topic.CanSubscribe, topic.SchemaId));
        Assert.Equal("core/prod/" + org.Org.Host.OrganizationId, topic.TenantGuid);
    }

    [Fact]
    public async Task The_end_of_the_org_ends_its_streams_at_once()
    {
        BusOrg org = await BusOrg.StartAsync();
        using Subscription stream = org.Subscribe(Subscription.Latest());
        await org.UntilAsync(streams: 1);
        await org.Org.Host.DisposeAsync().AsTask().WaitAsync(Patience.Limit, BusOrg.Cancel);
        await Assert.ThrowsAsync<RpcException>(stream.NextAsync);
        await org.DisposeAsync();
    }

    private static async Task FailsAsync(BusOrg org, FetchRequest request, string code, StatusCode status = StatusCode.InvalidArgument)
    {
        using Subscription stream = org.Subscribe(request);
        await BusOrg.FailsAsync(stream.NextAsync, status, code);
    }
}
