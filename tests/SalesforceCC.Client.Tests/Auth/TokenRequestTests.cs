using System.Text;
using SalesforceCC.Auth;

namespace SalesforceCC.Client.Tests.Auth;

public class TokenRequestTests
{
    [Fact]
    public async Task Connecting_is_one_request_with_the_pair_in_the_form_and_no_scope()
    {
        (LoopbackOrg org, _) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;

        ReceivedRequest request = Assert.Single(org.Server.Requests);
        Assert.Equal(LoopbackOrg.TokenLine, request.Line);
        Assert.Equal("/services/oauth2/token", request.Target);
        Assert.Equal("application/x-www-form-urlencoded", request.Header("Content-Type"));
        Assert.Equal("client_credentials", request.Form("grant_type"));
        Assert.Equal(LoopbackOrg.ClientId, request.Form("client_id"));
        Assert.Equal(LoopbackOrg.ClientSecret, request.Form("client_secret"));
        Assert.Null(request.Form("scope"));
        Assert.Null(request.Header("Transfer-Encoding"));
        Assert.Null(request.Header("Authorization"));
        Assert.StartsWith("SalesforceCC/", request.Header("User-Agent"), StringComparison.Ordinal);
        Assert.Equal("gzip", request.Header("Accept-Encoding"));
    }

    [Fact]
    public async Task A_token_endpoint_that_says_to_retry_is_asked_again()
    {
        await using LoopbackOrg org = new();
        org.On(
            LoopbackOrg.TokenLine,
            Reply.Json("""{"error":"unknown_error","error_description":"retry your request"}""", 400),
            Reply.Text("", 406),
            org.TokenReply());
        await org.ConnectAsync();
        Assert.Equal((3, 2), (org.TokenRequests, org.Clock.Pauses.Count));
    }

    [Fact]
    public async Task With_Basic_the_pair_is_in_the_header_only()
    {
        await using LoopbackOrg org = new();
        await org.ConnectAsync(org.Options(authentication: ClientAuthentication.Basic));

        ReceivedRequest request = Assert.Single(org.Server.Requests);
        string pair = $"{LoopbackOrg.ClientId}:{LoopbackOrg.ClientSecret}";
        Assert.Equal("Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(pair)), request.Header("Authorization"));
        Assert.Equal("grant_type=client_credentials", request.Text);
    }

    [Fact]
    public async Task A_failed_request_that_may_pass_is_sent_again_with_the_whole_form()
    {
        await using LoopbackOrg org = new();
        Queue<Reply> replies = new([Reply.Text("down", 503), BrokenReply.BeforeHeaders, org.TokenReply()]);
        org.On(LoopbackOrg.TokenLine, _ => replies.Dequeue());

        await org.ConnectAsync();

        Assert.Equal(3, org.TokenRequests);
        Assert.Single(org.Server.Requests.Select(r => r.Text).Distinct());
    }

    [Theory]
    [InlineData("invalid_client")]
    [InlineData("invalid_client_id")]
    public async Task A_secret_that_is_refused_is_read_again_once(string error)
    {
        await using LoopbackOrg org = new();
        Secrets vault = new("old secret", LoopbackOrg.ClientSecret);
        org.On(LoopbackOrg.TokenLine, r => r.Form("client_secret") == LoopbackOrg.ClientSecret ? org.TokenReply() : Refusal(error));

        await org.ConnectAsync(secrets: vault);

        Assert.Equal(2, vault.Reads);
        Assert.Equal(2, org.TokenRequests);
    }

    [Theory]
    [InlineData("invalid_client", true, 2, 2)]
    [InlineData("invalid_client_id", true, 2, 2)]
    [InlineData("invalid_grant", true, 1, 1)]
    [InlineData("invalid_client", false, 1, 1)]
    public async Task A_secret_that_stays_wrong_ends_in_the_refusal(string error, bool canChange, int reads, int requests)
    {
        await using LoopbackOrg org = new();
        Secrets vault = new("wrong") { CanChange = canChange };
        org.On(LoopbackOrg.TokenLine, Refusal(error));

        SfException failure = await Guard.FailsAsync(error, () => org.ConnectAsync(secrets: vault));

        Assert.Equal("its description", failure.Message);
        Assert.Equal(400, (int?)failure.StatusCode);
        Assert.Equal(LoopbackOrg.TokenLine, failure.Request);
        Assert.Equal((reads, requests), (vault.Reads, org.TokenRequests));
    }

    [Fact]
    public async Task A_rotated_secret_is_picked_up_in_the_life_of_a_session()
    {
        await using LoopbackOrg org = new();
        Secrets vault = new(LoopbackOrg.ClientSecret, "rotated");
        SfSession session = await org.ConnectAsync(secrets: vault);
        org.On(LoopbackOrg.TokenLine, r => r.Form("client_secret") == "rotated" ? org.TokenReply("rotated") : Refusal("invalid_client"));

        SfToken token = await session.GetTokenAsync(forceRefresh: true, Guard.Stop);

        Assert.Equal("00DS7000000oxzo!token2", new System.Net.NetworkCredential("", token.AccessToken).Password);
    }

    private static Reply Refusal(string error) =>
        Reply.Json($$"""{"error":"{{error}}","error_description":"its description"}""", 400);
}
