using System.Security;
using SalesforceCC.Auth;

namespace SalesforceCC.Client.Tests.Auth;

/// <summary>How long a session keeps what it was given, and in which form.</summary>
public class SecretKeepingTests
{
    [Theory]
    [InlineData("s3cret\n")]
    [InlineData(" \ts3cret\r\n")]
    [InlineData("\uFEFFs3cret\u00A0")]
    public void White_space_round_key_and_secret_is_left_out(string text)
    {
        ClientCredential pair = new(text, Secrets.Secure(text));
        Assert.Equal("s3cret", pair.ClientId);
        Assert.Equal("s3cret", new System.Net.NetworkCredential("", pair.ClientSecret).Password);
        Assert.True(pair.IsIdPadded && pair.IsSecretPadded);
        ClientCredential clean = new("a", Secrets.Secure("b"));
        Assert.False(clean.IsIdPadded || clean.IsSecretPadded);
    }

    [Fact]
    public async Task A_secret_that_its_owner_disposes_still_renews_the_session()
    {
        await using LoopbackOrg org = new();
        SecureString secret = Secrets.Secure(LoopbackOrg.ClientSecret);
        SecureString password = Secrets.Secure("pw");
        SecureString token = Secrets.Secure("tok\n");
        ISecretSource source = new FixedSecretSource(new ClientCredential(LoopbackOrg.ClientId, secret), "Parameter");
        using SfSession one = await org.ConnectAsync(secrets: source);
        using SfSession two = await Connecting.WithPasswordAsync(org.Options(), source, "user", password, token, Guard.Stop);
        secret.Dispose();
        password.Dispose();
        token.Dispose();
        await one.GetTokenAsync(forceRefresh: true, Guard.Stop);
        await two.GetTokenAsync(forceRefresh: true, Guard.Stop);
        Assert.Equal(4, org.TokenRequests);
    }

    [Fact]
    public void A_secret_that_is_disposed_already_is_an_error_of_ours()
    {
        SecureString secret = Secrets.Secure("x");
        secret.Dispose();
        Assert.Equal(SfErrorCodes.SecretUnavailable, Assert.Throws<SfException>(() => new ClientCredential("a", secret)).Code);
    }

    [Fact]
    public async Task A_session_that_has_ended_tells_all_but_the_token_which_nothing_holds()
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        (Uri, string?, DateTimeOffset) before = (session.InstanceUrl, session.OrganizationId, session.IssuedAt);
        session.Dispose();
        Assert.Equal(before, (session.InstanceUrl, session.OrganizationId, session.IssuedAt));
        Assert.DoesNotContain(
            typeof(SfSession).GetFields(System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic),
            f => f.GetValue(session) is AccessToken or TokenResponse);
    }
}
