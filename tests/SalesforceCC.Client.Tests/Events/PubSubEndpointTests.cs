using SalesforceCC.Events;

namespace SalesforceCC.Client.Tests.Events;

public sealed class PubSubEndpointTests
{
    private static readonly Uri s_acme = new("https://acme.my.salesforce.com");

    [Theory]
    [InlineData("https://acme.my.salesforce.com", "https://api.pubsub.salesforce.com:7443/")]
    [InlineData("https://127.0.0.1:8443", "https://127.0.0.1:8443/")]
    [InlineData("https://localhost:8443", "https://localhost:8443/")]
    public void Is_that_of_all_orgs_or_an_org_on_this_machine(string instance, string endpoint) =>
        Assert.Equal(endpoint, PubSubEndpoint.Choose(null, new Uri(instance)).AbsoluteUri);

    [Theory]
    [InlineData("https://api.deu.pubsub.salesforce.com:7443")]
    [InlineData("https://API.PUBSUB.SALESFORCE.COM")]
    [InlineData("https://localhost:1")]
    [InlineData("http://localhost:1")]
    [InlineData("http://[::1]:1")]
    public void May_be_another_host_of_Salesforce_or_this_machine(string given) =>
        Assert.Equal(new Uri(given).GetLeftPart(UriPartial.Authority) + "/", PubSubEndpoint.Choose(new Uri(given), s_acme).AbsoluteUri);

    [Theory]
    [InlineData("https://example.invalid:7443", SfErrorCodes.ForeignOrigin)]
    [InlineData("https://salesforce.com", SfErrorCodes.ForeignOrigin)]
    [InlineData("https://xsalesforce.com", SfErrorCodes.ForeignOrigin)]
    [InlineData("https://api.pubsub.salesforce.com.example.invalid", SfErrorCodes.ForeignOrigin)]
    [InlineData("https://api.pubsub.salesforce.com.", SfErrorCodes.ForeignOrigin)]
    [InlineData("https://localhost.example.invalid", SfErrorCodes.ForeignOrigin)]
    [InlineData("https://api.pubsub.salesforce.com@example.invalid", SfErrorCodes.InvalidParameter)]
    [InlineData("https://example.invalid/.salesforce.com", SfErrorCodes.InvalidParameter)]
    [InlineData("https://api.pubsub.salesforce.com/path", SfErrorCodes.InvalidParameter)]
    [InlineData("https://api.pubsub.salesforce.com/?q=1", SfErrorCodes.InvalidParameter)]
    [InlineData("https://api.pubsub.salesforce.com/#x", SfErrorCodes.InvalidParameter)]
    [InlineData("ftp://api.pubsub.salesforce.com", SfErrorCodes.InvalidParameter)]
    [InlineData("api.pubsub.salesforce.com", SfErrorCodes.InvalidParameter)]
    [InlineData("/event/Order__e", SfErrorCodes.InvalidParameter)]
    [InlineData("http://api.pubsub.salesforce.com:7443", SfErrorCodes.PlainHttpRefused)]
    public void Is_nothing_else(string given, string code) =>
        Assert.Equal(code, Assert.Throws<SfException>(() => PubSubEndpoint.Choose(new Uri(given, UriKind.RelativeOrAbsolute), s_acme)).Code);

    [Fact]
    public void Cannot_be_told_of_an_org_on_this_machine_without_TLS() =>
        Assert.Equal(SfErrorCodes.InvalidParameter, Assert.Throws<SfException>(() => PubSubEndpoint.Choose(null, new Uri("http://localhost:8080"))).Code);
}
