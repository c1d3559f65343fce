namespace SalesforceCC.Client.Tests.Auth;

public class ConnectOptionsTests
{
    [Theory]
    [InlineData("68", "68.0")]
    [InlineData("68.0", "68.0")]
    [InlineData("v68.0", "68.0")]
    [InlineData(" V68 ", "68.0")]
    [InlineData("31.0", "31.0")]
    [InlineData("100.0", "100.0")]
    [InlineData("Latest", "latest")]
    public void A_version_has_one_form(string given, string version) =>
        Assert.Equal(version, new SfConnectOptions { ApiVersion = given }.ApiVersion);

    [Theory]
    [InlineData("")]
    [InlineData("30.0")]
    [InlineData("68.5")]
    [InlineData("-68")]
    [InlineData("6")]
    [InlineData("1000")]
    [InlineData("v")]
    [InlineData("../x")]
    [InlineData("٦٨")]
    public void What_is_no_version_is_refused(string given) => Assert.Equal(
        SfErrorCodes.InvalidApiVersion,
        Assert.Throws<SfException>(() => new SfConnectOptions { ApiVersion = given }).Code);

    [Fact]
    public async Task The_domain_may_be_kept_beside_the_secret()
    {
        await using LoopbackOrg org = new();
        SfConnectOptions options = new() { Timeout = TimeSpan.Zero, Name = "mine", HostProduct = "PowerShell/7.6.9" };

        using SfSession session = await SfSession.ConnectAsync(
            options,
            new SalesforceCC.Auth.FixedSecretSource(
                new(LoopbackOrg.ClientId, Secrets.Secure(LoopbackOrg.ClientSecret), org.Server.Url.AbsoluteUri), "a parameter"),
            Guard.Stop);

        Assert.Equal(org.Server.Url, session.Domain);
        Assert.Equal(("mine", "a parameter"), (session.Name, session.SecretSource));
        Assert.EndsWith(" PowerShell/7.6.9", org.Server.Requests[0].Header("User-Agent"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_domain_nothing_is_sent() => await Guard.FailsAsync(
        SfErrorCodes.InvalidDomain,
        () => SfSession.ConnectAsync(new SfConnectOptions(), new Secrets(LoopbackOrg.ClientSecret), Guard.Stop));
}
