using SalesforceCC.Org;

namespace SalesforceCC.Client.Tests.Auth;

public class TokenSourceTests
{
    private const string Limits = "GET limits";

    private static readonly Reply s_expired = Reply.Error(401, "INVALID_SESSION_ID", "Session expired or invalid");

    [Fact]
    public async Task Many_callers_with_an_expired_token_fetch_one()
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        org.On(Limits, r => IsFirstToken(r) ? s_expired : Reply.Json("{}"));

        await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => OrgInfo.GetLimitsAsync(session, Guard.Stop)));

        Assert.Equal(2, org.TokenRequests);
        Assert.Equal(64, org.Server.Requests.Count(r => r.Line == LoopbackOrg.Line(Limits) && !IsFirstToken(r)));
    }

    [Fact]
    public async Task Callers_who_find_the_token_just_refused_wait_for_the_same_new_one()
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        TaskCompletionSource release = new();
        org.On(Limits, r => IsFirstToken(r) ? s_expired : Reply.Json("{}"));
        org.On(LoopbackOrg.TokenLine, _ => org.TokenReply().After(release.Task));

        Task first = OrgInfo.GetLimitsAsync(session, Guard.Stop);
        await org.Server.WaitForAsync(_ => org.TokenRequests == 2);
        Task[] others = [.. Enumerable.Range(0, 8).Select(_ => OrgInfo.GetLimitsAsync(session, Guard.Stop))];
        await org.Server.WaitForAsync(_ => org.Count(Limits) == 9);
        release.SetResult();
        await Task.WhenAll([first, .. others]);

        Assert.Equal(2, org.TokenRequests);
    }

    [Fact]
    public async Task A_failed_refresh_is_not_remembered()
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        org.On(Limits, r => IsFirstToken(r) ? s_expired : Reply.Json("{}"));
        org.On(LoopbackOrg.TokenLine, Reply.Json("""{"error":"invalid_grant","error_description":"ip restricted"}""", 400), org.TokenReply());

        SfException failure = await Guard.FailsAsync("invalid_grant", () => OrgInfo.GetLimitsAsync(session, Guard.Stop));
        Assert.Equal("ip restricted", failure.Message);
        await OrgInfo.GetLimitsAsync(session, Guard.Stop);
    }

    [Fact]
    public async Task A_caller_who_gives_up_while_waiting_does_not_hold_up_the_others()
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        TaskCompletionSource release = new();
        org.On(LoopbackOrg.TokenLine, _ => org.TokenReply().After(release.Task));
        using CancellationTokenSource first = new();
        using CancellationTokenSource second = new();

        Task fetching = session.GetTokenAsync(forceRefresh: true, first.Token);
        await org.Server.WaitForAsync(_ => org.TokenRequests == 2);
        Task waiting = session.GetTokenAsync(forceRefresh: true, second.Token);
        Task other = session.GetTokenAsync(forceRefresh: true, Guard.Stop);
        await second.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.WaitAsync(Guard.Stop));

        // Who began the request gives up too: it goes on for the one who still waits.
        await first.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => fetching.WaitAsync(Guard.Stop));
        release.SetResult();
        await other.WaitAsync(Guard.Stop);
        Assert.Equal(2, org.TokenRequests);
    }

    [Fact]
    public async Task A_new_token_for_another_instance_is_refused()
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        Uri before = session.InstanceUrl;
        org.On(LoopbackOrg.TokenLine, Reply.Json(TokenResponses.Signed(new("https://other.my.salesforce.com"), LoopbackOrg.ClientSecret)));

        await Guard.FailsAsync(SfErrorCodes.ForeignOrigin, () => session.GetTokenAsync(forceRefresh: true, Guard.Stop));

        Assert.Equal(before, session.InstanceUrl);
    }

    [Fact]
    public async Task A_closed_session_says_so_and_sends_nothing()
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;

        session.Dispose();
        session.Dispose();

        await Guard.FailsAsync(SfErrorCodes.SessionClosed, () => session.GetTokenAsync(false, Guard.Stop));
        await Guard.FailsAsync(SfErrorCodes.SessionClosed, () => OrgInfo.GetLimitsAsync(session, Guard.Stop));
        Assert.Equal(org.Server.Url, session.InstanceUrl);
        Assert.Single(org.Server.Requests);
    }

    [Fact]
    public async Task Closing_a_session_ends_what_is_under_way()
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        org.On(Limits, BrokenReply.Never);

        Task running = OrgInfo.GetLimitsAsync(session, Guard.Stop);
        await org.Server.WaitForAsync(r => r.Line == LoopbackOrg.Line(Limits));
        session.Dispose();

        await Guard.FailsAsync(SfErrorCodes.SessionClosed, () => running);
        Assert.Equal(1, org.Count(Limits));
    }

    [Fact]
    public async Task A_token_that_arrives_after_the_end_is_not_kept()
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        TaskCompletionSource release = new();
        org.On(LoopbackOrg.TokenLine, _ => org.TokenReply().After(release.Task));

        Task refresh = session.GetTokenAsync(forceRefresh: true, Guard.Stop);
        await org.Server.WaitForAsync(_ => org.TokenRequests == 2);
        session.Dispose();
        release.SetResult();

        await Guard.FailsAsync(SfErrorCodes.SessionClosed, () => refresh);
        await session.RevokeAsync(Guard.Stop);
        Assert.Equal(0, org.Count("POST /services/oauth2/revoke"));
    }

    private static bool IsFirstToken(ReceivedRequest request) =>
        request.Header("Authorization") == "Bearer 00DS7000000oxzo!token1";
}
