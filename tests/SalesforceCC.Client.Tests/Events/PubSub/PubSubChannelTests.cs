using Grpc.Core;
using Microsoft.AspNetCore.Http;
using SalesforceCC.Emulator.Events.Protocol;
using SalesforceCC.Events.PubSub;
using SalesforceCC.Http;

namespace SalesforceCC.Client.Tests.Events.PubSub;

public sealed class PubSubChannelTests
{
    private const string Code = "sfdc.platform.eventbus.grpc.";

    [Fact]
    public async Task Calls_carry_the_token_the_instance_and_the_org()
    {
        await using PubSubOrg org = await PubSubOrg.StartAsync();
        Assert.True((await org.Channel.GetTopicAsync(PubSubOrg.Topic, Guard.Stop)).CanSubscribe);
        Assert.Equal("{}", await org.Channel.GetSchemaAsync("schema", Guard.Stop));
        ILookup<string, string> sent = org.Server.Calls[0].Headers;
        Assert.Equal("00DS7000000oxzo!token1", sent["accesstoken"].Single());
        Assert.Equal(org.Session.InstanceUrl.GetLeftPart(UriPartial.Authority), sent["instanceurl"].Single());
        Assert.Equal(org.Session.OrganizationId, sent["tenantid"].Single());
        Assert.Equal(18, org.Session.OrganizationId!.Length);
        Assert.Empty(sent["authorization"]);
        Assert.Equal(1, org.Org.TokenRequests);
        Assert.Same(org.Channel, org.Channel);
    }

