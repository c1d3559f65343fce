using Grpc.Core;
using SalesforceCC.Events.PubSub;

namespace SalesforceCC.Client.Tests.Events.PubSub;

public sealed class ManagedSubscriptionTests
{
    private static readonly SubscriptionSettings s_managed = new() { ManagedSubscription = "Orders" };

    [Fact]
    public async Task The_place_is_committed_at_Salesforce_and_the_call_is_ended_as_it_should_be()
    {
        await using PubSubOrg org = await PubSubOrg.StartAsync();
        org.Org.Clock.OnPause = static () => { };
        List<int> committed = [];
        TaskCompletionSource<bool> ended = new();
        Emulator.Events.Protocol.ManagedFetchRequest? first = null;
        org.Server.OnManaged(async c =>
        {
            first = await c.NextAsync();
            await c.SendAsync(1);
            while (await c.CommittedAsync() is { } commit)
            {
                committed.Add(ScriptedPubSub.Number(commit.ReplayId));
                await c.AnswerAsync(commit);
                if (committed.Count == 1)
                    await c.SendAsync(2, 3);
            }

            ended.SetResult(true);
        });
        using (Subscription subscription = org.Subscribe(s_managed))
        {
            Assert.Equal((int[])[1, 2, 3], await PubSubOrg.ReceiveAsync(subscription, 3));
            await subscription.FinishAsync();
            Assert.True(await ended.Task.WaitAsync(Guard.Stop));
        }

        Assert.Equal("Orders", first!.DeveloperName);
        Assert.Equal(3, committed[^1]);
        Assert.Empty(org.Watched.Uncommitted);
    }

    [Fact]
    public async Task An_id_goes_as_id()
    {
        await using PubSubOrg org = await PubSubOrg.StartAsync();
        Emulator.Events.Protocol.ManagedFetchRequest? first = null;
        org.Server.OnManaged(async c =>
        {
            first = await c.NextAsync();
            await c.SendAsync(1);
            await c.NextAsync();
        });
        await org.ReceiveAsync(1, new SubscriptionSettings { ManagedSubscription = "18x000000000001" });
        Assert.Equal("18x000000000001", first!.SubscriptionId);
        Assert.Equal("", first.DeveloperName);
    }

    [Fact]
    public async Task What_the_reader_has_is_not_given_again_after_a_break()
    {
        await using PubSubOrg org = await PubSubOrg.StartAsync();
        org.Server.OnManaged(
            async c =>
            {
                await c.NextAsync();
                await c.SendAsync(1);
                await c.CommittedAsync();
                throw ScriptedPubSub.Error(StatusCode.Unavailable, null);
            },
            async c =>
            {
                await c.NextAsync();
                await c.SendAsync(1, 2);
                await c.NextAsync();
            });
        Assert.Equal((int[])[1, 2], await org.ReceiveAsync(2, s_managed));
    }

    [Fact]
    public async Task A_commit_that_fails_is_told_and_ends_nothing()
    {
        await using PubSubOrg org = await PubSubOrg.StartAsync();
        org.Server.OnManaged(async c =>
        {
            await c.NextAsync();
            await c.SendAsync(1);
            await c.AnswerAsync((await c.CommittedAsync())!, "The replay ID is older than the last one.");
            await c.SendAsync(2);
            await c.NextAsync();
        });
        Assert.Equal((int[])[1, 2], await org.ReceiveAsync(2, s_managed));
        SfException failure = Assert.Single(org.Watched.Uncommitted);
        Assert.Equal(SfErrorCodes.NotCommitted, failure.Code);
        Assert.Contains("older than the last one", failure.Message);
    }

    [Fact]
    public async Task One_that_somebody_else_has_is_waited_for_and_then_given_up()
    {
        await using PubSubOrg org = await PubSubOrg.StartAsync();
        Func<ManagedCall, Task> taken = static _ => throw ScriptedPubSub.Error(
            StatusCode.AlreadyExists, "managed.subscription.already.active", "An active managed subscription with the same ID already exists. rpcId: 1");
        org.Server.OnManaged(taken, taken, async c =>
        {
            await c.NextAsync();
            await c.SendAsync(1);
            await c.NextAsync();
        });
        Assert.Equal((int[])[1], await org.ReceiveAsync(1, s_managed));
        Assert.Contains("waiting until it is free", Assert.Single(org.Watched.Warnings));
        Assert.All(org.Org.Clock.Pauses, static p => Assert.InRange(p, TimeSpan.FromSeconds(15), TimeSpan.FromMinutes(5)));

        org.Server.OnManaged(taken, taken, taken);
        SfException failure = await Guard.FailsAsync(PubSubCodes.AlreadyActive, () => org.ReceiveAsync(1, s_managed with { MaximumRetryCount = 2 }));
        Assert.Contains("2 attempts", failure.Message);
    }

    [Theory]
    [InlineData("managed.subscription.config.stopped")]
    [InlineData("managed.subscription.developer.name.not.found")]
    public async Task One_that_is_not_there_is_an_error(string code)
    {
        await using PubSubOrg org = await PubSubOrg.StartAsync();
        org.Server.OnManaged(_ => throw ScriptedPubSub.Error(StatusCode.NotFound, code));
        await Guard.FailsAsync(PubSubCodes.Prefix + code, () => org.ReceiveAsync(1, s_managed));
        Assert.Single(org.Server.Calls);
    }
}
