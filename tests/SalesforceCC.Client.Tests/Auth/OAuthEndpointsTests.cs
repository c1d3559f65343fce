using SalesforceCC.Auth;

namespace SalesforceCC.Client.Tests.Auth;

public class OAuthEndpointsTests
{
    private const string Introspect = "POST /services/oauth2/introspect";

    private const string Revoke = "POST /services/oauth2/revoke";

    private static async Task<SfToken> IntrospectAsync(SfSession session)
    {
        SfToken token = await session.GetTokenAsync(forceRefresh: false, Guard.Stop);
        await session.IntrospectAsync(token, Guard.Stop);
        return token;
    }

    [Theory]
    [InlineData(nameof(ClientAuthentication.Body))]
    [InlineData(nameof(ClientAuthentication.Basic))]
    public async Task Introspection_tells_how_long_a_token_lives_and_whose_it_is(string form)
    {
        ClientAuthentication authentication = Enum.Parse<ClientAuthentication>(form);
        await using LoopbackOrg org = new();
        SfSession session = await org.ConnectAsync(org.Options(authentication: authentication));
        org.On(Introspect, Reply.GzipJson("""{"active":true,"username":"u@acme.com","exp":1736530186,"token_type":"access_token"}"""));

        SfToken token = await IntrospectAsync(session);

        Assert.Equal((true, "u@acme.com"), (token.Active, token.Username));
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1736530186), token.ExpiresAt);
        ReceivedRequest request = org.Server.Requests[^1];
        Assert.Equal("00DS7000000oxzo!token1", request.Form("token"));
        Assert.Equal("access_token", request.Form("token_type_hint"));
        Assert.Equal(authentication == ClientAuthentication.Body ? LoopbackOrg.ClientSecret : null, request.Form("client_secret"));
        Assert.DoesNotContain("Bearer", request.Header("Authorization") ?? "", StringComparison.Ordinal);
        Assert.Equal(0, session.ApiCalls);
    }

    [Fact]
    public async Task A_token_that_has_ended_is_inactive()
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        org.On(Introspect, Faults.Of("503"), Reply.Json("""{"active":false}"""));
        SfToken token = await IntrospectAsync(session);
        Assert.False(token.Active);
        Assert.Null(token.ExpiresAt);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"active":"true"}""")]
    [InlineData("""{"active":true,"exp":99999999999999}""")]
    [InlineData("""{"active":true,"username":5}""")]
    public async Task An_introspection_of_another_form_is_an_error(string json)
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        org.On(Introspect, Reply.Json(json));
        await Guard.FailsAsync(SfErrorCodes.InvalidResponse, () => IntrospectAsync(session));
    }

    [Fact]
    public async Task Revoking_sends_the_token_in_the_form_and_nothing_else()
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        org.On(Revoke, Faults.Of("503"), Reply.Of(200, null, []));
        await session.RevokeAsync(Guard.Stop);
        Assert.Equal("token=00DS7000000oxzo%21token1", org.Server.Requests[^1].Text);
        Assert.Null(org.Server.Requests[^1].Header("Authorization"));
        Assert.Equal(2, org.Count(Revoke));
    }

    [Theory]
    [InlineData("error=invalid_token&error_description=the+token+is+invalid")]
    [InlineData("""{"error":"invalid_token","error_description":"the token is invalid"}""")]
    public async Task A_token_that_has_ended_needs_no_revoking(string body)
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        org.On(Revoke, Reply.Text(body, 400));
        await session.RevokeAsync(Guard.Stop);
        Assert.Equal(1, org.Count(Revoke));
    }

    [Theory]
    [InlineData("error=unsupported_token_type&error_description=not+this+type")]
    [InlineData("""{"error":"unsupported_token_type","error_description":"not this type"}""")]
    public async Task A_refusal_to_revoke_comes_in_two_forms(string body)
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        org.On(Revoke, Reply.Text(body, 400));
        SfException failure = await Guard.FailsAsync("unsupported_token_type", () => session.RevokeAsync(Guard.Stop));
        Assert.Equal("not this type", failure.Message);
    }
}
