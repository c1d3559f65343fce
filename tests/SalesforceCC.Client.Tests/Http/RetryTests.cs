namespace SalesforceCC.Client.Tests.Http;

public class RetryTests
{
    private const string Path = "sobjects/Thing";

    [Theory]
    [InlineData("500", 4)]
    [InlineData("502", 4)]
    [InlineData("503", 4)]
    [InlineData("504", 4)]
    [InlineData("429", 4)]
    [InlineData("420", 3)]
    [InlineData("406", 4)]
    [InlineData("406 with a word", 1)]
    [InlineData("dropped in headers", 4)]
    [InlineData("dropped in body", 4)]
    [InlineData("dropped in chunks", 4)]
    [InlineData("cut gzip", 4)]
    [InlineData("cut gzip trailer", 4)]
    [InlineData("no gzip", 4)]
    [InlineData("concurrent", 4)]
    [InlineData("locked", 4)]
    [InlineData("quota", 1)]
    [InlineData("malformed", 1)]
    [InlineData("missing", 1)]
    [InlineData("redirect", 1)]
    public Task A_read_is_tried_again_while_its_failure_may_pass(string fault, int requests) =>
        RequireAsync("GET", json: null, fault, requests);

    [Theory]
    [InlineData("500", 1)]
    [InlineData("502", 1)]
    [InlineData("503", 1)]
    [InlineData("504", 1)]
    [InlineData("429", 1)]
    [InlineData("420", 1)]
    [InlineData("dropped", 1)]
    [InlineData("reset", 1)]
    [InlineData("406", 1)]
    [InlineData("dropped in headers", 1)]
    [InlineData("dropped in body", 1)]
    [InlineData("dropped in chunks", 1)]
    [InlineData("cut gzip", 1)]
    [InlineData("no gzip", 1)]
    [InlineData("concurrent", 4)]
    [InlineData("locked", 4)]
    [InlineData("quota", 1)]
    [InlineData("malformed", 1)]
    public async Task A_write_is_tried_again_only_where_it_certainly_was_not_carried_out(string fault, int requests)
    {
        await RequireAsync("POST", "{}", fault, requests);
        await RequireAsync("PATCH", "{}", fault, requests);
        await RequireAsync("PUT", "{}", fault, requests);
        await RequireAsync("POST", json: null, fault, requests);
        await RequireAsync("DELETE", json: null, fault, requests);
    }

    [Fact]
    public async Task A_read_whose_connection_ends_without_a_word_is_tried_again()
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        org.On("GET " + Path, Faults.Of("dropped"));
        await Guard.FailsAsync(SfErrorCodes.ConnectionLost, () => session.SendAsync("GET", Path));

        // The connection pool repeats it too, at once and of itself, which is right for a read.
        Assert.Equal(3, org.Clock.Pauses.Count);
        Assert.True(org.Count("GET " + Path) >= 4);
    }

    [Theory]
    [InlineData("DELETE")]
    [InlineData("POST")]
    [InlineData("PATCH")]
    public async Task A_write_without_body_is_not_repeated_by_the_connection_pool_either(string method)
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        org.On("GET " + Path, Reply.Json("{}")).On($"{method} {Path}", BrokenReply.BeforeHeaders);

        // The pool repeats what fails without an answer on a connection that it has used before.
        await session.SendAsync("GET", Path);
        await Guard.FailsAsync(SfErrorCodes.ConnectionLost, () => session.SendAsync(method, Path));

        Assert.Equal(1, org.Count($"{method} {Path}"));
    }

    [Fact]
    public async Task What_works_in_the_end_has_worked()
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        org.On("GET " + Path, Faults.Of("503"), Faults.Of("dropped in body"), Faults.Of("cut gzip"), Reply.GzipJson("""{"a":1}"""));
        Assert.Equal("""{"a":1}""", (await session.SendAsync("GET", Path)).Text);
    }

    [Theory]
    [InlineData("GET", 4)]
    [InlineData("POST", 1)]
    public async Task A_request_without_any_progress_is_given_up_in_time(string method, int requests)
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        org.On($"{method} {Path}", BrokenReply.Never);

        Task<SfException> failure = Guard.FailsAsync(SfErrorCodes.Timeout, () => session.SendAsync(method, Path, "{}"));
        for (int i = 1; i <= requests; i++)
        {
            await org.Server.WaitForAsync(_ => org.Count($"{method} {Path}") == i);
            org.Clock.Advance(SkippingClock.RequestTimeout);
        }

        Assert.Contains("77 seconds", (await failure).Message, StringComparison.Ordinal);
        Assert.Equal(requests, org.Count($"{method} {Path}"));
    }

    [Theory]
    [InlineData("GET", null)]
    [InlineData("POST", "{}")]
    public async Task What_did_not_reach_the_server_is_tried_again(string method, string? json)
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        await org.Server.DisposeAsync();

        await Guard.FailsAsync(SfErrorCodes.ConnectionRefused, () => session.SendAsync(method, Path, json));

        Assert.Equal(3, org.Clock.Pauses.Count);
    }

    [Fact]
    public async Task No_retries_means_one_request()
    {
        await using LoopbackOrg org = new();
        SfSession session = await org.ConnectAsync(org.Options(retries: 0));
        org.On("GET " + Path, Faults.Of("503"));
        await Guard.FailsAsync("HTTP_503", () => session.SendAsync("GET", Path));
        Assert.Equal(1, org.Count("GET " + Path));
    }

    [Fact]
    public async Task A_token_request_that_fails_is_not_multiplied_by_the_request_that_waits_for_it()
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        org.On("GET " + Path, Reply.Error(401, "INVALID_SESSION_ID", "Session expired or invalid"));
        org.On(LoopbackOrg.TokenLine, Faults.Of("503"));

        await Guard.FailsAsync("HTTP_503", () => session.SendAsync("GET", Path));

        Assert.Equal(1 + 4, org.TokenRequests);
        Assert.Equal(1, org.Count("GET " + Path));
    }

    private static async Task RequireAsync(string method, string? json, string fault, int requests)
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        org.On($"{method} {Path}", Faults.Of(fault));
        await Guard.FailsAsync(() => session.SendAsync(method, Path, json));
        Assert.Equal(requests, org.Count($"{method} {Path}"));
        Assert.Equal(requests - 1, org.Clock.Pauses.Count);
    }
}