    [Fact]
    public async Task A_token_that_has_ended_is_renewed_once_for_all_calls()
    {
        await using PubSubOrg org = await PubSubOrg.StartAsync();
        org.Server.Gate = static c =>
        {
            if (c.RequestHeaders.GetValue("accesstoken")!.EndsWith("token1", StringComparison.Ordinal))
                throw ScriptedPubSub.Error(StatusCode.Unauthenticated, "service.auth.error");
        };
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => org.Channel.GetTopicAsync(PubSubOrg.Topic, Guard.Stop)));
        Assert.Equal(2, org.Org.TokenRequests);
        Assert.All(org.Server.Calls.TakeLast(1), c => Assert.EndsWith("token2", c.Token, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_second_refusal_of_the_token_is_final()
    {
        await using PubSubOrg org = await PubSubOrg.StartAsync();
        org.Server.Gate = static _ => throw ScriptedPubSub.Error(StatusCode.Unauthenticated, "service.auth.error", "An authentication exception occurred. rpcId: 1");
        SfException failure = await Guard.FailsAsync(Code + "service.auth.error", () => org.Channel.GetTopicAsync(PubSubOrg.Topic, Guard.Stop));
        Assert.Equal("An authentication exception occurred. rpcId: 1", failure.Message);
        Assert.Equal("GetTopic " + PubSubOrg.Topic, failure.Request);
        Assert.Equal(2, org.Server.Calls.Length);
        Assert.Equal(2, org.Org.TokenRequests);
    }

    [Theory]
    [InlineData(StatusCode.Unavailable, "service.unavailable", 4)]
    [InlineData(StatusCode.Unavailable, null, 4)]
    [InlineData(StatusCode.NotFound, "topic.not.found", 1)]
    [InlineData(StatusCode.PermissionDenied, "topic.meta.permission", 1)]
    [InlineData(StatusCode.InvalidArgument, "topic.validation.empty", 1)]
    [InlineData(StatusCode.ResourceExhausted, "concurrent.client.limit.exceeded", 1)]
    [InlineData(StatusCode.Unknown, "service.tenant.license", 1)]
    public async Task Errors_have_Salesforces_code_and_only_what_may_pass_is_tried_again(StatusCode status, string? code, int calls)
    {
        await using PubSubOrg org = await PubSubOrg.StartAsync();
        org.Server.Topic = (_, _) => throw ScriptedPubSub.Error(status, code);
        SfException failure = await Guard.FailsAsync(code is null ? "UNAVAILABLE" : Code + code, () => org.Channel.GetTopicAsync(PubSubOrg.Topic, Guard.Stop));
        Assert.Equal("It failed. rpcId: 4711", failure.Message);
        Assert.Equal(calls, org.Server.Calls.Length);
    }

    [Theory]
    [InlineData(StatusCode.Unavailable, "service.unavailable", 1)]
    [InlineData(StatusCode.Internal, null, 1)]
    [InlineData(StatusCode.ResourceExhausted, "service.protection.triggered", 4)]
    public async Task What_publishes_is_repeated_only_if_it_was_not_carried_out(StatusCode status, string? code, int calls)
    {
        await using PubSubOrg org = await PubSubOrg.StartAsync();
        org.Server.Publish = (_, _) => throw ScriptedPubSub.Error(status, code);
        SfException failure = await Guard.FailsAsync(() => org.Channel.CallAsync(
            "Publish", PubSubOrg.Topic, Repeat.ByMethod, static (c, o) => c.PublishAsync(new SalesforceCC.Events.Protocol.PublishRequest(), o), Guard.Stop));
        Assert.Equal(calls > 1, failure.NotExecuted);
        Assert.Equal(calls, org.Server.Calls.Length);
    }

    [Fact]
    public async Task A_server_that_repeats_the_token_does_not_bring_it_into_an_error()
    {
        await using PubSubOrg org = await PubSubOrg.StartAsync();
        org.Server.Topic = static (_, c) => throw ScriptedPubSub.Error(StatusCode.InvalidArgument, null, $"I was sent {c.RequestHeaders.GetValue("accesstoken")}.");
        SfException failure = await Guard.FailsAsync("INVALID_ARGUMENT", () => org.Channel.GetTopicAsync(PubSubOrg.Topic, Guard.Stop));
        Assert.Equal("I was sent (token).", failure.Message);
        Assert.DoesNotContain("token1", failure.ToString());
    }

    [Fact]
    public async Task What_is_no_Pub_Sub_API_is_told_from_one()
    {
        await using PubSubOrg org = await PubSubOrg.StartAsync();
        org.Server.Raw = static async c =>
        {
            c.Response.StatusCode = 302;
            c.Response.Headers.Location = "https://example.invalid/";
            await c.Response.WriteAsync("<html>");
            return true;
        };
        SfException failure = await Guard.FailsAsync(SfErrorCodes.InvalidResponse, () => org.Channel.GetTopicAsync(PubSubOrg.Topic, Guard.Stop));
        Assert.Contains("302", failure.Message);
        Assert.Contains("did not answer as the Pub/Sub API does", failure.Message);
    }

    [Fact]
    public async Task Where_nobody_listens_it_is_the_same_error_as_everywhere()
    {
        await using PubSubOrg org = await PubSubOrg.StartAsync();
        Uri gone;
        await using (ScriptedPubSub other = await ScriptedPubSub.StartAsync())
            gone = other.Url;
        SfException failure = await Guard.FailsAsync(SfErrorCodes.ConnectionRefused, () => PubSubChannel.Of(org.Session, gone).GetTopicAsync(PubSubOrg.Topic, Guard.Stop));
        Assert.True(failure.NotExecuted);
        Assert.Equal(3, org.Org.Clock.Pauses.Count);
    }

    [Fact]
    public async Task Salesforces_own_host_is_reached_through_the_sessions_proxy_and_gets_the_token_only_over_trusted_TLS()
    {
        using System.Security.Cryptography.X509Certificates.X509Certificate2 certificate = Certificates.SelfSigned();
        await using ScriptedPubSub stranger = await ScriptedPubSub.StartAsync(certificate);
        await using LoopbackOrg org = new();
        await using TunnelProxy proxy = TunnelProxy.To(stranger.Url);
        SfSession session = await org.ConnectAsync(new SfConnectOptions
        {
            Domain = org.Server.Url.AbsoluteUri,
            Proxy = new System.Net.WebProxy(proxy.Url, BypassOnLocal: true),
            SkipCertificateCheck = true,
            MaximumRetryCount = 0,
            Timeout = SkippingClock.RequestTimeout,
            Clock = org.Clock,
        });
        await Guard.FailsAsync(
            SfErrorCodes.TlsFailure, () => PubSubChannel.Of(session, SalesforceCC.Events.PubSubEndpoint.Global).GetTopicAsync(PubSubOrg.Topic, Guard.Stop));
        Assert.Contains("CONNECT api.pubsub.salesforce.com:7443", proxy.Requests.Single());
        Assert.Null(proxy.SeenAuthorization);
        Assert.Empty(stranger.Calls);
    }

    [Fact]
    public async Task On_this_machine_any_certificate_will_do_if_the_session_says_so()
    {
        using System.Security.Cryptography.X509Certificates.X509Certificate2 certificate = Certificates.SelfSigned();
        await using ScriptedPubSub server = await ScriptedPubSub.StartAsync(certificate);
        await using LoopbackOrg org = new();
        SfSession careless = await org.ConnectAsync(new SfConnectOptions { Domain = org.Server.Url.AbsoluteUri, SkipCertificateCheck = true, Timeout = SkippingClock.RequestTimeout, Clock = org.Clock });
        Assert.True((await PubSubChannel.Of(careless, server.Url).GetTopicAsync(PubSubOrg.Topic, Guard.Stop)).CanSubscribe);
        await Guard.FailsAsync(SfErrorCodes.TlsFailure, async () => await PubSubChannel.Of(await org.ConnectAsync(), server.Url).GetTopicAsync(PubSubOrg.Topic, Guard.Stop));
    }

    [Fact]
    public async Task A_response_may_be_as_large_as_Salesforce_sends_them()
    {
        await using PubSubOrg org = await PubSubOrg.StartAsync();
        string large = new('x', 5 * 1024 * 1024);
        org.Server.Schema = (r, _) => Task.FromResult(new SchemaInfo { SchemaJson = large });
        Assert.Equal(large.Length, (await org.Channel.GetSchemaAsync("schema", Guard.Stop)).Length);
    }

    [Fact]
    public async Task A_service_that_does_not_answer_is_given_up()
    {
        await using PubSubOrg org = await PubSubOrg.StartAsync();
        org.Server.Topic = static async (_, c) =>
        {
            await Task.Delay(Timeout.Infinite, c.CancellationToken);
            return new TopicInfo();
        };
        Task<SfException> failing = Guard.FailsAsync(SfErrorCodes.Timeout, () => org.Channel.GetTopicAsync(PubSubOrg.Topic, Guard.Stop));
        await org.Org.Clock.PassTimeoutAsync(failing);
        Assert.Contains("made no progress for 77 seconds", (await failing).Message);
    }

    [Fact]
    public async Task The_end_of_the_session_ends_calls_and_lets_none_begin()
    {
        await using PubSubOrg org = await PubSubOrg.StartAsync();
        TaskCompletionSource called = new();
        org.Server.Topic = async (_, c) =>
        {
            called.SetResult();
            await Task.Delay(Timeout.Infinite, c.CancellationToken);
            return new TopicInfo();
        };
        PubSubChannel channel = org.Channel;
        Task<SfException> failing = Guard.FailsAsync(SfErrorCodes.SessionClosed, () => channel.GetTopicAsync(PubSubOrg.Topic, Guard.Stop));
        await called.Task.WaitAsync(Guard.Stop);
        org.Session.Dispose();
        await failing;
        await Guard.FailsAsync(SfErrorCodes.SessionClosed, () => channel.GetTopicAsync(PubSubOrg.Topic, Guard.Stop));
        Assert.Equal(SfErrorCodes.SessionClosed, Assert.Throws<SfException>(() => org.Channel).Code);
    }

    [Fact]
    public async Task Whoever_stops_a_call_is_let_go_at_once()
    {
        await using PubSubOrg org = await PubSubOrg.StartAsync();
        TaskCompletionSource called = new();
        org.Server.Topic = async (_, c) =>
        {
            called.SetResult();
            await Task.Delay(Timeout.Infinite, c.CancellationToken);
            return new TopicInfo();
        };
        using CancellationTokenSource stop = new();
        Task<SalesforceCC.Events.Protocol.TopicInfo> calling = org.Channel.GetTopicAsync(PubSubOrg.Topic, stop.Token);
        await called.Task.WaitAsync(Guard.Stop);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => calling.WaitAsync(Guard.Stop));
    }

    [Fact]
    public async Task Each_call_is_a_line_of_the_trace_without_the_token()
    {
        await using PubSubOrg org = await PubSubOrg.StartAsync();
        List<string> lines = [];
        RequestTrace.Sink = lines.Add;
        await org.Channel.GetTopicAsync(PubSubOrg.Topic, Guard.Stop);
        org.Server.Topic = static (_, _) => throw ScriptedPubSub.Error(StatusCode.NotFound, "topic.not.found");
        await Guard.FailsAsync(() => org.Channel.GetTopicAsync("/event/No__e", Guard.Stop));
        RequestTrace.Sink = null;
        Assert.StartsWith("GetTopic /event/Order_Placed__e -> OK in ", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("GetTopic /event/No__e -> NOT_FOUND in ", lines[1], StringComparison.Ordinal);
        Assert.DoesNotContain(lines, static l => l.Contains("token1", StringComparison.Ordinal));
    }
}
