using SalesforceCC.Rest;

namespace SalesforceCC.Client.Tests.Rest;

public class RestPathTests
{
    private static readonly Uri s_instance = new("https://acme.my.salesforce.com/");

    [Theory]
    [InlineData("limits", "/services/data/v68.0/limits")]
    [InlineData("  limits ", "/services/data/v68.0/limits")]
    [InlineData("", "/services/data/v68.0/")]
    [InlineData("query?q=SELECT Id FROM A", "/services/data/v68.0/query?q=SELECT%20Id%20FROM%20A")]
    [InlineData("query?q=SELECT+Id+FROM+A+WHERE+N='a\\'b'", "/services/data/v68.0/query?q=SELECT+Id+FROM+A+WHERE+N='a%5C'b'")]
    [InlineData("?x=1", "/services/data/v68.0/?x=1")]
    [InlineData("/", "/")]
    [InlineData("/services/apexrest/mine", "/services/apexrest/mine")]
    [InlineData("/services/data", "/services/data")]
    [InlineData("sobjects/A/Key__c/a%2Fb", "/services/data/v68.0/sobjects/A/Key__c/a%2Fb")]
    [InlineData("sobjects/A/Key__c/ü", "/services/data/v68.0/sobjects/A/Key__c/%C3%BC")]
    [InlineData("sobjects/A/Key__c/a#b", "/services/data/v68.0/sobjects/A/Key__c/a%23b")]
    [InlineData("https://acme.my.salesforce.com/x?y=1", "/x?y=1")]
    [InlineData("HTTPS://ACME.my.salesforce.com:443/x", "/x")]
    [InlineData("http:x", "/services/data/v68.0/http:x")]
    [InlineData("a:b", "/services/data/v68.0/a:b")]
    public void A_path_is_below_the_API_or_the_root(string path, string url)
    {
        Uri resolved = RestPath.Resolve(s_instance, "68.0", path);
        Assert.Equal(url, resolved.PathAndQuery);
        Assert.Equal("https://acme.my.salesforce.com", resolved.GetLeftPart(UriPartial.Authority));
        Assert.Empty(resolved.Fragment);
    }

    [Theory]
    [InlineData("//evil.com/x", SfErrorCodes.InvalidPath)]
    [InlineData("///evil.com/x", SfErrorCodes.InvalidPath)]
    [InlineData("/\\evil.com/x", SfErrorCodes.InvalidPath)]
    [InlineData("\\\\evil.com\\x", SfErrorCodes.InvalidPath)]
    [InlineData("\\x", SfErrorCodes.InvalidPath)]
    [InlineData("https://evil.com/x", SfErrorCodes.ForeignOrigin)]
    [InlineData("http://acme.my.salesforce.com/x", SfErrorCodes.ForeignOrigin)]
    [InlineData("https://acme.my.salesforce.com:8443/x", SfErrorCodes.ForeignOrigin)]
    [InlineData("https://me@acme.my.salesforce.com/x", SfErrorCodes.ForeignOrigin)]
    [InlineData("https://acme.my.salesforce.com@evil.com/x", SfErrorCodes.ForeignOrigin)]
    public void A_path_that_leads_elsewhere_is_refused(string path, string code) =>
        Assert.Equal(code, Assert.Throws<SfException>(() => RestPath.Resolve(s_instance, "68.0", path)).Code);

    [Fact]
    public void The_latest_version_has_no_v() =>
        Assert.Equal("/services/data/latest/limits", RestPath.Resolve(s_instance, "latest", "limits").PathAndQuery);

    [Theory]
    [InlineData("https://h/x", "https://h/x?a=1&b%26=%2B%20%C3%BC%27")]
    [InlineData("https://h/x?y=1", "https://h/x?y=1&a=1&b%26=%2B%20%C3%BC%27")]
    [InlineData("https://h/x?", "https://h/x?a=1&b%26=%2B%20%C3%BC%27")]
    public void Fields_are_added_to_the_query(string url, string expected) => Assert.Equal(
        expected, RestPath.WithQuery(new Uri(url), [new("a", "1"), new("b&", "+ ü'")]).AbsoluteUri);

    [Fact]
    public void No_fields_leave_the_URL_as_it_is() =>
        Assert.Equal("https://h/x", RestPath.WithQuery(new Uri("https://h/x"), []).AbsoluteUri);

    [Theory]
    [InlineData(15_999)]
    [InlineData(16_000)]
    [InlineData(16_001)]
    [InlineData(99_999)]
    public void A_text_of_any_length_is_escaped(int length)
    {
        string text = string.Concat(Enumerable.Repeat("😀ü", length))[..length];
        Assert.Equal(Uri.EscapeDataString(text), RestPath.Escape(text));
    }
}
