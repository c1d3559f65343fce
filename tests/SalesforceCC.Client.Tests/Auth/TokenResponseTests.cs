namespace SalesforceCC.Client.Tests.Auth;

public class TokenResponseTests
{
    private static Task<SfSession> ConnectAsync(LoopbackOrg org, string answer, bool skipSignature = false)
    {
        org.On(LoopbackOrg.TokenLine, Reply.Json(answer));
        return org.ConnectAsync(org.Options(retries: 0, skipSignature: skipSignature));
    }

    [Fact]
    public async Task Every_field_is_taken_over()
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;

        Assert.Equal(org.Server.Url, session.InstanceUrl);
        Assert.Equal("00DS7000000oxzoMAA", session.OrganizationId);
        Assert.Equal("005S7000001AbCdIAK", session.UserId);
        Assert.Equal("api id", session.Scope);
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1736530186928), session.IssuedAt);
        Assert.Equal(SfFlow.ClientCredentials, session.Flow);
        Assert.Equal(LoopbackOrg.ClientId, session.ClientId);
        Assert.Equal("vault 'test'", session.SecretSource);
        Assert.Equal(org.Server.Url.Authority, session.Name);
        Assert.Equal(0, session.ApiCalls);
    }

    [Fact]
    public async Task Token_and_instance_are_enough()
    {
        await using LoopbackOrg org = new();
        string answer = TokenResponses.Signed(org.Server.Url, "any", changes:
            [("signature", null), ("id", null), ("issued_at", null), ("scope", null), ("token_type", null), ("token_format", null)]);

        SfSession session = await ConnectAsync(org, answer);

        // The token itself begins with it.
        Assert.Equal("00DS7000000oxzoMAA", session.OrganizationId);
        Assert.Null(session.UserId);
        Assert.Null(session.Scope);
        Assert.Equal(org.Clock.GetUtcNow(), session.IssuedAt);
    }

    [Fact]
    public async Task An_issued_at_may_be_a_number()
    {
        await using LoopbackOrg org = new();
        string answer = TokenResponses.Signed(org.Server.Url, LoopbackOrg.ClientSecret)
            .Replace($"\"{TokenResponses.IssuedAt}\"", TokenResponses.IssuedAt, StringComparison.Ordinal);

        SfSession session = await ConnectAsync(org, answer);

        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1736530186928), session.IssuedAt);
    }

    [Theory]
    [InlineData("99999999999999999")]
    [InlineData("253402300800000")]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("yesterday")]
    [InlineData("")]
    public async Task An_issued_at_that_is_no_time_is_replaced_by_the_time_of_arrival(string issuedAt)
    {
        await using LoopbackOrg org = new();
        string answer = TokenResponses.Signed(org.Server.Url, "any", changes: [("issued_at", issuedAt)]);
        SfSession session = await ConnectAsync(org, answer, skipSignature: true);
        Assert.Equal(org.Clock.GetUtcNow(), session.IssuedAt);
    }

    [Theory]
    [InlineData("not JSON at all")]
    [InlineData("")]
    [InlineData("<html><title>Login</title></html>")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"access_token":"t"}""")]
    [InlineData("""{"instance_url":"https://acme.my.salesforce.com"}""")]
    [InlineData("""{"access_token":"","instance_url":"https://acme.my.salesforce.com"}""")]
    [InlineData("""{"access_token":"a\r\nb","instance_url":"https://acme.my.salesforce.com"}""")]
    [InlineData("""{"access_token":"a b","instance_url":"https://acme.my.salesforce.com"}""")]
    [InlineData("""{"access_token":"a\u007fb","instance_url":"https://acme.my.salesforce.com"}""")]
    [InlineData("""{"access_token":"ü","instance_url":"https://acme.my.salesforce.com"}""")]
    [InlineData("""{"access_token":"\ud800","instance_url":"https://acme.my.salesforce.com"}""")]
    [InlineData("""{"access_token":["t"],"instance_url":"https://acme.my.salesforce.com"}""")]
    [InlineData("""{"access_token":"t","instance_url":"acme.my.salesforce.com"}""")]
    [InlineData("""{"access_token":"t","instance_url":"http://acme.my.salesforce.com"}""")]
    [InlineData("""{"access_token":"t","instance_url":"ftp://acme.my.salesforce.com"}""")]
    [InlineData("""{"access_token":"t","instance_url":"file:///x"}""")]
    [InlineData("""{"access_token":"t","instance_url":"https://user:pw@acme.my.salesforce.com"}""")]
    [InlineData("""{"access_token":"t","instance_url":null}""")]
    public async Task What_is_no_token_answer_is_refused_without_quoting_it(string answer)
    {
        await using LoopbackOrg org = new();
        SfException failure = await Guard.FailsAsync(SfErrorCodes.InvalidResponse, () => ConnectAsync(org, answer));
        Assert.StartsWith("The token response ", failure.Message, StringComparison.Ordinal);
        Assert.Equal(LoopbackOrg.TokenLine, failure.Request);
    }

    [Fact]
    public async Task An_instance_is_its_origin_whatever_follows_it()
    {
        await using LoopbackOrg org = new();
        string answer = TokenResponses.Signed(
            org.Server.Url, LoopbackOrg.ClientSecret, changes: [("instance_url", org.Server.Url + "some/path?x=1#y")]);
        Assert.Equal(org.Server.Url, (await ConnectAsync(org, answer)).InstanceUrl);
    }

    [Theory]
    [InlineData("DPoP")]
    [InlineData("mac")]
    public async Task A_token_that_is_bound_to_a_key_is_refused(string type)
    {
        await using LoopbackOrg org = new();
        string answer = TokenResponses.Signed(org.Server.Url, LoopbackOrg.ClientSecret, changes: [("token_type", type)]);
        SfException failure = await Guard.FailsAsync(SfErrorCodes.UnsupportedTokenType, () => ConnectAsync(org, answer));
        Assert.Contains(type, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_case_of_Bearer_does_not_matter()
    {
        await using LoopbackOrg org = new();
        await ConnectAsync(org, TokenResponses.Signed(org.Server.Url, LoopbackOrg.ClientSecret, changes: [("token_type", "bearer")]));
    }

    [Theory]
    [InlineData("another secret", null)]
    [InlineData(LoopbackOrg.ClientSecret, "AAAA")]
    [InlineData(LoopbackOrg.ClientSecret, "not base64!")]
    [InlineData(LoopbackOrg.ClientSecret, "")]
    public async Task A_signature_that_is_not_ours_refuses_the_session(string signer, string? signature)
    {
        await using LoopbackOrg org = new();
        string answer = TokenResponses.Signed(
            org.Server.Url, signer, changes: signature is null ? [] : [("signature", signature)]);
        SfException failure = await Guard.FailsAsync(SfErrorCodes.SignatureMismatch, () => ConnectAsync(org, answer));
        Assert.DoesNotContain(LoopbackOrg.ClientSecret, failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_changed_identity_is_found_by_the_signature()
    {
        await using LoopbackOrg org = new();
        string answer = TokenResponses.Signed(
            org.Server.Url, LoopbackOrg.ClientSecret, changes: [("id", "https://login.salesforce.com/id/00Dother/005other")]);
        await Guard.FailsAsync(SfErrorCodes.SignatureMismatch, () => ConnectAsync(org, answer));
    }

    [Theory]
    [InlineData("signature")]
    [InlineData("id")]
    [InlineData("issued_at")]
    public async Task Where_a_part_of_the_signature_is_missing_there_is_nothing_to_check(string part)
    {
        await using LoopbackOrg org = new();
        await ConnectAsync(org, TokenResponses.Signed(org.Server.Url, "another secret", changes: [(part, null)]));
    }

    [Fact]
    public async Task Any_character_that_fits_a_header_may_be_in_a_token()
    {
        await using LoopbackOrg org = new();
        string[] sent = [];
        org.On("GET limits", r => { sent = [r.Header("Authorization")!]; return Reply.Json("{}"); });
        org.On(LoopbackOrg.TokenLine, Reply.Json(TokenResponses.Signed(org.Server.Url, LoopbackOrg.ClientSecret, "00D!a.b_c-d~e/f+g=")));

        await (await org.ConnectAsync()).SendAsync("GET", "limits");

        Assert.Equal(["Bearer 00D!a.b_c-d~e/f+g="], sent);
    }

    [Fact]
    public async Task A_wrong_signature_is_let_pass_when_asked_to()
    {
        await using LoopbackOrg org = new();
        await ConnectAsync(org, TokenResponses.Signed(org.Server.Url, "another secret"), skipSignature: true);
    }
}
