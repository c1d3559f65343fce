namespace SalesforceCC.Client.Tests.Http;

public class SessionEndedTests
{
    private const string Path = "/services/thing";

    [Theory]
    [InlineData("GET", null)]
    [InlineData("POST", """{"a":"body"}""")]
    [InlineData("DELETE", null)]
    public async Task An_expired_session_is_renewed_once_and_the_request_repeated(string method, string? json)
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        org.On($"{method} {Path}", Expired, Reply.Json("{}"));

        await session.SendAsync(method, Path, json);

        Assert.Equal((2, 2), (org.TokenRequests, org.Count($"{method} {Path}")));
        ReceivedRequest[] sent = [.. org.Server.Requests.Where(r => r.Path == Path)];
        Assert.Equal(["Bearer 00DS7000000oxzo!token1", "Bearer 00DS7000000oxzo!token2"], sent.Select(r => r.Header("Authorization")));
        Assert.All(sent, r => Assert.Equal(json ?? "", r.Text));
    }

    [Theory]
    [InlineData("INVALID_AUTH_HEADER", "INVALID_JWT_FORMAT")]
    [InlineData("INVALID_AUTH_HEADER", "INVALID_HEADER_TYPE")]
    [InlineData("INVALID_JWT_FORMAT", "The token has expired")]
    public async Task A_JWT_that_has_ended_is_renewed_as_other_tokens_are(string code, string text)
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        org.OnPages(3).On(Pages.Line(2), Reply.Error(401, code, text), Pages.Page(2, 3));
        Assert.Equal(Pages.IdsTo(3), await session.IdsAsync());
        Assert.Equal(2, org.TokenRequests);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    public async Task A_session_that_expires_again_at_once_is_an_error(string method)
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        org.On($"{method} {Path}", Expired);

        SfException failure = await Guard.FailsAsync("INVALID_SESSION_ID", () => session.SendAsync(method, Path));

        Assert.Equal("Session expired or invalid", failure.Message);
        Assert.Equal(401, (int?)failure.StatusCode);
        Assert.Equal((2, 2), (org.TokenRequests, org.Count($"{method} {Path}")));
    }

    [Theory]
    [InlineData(401, """[{"message":"This session is not valid for use with the REST API","errorCode":"INVALID_SESSION_ID"}]""")]
    [InlineData(401, """[{"message":"Connected app is not attached to Agent","errorCode":"UNAUTHORIZED"}]""")]
    [InlineData(401, "")]
    [InlineData(403, """[{"message":"no","errorCode":"INSUFFICIENT_ACCESS"}]""")]
    [InlineData(403, "Bad_OAuth_Token_or_so")]
    [InlineData(400, """[{"message":"Session expired or invalid","errorCode":"INVALID_SESSION_ID"}]""")]
    public async Task What_a_new_token_does_not_cure_fetches_none(int status, string body)
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        org.On("GET " + Path, Reply.Text(body, status));

        SfException failure = await Guard.FailsAsync(() => session.SendAsync("GET", Path));

        Assert.Equal(status, (int?)failure.StatusCode);
        Assert.Equal((1, 1), (org.TokenRequests, org.Count("GET " + Path)));
    }

    [Theory]
    [InlineData("Bad_OAuth_Token")]
    [InlineData("Bad_OAuth_Token\r\n")]
    public async Task The_identity_service_says_it_in_its_own_way(string text)
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        org.On("GET " + Path, Reply.Text(text, 403), Reply.Json("{}"));
        await session.SendAsync("GET", Path);
        Assert.Equal((2, 2), (org.TokenRequests, org.Count("GET " + Path)));
    }

    private static Reply Expired => Reply.Error(401, "INVALID_SESSION_ID", "Session expired or invalid");
}
