using System.Net;
using SalesforceCC.Http;

namespace SalesforceCC.Client.Tests.Http;

/// <summary>One meaning of the environment on both builds, whatever their runtimes make of it.</summary>
public class EnvironmentProxyTests
{
    private static EnvironmentProxy? Find(params (string Name, string Value)[] variables) => EnvironmentProxy.Find(
        name => variables.Where(v => v.Name == name).Select(static v => v.Value).FirstOrDefault());

    [Theory]
    [InlineData("HTTPS_PROXY", "https://acme.my.salesforce.com/", "http://p:1/")]
    [InlineData("https_proxy", "https://acme.my.salesforce.com/", "http://p:1/")]
    [InlineData("ALL_PROXY", "https://acme.my.salesforce.com/", "http://p:1/")]
    [InlineData("all_proxy", "http://localhost/", "http://p:1/")]
    [InlineData("HTTP_PROXY", "https://acme.my.salesforce.com/", null)]
    [InlineData("HTTP_PROXY", "http://localhost/", "http://p:1/")]
    [InlineData("HTTPS_PROXY", "http://localhost/", null)]
    public void Each_variable_has_its_schemes(string name, string url, string? proxy) =>
        Assert.Equal(proxy, Find((name, " p:1 "))!.GetProxy(new Uri(url))?.AbsoluteUri);

    [Fact]
    public void Without_variables_there_is_none() => Assert.Null(Find(("NO_PROXY", "*"), ("HTTPS_PROXY", " ")));

    [Theory]
    [InlineData("*.salesforce.com", true)]
    [InlineData(".salesforce.com", true)]
    [InlineData("salesforce.com", true)]
    [InlineData("SALESFORCE.COM", true)]
    [InlineData("acme.my.salesforce.com", true)]
    [InlineData("acme.my.salesforce.com.", true)]
    [InlineData("*", true)]
    [InlineData("other.com, *.salesforce.com", true)]
    [InlineData("other.com *.salesforce.com", true)]
    [InlineData("salesforce.com:443", true)]
    [InlineData("salesforce.com:8443", false)]
    [InlineData("my.salesforce.co", false)]
    [InlineData("force.com", false)]
    [InlineData("*force.com", false)]
    [InlineData("", false)]
    [InlineData(",", false)]
    [InlineData(":", false)]
    [InlineData(".", false)]
    public void An_exception_means_a_host_and_all_below_it(string exceptions, bool bypassed)
    {
        EnvironmentProxy proxy = Find(("HTTPS_PROXY", "http://p:1"), ("no_proxy", exceptions))!;
        Uri url = new("https://acme.my.salesforce.com/x");
        Assert.Equal(bypassed, proxy.IsBypassed(url));
        Assert.Equal(bypassed, proxy.GetProxy(url) is null);
    }

    [Theory]
    [InlineData("[::1]", "https://[::1]/", true)]
    [InlineData("::1", "https://[::1]:8443/", true)]
    [InlineData("[::1]:8443", "https://[::1]:8443/", true)]
    [InlineData("[::1]:8443", "https://[::1]/", false)]
    [InlineData("10.0.0.1", "https://10.0.0.1/", true)]
    [InlineData("0.0.1", "https://10.0.0.1/", false)]
    public void Addresses_are_themselves_only(string exceptions, string url, bool bypassed) =>
        Assert.Equal(bypassed, Find(("HTTPS_PROXY", "http://p:1"), ("NO_PROXY", exceptions))!.IsBypassed(new Uri(url)));

    [Fact]
    public void Name_and_password_go_to_the_proxy_that_they_stand_before()
    {
        EnvironmentProxy proxy = Find(("HTTPS_PROXY", "http://user%40x:p%3Aw@p:1"), ("HTTP_PROXY", "http://q:2"))!;
        NetworkCredential credential = proxy.Credentials!.GetCredential(new Uri("http://p:1/"), "Basic")!;
        Assert.Equal(("user@x", "p:w"), (credential.UserName, credential.Password));
        Assert.Null(proxy.Credentials.GetCredential(new Uri("http://q:2/"), "Basic"));
        Assert.Null(proxy.Credentials.GetCredential(new Uri("http://p:2/"), "Basic"));
    }

    [Theory]
    [InlineData("ftp://p:1")]
    [InlineData("http://user:se cret@")]
    [InlineData("http://[secret")]
    public void What_is_no_proxy_is_refused_and_not_shown(string value)
    {
        SfException failure = Assert.Throws<SfException>(() => Find(("HTTPS_PROXY", value)));
        Assert.Equal(SfErrorCodes.ProxyRefused, failure.Code);
        Assert.Contains("HTTPS_PROXY", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", failure.Message, StringComparison.Ordinal);
        Assert.Throws<SfException>(() => ProxyChoice.Choose(new WebProxy("ftp://p:1")));
    }
}
