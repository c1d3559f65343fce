using SalesforceCC.Http;
using SalesforceCC.Rest;

namespace SalesforceCC.Client.Tests.Http;

public class ApiRequestTests
{
    [Fact]
    public async Task Headers_of_the_user_go_where_they_belong()
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        org.On("POST thing", Reply.Json("{}"));

        await RestClient.SendAsync(
            session,
            Sending.Request(
                session, "POST", "thing", "a,b", ("Content-Type", "text/csv"), ("Accept", "text/csv"), ("If-Match", "\"1\""), ("X-Mine", "a b")),
            skipErrorCheck: false,
            Guard.Stop);

        ReceivedRequest request = org.Server.Requests[^1];
        Assert.Equal("text/csv", request.Header("Content-Type"));
        Assert.Equal("text/csv", request.Header("Accept"));
        Assert.Equal("\"1\"", request.Header("If-Match"));
        Assert.Equal("a b", request.Header("X-Mine"));
        Assert.Equal("a,b", request.Text);
    }

    [Fact]
    public async Task The_token_is_the_session_s_own()
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        org.On("GET thing", Reply.Json("{}"));
        await RestClient.SendAsync(
            session, Sending.Request(session, "GET", "thing", headers: ("Authorization", "Bearer other")), skipErrorCheck: false, Guard.Stop);
        Assert.Equal("Bearer 00DS7000000oxzo!token1", org.Server.Requests[^1].Header("Authorization"));
    }

    [Theory]
    [InlineData("Content-Type")]
    [InlineData("Content-Language")]
    public async Task A_header_of_the_content_needs_no_content(string name)
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        org.On("GET thing", Reply.Json("{}"));
        await RestClient.SendAsync(session, Sending.Request(session, "GET", "thing", headers: (name, "x")), skipErrorCheck: false, Guard.Stop);
        Assert.Equal(1, org.Count("GET thing"));
    }

    [Theory]
    [InlineData("bad name", "x")]
    [InlineData("", "x")]
    [InlineData("X-Mine", "x\r\nX-Other: y")]
    public void A_name_that_is_no_header_is_refused(string name, string value)
    {
        ApiRequest request = new() { Method = HttpMethod.Get, Url = new("https://h/"), Headers = [new(name, value)] };
        Assert.Equal(SfErrorCodes.InvalidParameter, Assert.Throws<SfException>(request.ToMessage).Code);
    }
}
