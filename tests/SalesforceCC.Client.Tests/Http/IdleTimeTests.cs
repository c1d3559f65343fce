using SalesforceCC.Http;
using SalesforceCC.Rest;

namespace SalesforceCC.Client.Tests.Http;

/// <summary>What counts as silence of the network, and of which request.</summary>
public class IdleTimeTests
{
    private const string Thing = "POST thing";

    private static readonly TimeSpan s_most = 0.9 * SkippingClock.RequestTimeout;

    private static Reply Expired { get; } = Reply.Error(401, "INVALID_SESSION_ID", "Session expired or invalid");

    [Fact]
    public async Task While_a_token_is_fetched_no_time_of_the_request_passes()
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        TaskCompletionSource token = new();
        TaskCompletionSource thing = new();
        org.On(LoopbackOrg.TokenLine, org.TokenReply().After(token.Task)).On(Thing, Expired, Reply.Json("{}").After(thing.Task));

        Task<RestResponse> response = session.SendAsync("POST", "thing", "{}");
        await org.Server.WaitForAsync(_ => org.TokenRequests == 2);
        org.Clock.Advance(s_most);
        token.SetResult();
        await org.Server.WaitForAsync(_ => org.Count(Thing) == 2);
        org.Clock.Advance(s_most);
        thing.SetResult();

        Assert.Equal("{}", (await response.WaitAsync(Guard.Stop)).Text);
    }

    [Fact]
    public async Task A_token_endpoint_that_hangs_is_named_and_no_write_is_left_in_doubt()
    {
        await using LoopbackOrg org = new();
        SfSession session = await org.ConnectAsync(org.Options(retries: 0));
        org.On(Thing, Expired).On(LoopbackOrg.TokenLine, BrokenReply.Never);

        Task<SfException> failure = Guard.FailsAsync(SfErrorCodes.Timeout, () => session.SendAsync("POST", "thing", "{}"));
        await org.Server.WaitForAsync(_ => org.TokenRequests == 2);
        await org.Clock.PassTimeoutAsync(failure);

        Assert.Equal(LoopbackOrg.TokenLine, (await failure).Request);
        Assert.Contains(LoopbackOrg.TokenLine, (await failure).Message, StringComparison.Ordinal);
        Assert.Equal(SfFlow.ClientCredentials, (await failure).Flow);
        Assert.Equal(1, org.Count(Thing));
    }

    [Fact]
    public async Task A_page_that_waits_for_its_turn_does_not_run_out_of_time()
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        string row = Pages.Row(1)[..^1] + ",\"When__c\":\"2026-01-02T03:04:05.000+0000\"}";
        TaskCompletionSource[] describes = [new(), new()];
        org.On(Pages.First, Reply.Json(Pages.Head(Pages.Path(2)) + row + "]}")).On(Pages.Line(2), Pages.Page(2, 2));
        const string Describe = "GET sobjects/Thing__c/describe";
        org.On(
            Describe,
            Faults.Of("503").After(describes[0].Task),
            Reply.Json("""{"fields":[{"name":"When__c","type":"datetime"}]}""").After(describes[1].Task));

        Task<List<SfRecord>> rows = session.RowsAsync("SELECT Id, When__c FROM Thing__c");
        await org.Server.WaitForAsync(r => r.Line == LoopbackOrg.Line(Pages.Line(2)));
        for (int i = 0; i < 2; i++)
        {
            await org.Server.WaitForAsync(_ => org.Count(Describe) == i + 1);
            org.Clock.Advance(s_most);
            describes[i].SetResult();
        }

        Assert.Equal(3, (await rows.WaitAsync(Guard.Stop)).Count);
        Assert.Equal((1, 1), (org.Count(Pages.First), org.Count(Pages.Line(2))));
    }

    [Theory]
    [InlineData(30)]
    [InlineData(200)]
    public async Task A_request_may_have_a_time_of_its_own(int seconds)
    {
        await using LoopbackOrg org = new();
        SfSession session = await org.ConnectAsync(org.Options(retries: 0));
        org.On("GET thing", BrokenReply.Never);
        ApiRequest request = new() { Method = HttpMethod.Get, Url = session.Resolve("thing"), IdleTimeout = TimeSpan.FromSeconds(seconds) };

        Task<SfException> failure = Guard.FailsAsync(
            SfErrorCodes.Timeout, () => session.SendAsync(request, static (_, _, _) => Task.FromResult(true), Guard.Stop));
        await org.Server.WaitForAsync(_ => org.Count("GET thing") == 1);
        org.Clock.Advance(TimeSpan.FromSeconds(seconds - 1));
        Assert.False(failure.IsCompleted);
        org.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Contains(FormattableString.Invariant($"{seconds} seconds"), (await failure).Message, StringComparison.Ordinal);
    }
}
