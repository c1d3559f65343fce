using System.Text.Json;
using Google.Protobuf;
using Grpc.Core;
using SalesforceCC.Client.Tests.Support;
using SalesforceCC.Events.Protocol;
using SalesforceCC.Emulator.Tests.Http;
using Xunit;

namespace SalesforceCC.Emulator.Tests.Events;

/// <summary>Managed subscriptions: made by the Tooling API, followed by gRPC.</summary>
public sealed class ManagedSubscribeTests
{
    private const string Rows = "/services/data/v68.0/tooling/sobjects/ManagedEventSubscription";
    private const string Name = "Ledger";

    [Fact]
    public async Task A_subscription_goes_on_after_its_commit_whoever_takes_it_up()
    {
        await using BusOrg org = await BusOrg.StartAsync();
        string id = await CreateAsync(org, replay: "EARLIEST");
        org.Put(3);
        ByteString second;
        using (AsyncDuplexStreamingCall<ManagedFetchRequest, ManagedFetchResponse> call = await BeginAsync(org, new() { DeveloperName = Name, NumRequested = 10 }))
        {
            ManagedFetchResponse response = await NextAsync(call);
            Assert.Equal(["O-1", "O-2", "O-3"], response.Events.Select(org.NumberOf));
            second = response.Events[1].ReplayId;
            await CommitAsync(call, "a", second);
            CommitReplayResponse commit = (await NextAsync(call)).CommitResponse;
            Assert.Equal(("a", second, null), (commit.CommitRequestId, commit.ReplayId, commit.Error));
            Assert.InRange(commit.ProcessTime, org.Now().AddMinutes(-1).ToUnixTimeMilliseconds(), org.Now().ToUnixTimeMilliseconds());
            await call.RequestStream.CompleteAsync();
            Assert.False(await call.ResponseStream.MoveNext(BusOrg.Cancel));
        }

        using AsyncDuplexStreamingCall<ManagedFetchRequest, ManagedFetchResponse> again = await BeginAsync(org, new() { SubscriptionId = id[..15], NumRequested = 10 });
        Assert.Equal(["O-3"], (await NextAsync(again)).Events.Select(org.NumberOf));
    }

    [Fact]
    public async Task Commits_are_answered_together_and_wrong_ones_alone_without_the_end_of_the_stream()
    {
        await using BusOrg org = await BusOrg.StartAsync();
        await CreateAsync(org, replay: "EARLIEST");
        await org.SetAsync(new { commitDelaySeconds = 1 });
        org.Put(4);
        using AsyncDuplexStreamingCall<ManagedFetchRequest, ManagedFetchResponse> call = await BeginAsync(org, new() { DeveloperName = Name, NumRequested = 3 });
        ByteString[] ids = [.. (await NextAsync(call)).Events.Select(e => e.ReplayId)];
        org.Put(1, first: 5);
        await CommitAsync(call, "first", ids[0]);
        await CommitAsync(call, "third", ids[2]);
        await CommitAsync(call, "older", ids[1]);
        await CommitAsync(call, "none", ByteString.Empty);
        await CommitAsync(call, "nonsense", ByteString.CopyFromUtf8("nonsense"));
        await CommitAsync(call, "ahead", org.Events.Bus.State.Last.ToBytes());
        await CommitAsync(call, "second", ids[2]);
        await org.UntilCommitsAsync(7);
        await org.AdvanceAsync(1);
        List<CommitReplayResponse> answers = [];
        while (answers.Count < 5) answers.Add((await NextAsync(call)).CommitResponse);
        Assert.Equal(["older", "none", "nonsense", "ahead", "second"], answers.Select(a => a.CommitRequestId));
        Assert.Equal([ErrorCode.Commit, ErrorCode.Commit, ErrorCode.Commit, ErrorCode.Commit, null], answers.Select(a => a.Error?.Code));
        await call.RequestStream.WriteAsync(new ManagedFetchRequest { NumRequested = 5 }, BusOrg.Cancel);
        Assert.Equal(["O-4", "O-5"], (await NextAsync(call)).Events.Select(org.NumberOf));
    }

