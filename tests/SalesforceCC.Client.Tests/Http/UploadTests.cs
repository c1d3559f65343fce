using SalesforceCC.Http;

namespace SalesforceCC.Client.Tests.Http;

public class UploadTests
{
    private const string Line = "POST upload";

    [Fact]
    public async Task What_the_network_takes_is_progress()
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        org.On(Line, Reply.Json("{}"));
        List<long> seen = [];
        byte[] bytes = new byte[1_000_000];
        RequestBody body = new(() => new ByteArrayContent(bytes))
        {
            Progress = sent =>
            {
                seen.Add(sent);
                org.Clock.Advance(0.9 * SkippingClock.RequestTimeout);
            },
        };

        await SendAsync(session, body);

        Assert.True(seen.Count > 10, "It is sent in pieces.");
        Assert.Equal(bytes.Length, seen[^1]);
        Assert.Equal(seen.Order(), seen);
        Assert.Equal(bytes.Length, org.Server.Requests[^1].Body.Length);
    }

    [Fact]
    public async Task A_slow_source_is_not_the_network()
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        org.On(Line, Reply.Json("{}"));

        await SendAsync(session, RequestBody.Of(() => new PacedStream(5, _ => org.Clock.Advance(3 * SkippingClock.RequestTimeout)), "text/csv"));

        Assert.Equal(5 * PacedStream.Piece, org.Server.Requests[^1].Body.Length);
    }

    [Fact]
    public async Task A_server_that_is_silent_after_the_body_is_given_up_and_the_fate_is_unknown()
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        org.On(Line, BrokenReply.Never);

        Task<SfException> failure = Guard.FailsAsync(SfErrorCodes.Timeout, () => SendAsync(session, RequestBody.Of(new byte[100], "text/csv")));
        await org.Server.WaitForAsync(r => r.Line == LoopbackOrg.Line(Line));
        await org.Clock.PassTimeoutAsync(failure);

        Assert.False((await failure).NotExecuted);
        Assert.Equal(1, org.Count(Line));
    }

    [Fact]
    public async Task A_source_that_fails_is_no_lost_connection_and_is_not_tried_again()
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        int opened = 0;
        RequestBody body = RequestBody.Of(
            () =>
            {
                opened++;
                return new PacedStream(5, i => _ = i < 3 ? 0 : throw new IOException("The disk is gone."));
            },
            "text/csv");

        SfException failure = await Guard.FailsAsync(SfErrorCodes.BodyNotRead, () => SendAsync(session, body, Repeat.Idempotent));

        Assert.Contains("The disk is gone.", failure.Message, StringComparison.Ordinal);
        Assert.Equal((1, 0), (opened, org.Count(Line)));
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_told_before_anything_is_sent()
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        string missing = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        await Guard.FailsAsync(SfErrorCodes.BodyNotRead, () => SendAsync(session, RequestBody.Of(() => File.OpenRead(missing), "text/csv")));
        Assert.Equal(0, org.Count(Line));
    }

    [Fact]
    public async Task Each_send_opens_the_body_anew()
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        org.On(Line, Faults.Of("503"), Reply.Error(401, "INVALID_SESSION_ID", "Session expired or invalid"), Reply.Json("{}"));
        int opened = 0;
        RequestBody body = RequestBody.Of(
            () =>
            {
                opened++;
                return new PacedStream(2, _ => { });
            },
            "text/csv");

        await SendAsync(session, body, Repeat.Idempotent);

        Assert.Equal(3, opened);
        Assert.All(org.Server.Requests.Where(r => r.Line == LoopbackOrg.Line(Line)), r => Assert.Equal(2 * PacedStream.Piece, r.Body.Length));
    }

    [Fact]
    public async Task What_can_be_sent_once_only_waits_until_the_server_has_seen_the_token()
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        org.Server.AsksForBody = request => request.Header("Authorization")!.EndsWith("token2", StringComparison.Ordinal);
        org.On(Line, request => request.Header("Authorization")!.EndsWith("token2", StringComparison.Ordinal)
            ? Reply.Json("{}")
            : Reply.Error(401, "INVALID_SESSION_ID", "Session expired or invalid").ThenClose());
        int opened = 0;
        RequestBody body = RequestBody.Of(
            () =>
            {
                opened++;
                return new PacedStream(2, _ => { });
            },
            "text/csv",
            isReplayable: false);

        await SendAsync(session, body);

        Assert.Equal((1, 2, 2), (opened, org.TokenRequests, org.Count(Line)));
        Assert.Equal(2 * PacedStream.Piece, org.Server.Requests[^1].Body.Length);
    }

    [Fact]
    public async Task What_was_sent_and_can_be_sent_once_only_is_not_tried_again()
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        org.Server.AsksForBody = static _ => true;
        org.On(Line, Faults.Of("concurrent"));
        RequestBody body = RequestBody.Of(static () => new PacedStream(2, _ => { }), "text/csv", isReplayable: false);
        await Guard.FailsAsync("REQUEST_LIMIT_EXCEEDED", () => SendAsync(session, body));
        Assert.Equal(1, org.Count(Line));
    }

    private static Task SendAsync(SfSession session, RequestBody body, Repeat repeat = default) => session.SendAsync(
        new ApiRequest { Method = HttpMethod.Post, Url = session.Resolve("upload"), Body = body, Repeat = repeat },
        static (_, _, _) => Task.FromResult(true),
        Guard.Stop);
}