    [Fact]
    public async Task One_client_at_a_time_has_it_and_after_an_end_that_nobody_saw_none_for_a_quarter_of_an_hour()
    {
        await using BusOrg org = await BusOrg.StartAsync();
        await CreateAsync(org);
        AsyncDuplexStreamingCall<ManagedFetchRequest, ManagedFetchResponse> first = await BeginAsync(org, new() { DeveloperName = Name, NumRequested = 1 });
        await org.UntilAsync(streams: 1);
        await BusyAsync();
        first.Dispose();
        await org.UntilClosedAsync();
        await BusyAsync();
        await org.AdvanceAsync(899);
        await BusyAsync();
        await org.AdvanceAsync(2);
        using AsyncDuplexStreamingCall<ManagedFetchRequest, ManagedFetchResponse> next = await BeginAsync(org, new() { DeveloperName = Name, NumRequested = 1 });
        await org.UntilAsync(streams: 1, requested: 2);
        await org.AdvanceAsync(120);
        Assert.Empty((await NextAsync(next)).Events);

        async Task BusyAsync()
        {
            RpcException error = await FailsAsync(org, new() { DeveloperName = Name, NumRequested = 1 }, "already.active", StatusCode.AlreadyExists);
            Assert.StartsWith("An active managed subscription with the same ID already exists.", error.Status.Detail, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Who_never_commits_is_closed_after_half_an_hour()
    {
        await using BusOrg org = await BusOrg.StartAsync();
        await CreateAsync(org);
        using AsyncDuplexStreamingCall<ManagedFetchRequest, ManagedFetchResponse> call = await BeginAsync(org, new() { DeveloperName = Name, NumRequested = 1 });
        await org.UntilAsync(streams: 1);
        await org.AdvanceAsync(1_799);
        Assert.Empty((await NextAsync(call)).Events);
        await org.AdvanceAsync(1);
        RpcException error = await BusOrg.FailsAsync(() => NextAsync(call), StatusCode.DeadlineExceeded, null);
        Assert.StartsWith("No CommitReplayRequests sent in the last 1800 seconds. Closing managed subscription. rpcId:", error.Status.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("EARLIEST", "O-2")]
    [InlineData("LATEST", "O-3")]
    public async Task A_commit_that_is_too_old_is_recovered_from_as_the_row_says(string recovery, string first)
    {
        await using BusOrg org = await BusOrg.StartAsync();
        await CreateAsync(org, replay: "EARLIEST", recovery: recovery);
        org.Put(1);
        using (AsyncDuplexStreamingCall<ManagedFetchRequest, ManagedFetchResponse> call = await BeginAsync(org, new() { DeveloperName = Name, NumRequested = 1 }))
        {
            await CommitAsync(call, "a", (await NextAsync(call)).Events[0].ReplayId);
            await NextAsync(call);
            await call.RequestStream.CompleteAsync();
            Assert.False(await call.ResponseStream.MoveNext(BusOrg.Cancel));
        }

        await org.AdvanceAsync((72 * 3600) + 1);
        org.Put(1, first: 2);
        using AsyncDuplexStreamingCall<ManagedFetchRequest, ManagedFetchResponse> again = await BeginAsync(org, new() { DeveloperName = Name, NumRequested = 5 });
        await org.UntilAsync(streams: 1, requested: 6);
        if (recovery == "LATEST") org.Put(1, first: 3);
        Assert.Equal(first, org.NumberOf((await NextAsync(again)).Events[0]));
    }

    [Fact]
    public async Task Wrong_requests_are_named_by_their_codes()
    {
        await using BusOrg org = await BusOrg.StartAsync();
        string id = await CreateAsync(org);
        await FailsAsync(org, new(), "id.or.developer.name.empty");
        await FailsAsync(org, new() { DeveloperName = "Nobody" }, "developer.name.not.found", StatusCode.NotFound);
        await FailsAsync(org, new() { SubscriptionId = "18x000000000001" }, "subscription.id.not.found", StatusCode.NotFound);
        await FailsAsync(org, new() { SubscriptionId = "001000000000001" }, "subscription.id.invalid");
        await FailsAsync(org, new() { SubscriptionId = "x" }, "subscription.id.invalid");
        await FailsAsync(org, new() { SubscriptionId = id, NumRequested = -1 }, "fetch.request.events.invalid");
        await FailsAsync(org, new() { SubscriptionId = id, AuthRefresh = "x" }, "fetch.request.auth.request.restricted");
        await FailsAsync(org, new() { SubscriptionId = id, CommitReplayIdRequest = new() }, "fetch.request.commit.request.restricted");
        using AsyncDuplexStreamingCall<ManagedFetchRequest, ManagedFetchResponse> call = await BeginAsync(org, new() { SubscriptionId = id });
        await call.RequestStream.WriteAsync(new ManagedFetchRequest { DeveloperName = "Other" }, BusOrg.Cancel);
        await BusOrg.FailsAsync(() => NextAsync(call), StatusCode.InvalidArgument, "managed.subscription.fetch.request.invalid");
        using AsyncDuplexStreamingCall<ManagedFetchRequest, ManagedFetchResponse> negative = await BeginAsync(org, new() { SubscriptionId = id });
        await negative.RequestStream.WriteAsync(new ManagedFetchRequest { NumRequested = -1 }, BusOrg.Cancel);
        await BusOrg.FailsAsync(() => NextAsync(negative), StatusCode.InvalidArgument, "managed.subscription.fetch.request.events.invalid");
        using AsyncDuplexStreamingCall<ManagedFetchRequest, ManagedFetchResponse> secret = await BeginAsync(org, new() { SubscriptionId = id });
        await secret.RequestStream.WriteAsync(new ManagedFetchRequest { AuthRefresh = "x" }, BusOrg.Cancel);
        await BusOrg.FailsAsync(() => NextAsync(secret), StatusCode.InvalidArgument, "managed.subscription.fetch.request.auth.request.restricted");
    }

    [Fact]
    public async Task A_subscription_without_a_topic_for_this_user_or_over_the_limit_does_not_begin()
    {
        await using BusOrg org = await BusOrg.StartAsync();
        await CreateAsync(org);
        await org.SetAsync(new { deliveredPerDay = 0 });
        await RefusedAsync(StatusCode.ResourceExhausted, "subscription.limit.exceeded");
        await org.Org.KnobAsync($"users/{org.Org.RunAsUser}", new { hidden = new[] { BusOrg.Type } });
        await RefusedAsync(StatusCode.PermissionDenied, "topic.meta.permission");
        await org.Org.KnobAsync("schema/" + BusOrg.Type, method: "DELETE");
        await RefusedAsync(StatusCode.NotFound, "topic.not.found");

        async Task RefusedAsync(StatusCode status, string code)
        {
            using AsyncDuplexStreamingCall<ManagedFetchRequest, ManagedFetchResponse> call = await BeginAsync(org, new() { DeveloperName = Name });
            await BusOrg.FailsAsync(() => NextAsync(call), status, code);
        }
    }

    [Theory]
    [InlineData("PATCH", "config.stopped", StatusCode.FailedPrecondition)]
    [InlineData("DELETE", "config.deleted", StatusCode.NotFound)]
    public async Task A_subscription_that_is_stopped_or_deleted_ends_its_stream(string method, string code, StatusCode status)
    {
        await using BusOrg org = await BusOrg.StartAsync();
        string id = await CreateAsync(org);
        using AsyncDuplexStreamingCall<ManagedFetchRequest, ManagedFetchResponse> call = await BeginAsync(org, new() { SubscriptionId = id, NumRequested = 1 });
        await org.UntilAsync(streams: 1);
        using HttpResponseMessage answer = await org.Org.SendAsync(new HttpMethod(method), $"{Rows}/{id}", method == "PATCH" ? Body(state: "STOP") : null);
        Assert.True(answer.IsSuccessStatusCode);
        await BusOrg.FailsAsync(() => NextAsync(call), status, "managed.subscription." + code);
    }

    [Fact]
    public async Task Rows_are_made_read_and_refused_by_the_tooling_api()
    {
        await using BusOrg org = await BusOrg.StartAsync();
        string id = await CreateAsync(org);
        Assert.StartsWith("18x", id, StringComparison.Ordinal);
        using HttpResponseMessage row = await org.Org.GetAsync($"{Rows}/{id}");
        JsonElement metadata = (await row.JsonAsync()).GetProperty("Metadata");
        Assert.Equal((BusOrg.Topic, "RUN"), (metadata.GetProperty("topicName").GetString(), metadata.GetProperty("state").GetString()));
        using HttpResponseMessage query = await org.Org.GetAsync(
            $"/services/data/v68.0/tooling/query?q=SELECT+Id,State+FROM+ManagedEventSubscription+WHERE+DeveloperName='{Name}'");
        Assert.Equal(id, (await query.JsonAsync()).GetProperty("records")[0].GetProperty("Id").GetString());
        foreach ((string body, string code) in new[]
        {
            (Body(), "DUPLICATE_DEVELOPER_NAME"), (Body("Other", topic: "/event/Nothing__e"), "FIELD_INTEGRITY_EXCEPTION"),
            (Body("Other", replay: "NEVER"), "FIELD_INTEGRITY_EXCEPTION"), (Body("O her"), "FIELD_INTEGRITY_EXCEPTION"),
            ("""{"FullName":"Other"}""", "REQUIRED_FIELD_MISSING"), ("""{"FullName":"Other","Metadata":{"topicName":"/event/Order_Placed__e"}}""", "REQUIRED_FIELD_MISSING"),
        })
        {
            using HttpResponseMessage answer = await org.Org.SendAsync(HttpMethod.Post, Rows, body);
            await answer.IsErrorAsync(400, code);
        }
    }

    private static string Body(string name = Name, string topic = BusOrg.Topic, string replay = "LATEST", string recovery = "LATEST", string state = "RUN") =>
        JsonSerializer.Serialize(new
        {
            FullName = name,
            Metadata = new { label = name, topicName = topic, defaultReplay = replay, errorRecoveryReplay = recovery, state },
        });

    private static async Task<string> CreateAsync(BusOrg org, string replay = "LATEST", string recovery = "LATEST")
    {
        using HttpResponseMessage answer = await org.Org.SendAsync(HttpMethod.Post, Rows, Body(replay: replay, recovery: recovery));
        Assert.Equal(201, (int)answer.StatusCode);
        return (await answer.JsonAsync()).GetProperty("id").GetString()!;
    }

    private static async Task<AsyncDuplexStreamingCall<ManagedFetchRequest, ManagedFetchResponse>> BeginAsync(BusOrg org, ManagedFetchRequest first)
    {
        AsyncDuplexStreamingCall<ManagedFetchRequest, ManagedFetchResponse> call = org.Client.ManagedSubscribe(org.Headers, cancellationToken: BusOrg.Cancel);
        await call.RequestStream.WriteAsync(first, BusOrg.Cancel);
        return call;
    }

    private static Task CommitAsync(AsyncDuplexStreamingCall<ManagedFetchRequest, ManagedFetchResponse> call, string name, ByteString id) =>
        call.RequestStream.WriteAsync(new ManagedFetchRequest { CommitReplayIdRequest = new() { CommitRequestId = name, ReplayId = id } }, BusOrg.Cancel);

    private static async Task<ManagedFetchResponse> NextAsync(AsyncDuplexStreamingCall<ManagedFetchRequest, ManagedFetchResponse> call)
    {
        Assert.True(await call.ResponseStream.MoveNext(BusOrg.Cancel).WaitAsync(Patience.Limit, BusOrg.Cancel));
        return call.ResponseStream.Current;
    }

    private static async Task<RpcException> FailsAsync(BusOrg org, ManagedFetchRequest first, string code, StatusCode status = StatusCode.InvalidArgument)
    {
        using AsyncDuplexStreamingCall<ManagedFetchRequest, ManagedFetchResponse> call = await BeginAsync(org, first);
        return await BusOrg.FailsAsync(() => NextAsync(call), status, "managed.subscription." + code);
    }
}
