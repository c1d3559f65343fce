using System.Globalization;
using FsCheck.Xunit;
using SalesforceCC.Auth;

namespace SalesforceCC.Client.Tests.Auth;

public class MyDomainTests
{
    [Theory]
    [InlineData("acme", "https://acme.my.salesforce.com/")]
    [InlineData("  acme \n", "https://acme.my.salesforce.com/")]
    [InlineData("ACME", "https://acme.my.salesforce.com/")]
    [InlineData("acme/", "https://acme.my.salesforce.com/")]
    [InlineData("acme/lightning/page?x#y", "https://acme.my.salesforce.com/")]
    [InlineData("acme--dev", "https://acme--dev.sandbox.my.salesforce.com/")]
    [InlineData("a1-b2", "https://a1-b2.my.salesforce.com/")]
    [InlineData("acme.my.salesforce.com", "https://acme.my.salesforce.com/")]
    [InlineData("Acme.My.Salesforce.COM", "https://acme.my.salesforce.com/")]
    [InlineData("acme.my.salesforce.com.", "https://acme.my.salesforce.com/")]
    [InlineData("acme.my.salesforce.com/services/oauth2/token?x=1#y", "https://acme.my.salesforce.com/")]
    [InlineData("https://acme.my.salesforce.com", "https://acme.my.salesforce.com/")]
    [InlineData("HTTPS://acme.my.salesforce.com/lightning/page/home", "https://acme.my.salesforce.com/")]
    [InlineData("https://acme.my.salesforce.com:443/", "https://acme.my.salesforce.com/")]
    [InlineData("https://acme.my.salesforce.com:8443/x", "https://acme.my.salesforce.com:8443/")]
    [InlineData("acme.my.salesforce.com:8443", "https://acme.my.salesforce.com:8443/")]
    [InlineData("acme-dev-ed.develop.my.salesforce.com", "https://acme-dev-ed.develop.my.salesforce.com/")]
    [InlineData("acme--dev.sandbox.my.salesforce.com", "https://acme--dev.sandbox.my.salesforce.com/")]
    [InlineData("acme.my.salesforce.mil", "https://acme.my.salesforce.mil/")]
    [InlineData("https://münchen.my.salesforce.com", "https://xn--mnchen-3ya.my.salesforce.com/")]
    public void A_domain_in_any_of_its_forms_is_the_origin_of_the_org(string text, string origin) =>
        Assert.Equal(origin, MyDomain.Parse(text).AbsoluteUri);

    [Theory]
    [InlineData("acme.lightning.force.com", "https://acme.my.salesforce.com/")]
    [InlineData("https://acme.lightning.force.com/lightning/setup/SetupOneHome/home", "https://acme.my.salesforce.com/")]
    [InlineData("acme--dev.sandbox.lightning.force.com", "https://acme--dev.sandbox.my.salesforce.com/")]
    [InlineData("acme.my.salesforce-setup.com", "https://acme.my.salesforce.com/")]
    [InlineData("https://acme--dev.sandbox.my.salesforce-setup.com/x", "https://acme--dev.sandbox.my.salesforce.com/")]
    [InlineData("https://acme-dev-ed.develop.lightning.force.com/", "https://acme-dev-ed.develop.my.salesforce.com/")]
    [InlineData("https://acme.lightning.crmforce.mil/x", "https://acme.my.salesforce.mil/")]
    [InlineData("acme--dev.sandbox.lightning.crmforce.mil", "https://acme--dev.sandbox.my.salesforce.mil/")]
    [InlineData("acme.lightning.sfcrmapps.cn", "https://acme.my.sfcrmproducts.cn/")]
    [InlineData("acme.setup.sfcrmproducts.cn", "https://acme.my.sfcrmproducts.cn/")]
    [InlineData("acme.my.sfcrmproducts.cn", "https://acme.my.sfcrmproducts.cn/")]
    [InlineData("acme.file.force.com", "https://acme.my.salesforce.com/")]
    [InlineData("https://acme--c.vf.force.com/apex/page", "https://acme.my.salesforce.com/")]
    [InlineData("acme--dev--c.sandbox.vf.force.com", "https://acme--dev.sandbox.my.salesforce.com/")]
    [InlineData("acme--c.na1.visual.force.com", "https://acme.my.salesforce.com/")]
    [InlineData("acme--ns1.visualforce.com", "https://acme.my.salesforce.com/")]
    [InlineData("acme.lightning.force.com.mcas.ms", "https://acme.my.salesforce.com/")]
    [InlineData("acme.lightning.force.com.mcas.ms.mcas.ms.", "https://acme.my.salesforce.com/")]
    public void A_host_from_the_address_bar_becomes_the_host_of_the_API(string text, string origin) =>
        Assert.Equal(origin, MyDomain.Parse(text).AbsoluteUri);

    [Theory]
    [InlineData("https://acme.my.site.com/portal")]
    [InlineData("acme.my.salesforce-sites.com")]
    [InlineData("acme.builder.salesforce-experience.com")]
    [InlineData("acme--1.a.forceusercontent.com")]
    [InlineData("help.salesforce.com")]
    [InlineData("\u00e9.vf.force.com")]
    [InlineData("xn--9ca.na1.visual.force.com")]
    public void A_host_that_serves_no_API_is_refused_with_the_reason(string text)
    {
        SfException failure = Assert.Throws<SfException>(() => MyDomain.Parse(text));
        Assert.Equal(SfErrorCodes.InvalidDomain, failure.Code);
        Assert.Contains("does not serve the API", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("localhost:8080", "http://localhost:8080/")]
    [InlineData("LOCALHOST", "http://localhost/")]
    [InlineData("http://LocalHost:80/x", "http://localhost/")]
    [InlineData("127.0.0.1:5000/x", "http://127.0.0.1:5000/")]
    [InlineData("http://127.0.0.1:5000", "http://127.0.0.1:5000/")]
    [InlineData("[::1]:5000", "http://[::1]:5000/")]
    [InlineData("http://[::1]:5000/a", "http://[::1]:5000/")]
    [InlineData("https://[::1]:5001", "https://[::1]:5001/")]
    [InlineData("https://localhost", "https://localhost/")]
    public void This_machine_may_be_spoken_to_in_plain_http(string text, string origin) =>
        Assert.Equal(origin, MyDomain.Parse(text).AbsoluteUri);

    [Theory]
    [InlineData("login.salesforce.com")]
    [InlineData("https://login.salesforce.com/")]
    [InlineData("LOGIN.salesforce.com")]
    [InlineData("login.salesforce.com.")]
    [InlineData("test.salesforce.com:443")]
    [InlineData("https://test.salesforce.com/services/oauth2/token")]
    [InlineData("salesforce.com")]
    [InlineData("www.salesforce.com")]
    [InlineData("na1.salesforce.com")]
    [InlineData("https://cs99.salesforce.com")]
    public void A_login_host_is_refused_where_the_flow_does_not_exist(string text)
    {
        SfException failure = Assert.Throws<SfException>(() => MyDomain.Parse(text));
        Assert.Equal(SfErrorCodes.LoginDomainRefused, failure.Code);
        Assert.Contains("My Domain", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Other_flows_may_log_in_at_a_login_host() =>
        Assert.Equal("https://login.salesforce.com/", MyDomain.Parse("login.salesforce.com", loginHosts: true).AbsoluteUri);

    [Theory]
    [InlineData("http://acme.my.salesforce.com", SfErrorCodes.PlainHttpRefused)]
    [InlineData("http://localhost.example.com", SfErrorCodes.PlainHttpRefused)]
    [InlineData("http://127.0.0.1.example.com", SfErrorCodes.PlainHttpRefused)]
    [InlineData("https://user@acme.my.salesforce.com", SfErrorCodes.InvalidDomain)]
    [InlineData("https://user:password@acme.my.salesforce.com", SfErrorCodes.InvalidDomain)]
    [InlineData("localhost@example.com", SfErrorCodes.InvalidDomain)]
    [InlineData(null, SfErrorCodes.InvalidDomain)]
    [InlineData("", SfErrorCodes.InvalidDomain)]
    [InlineData("   ", SfErrorCodes.InvalidDomain)]
    [InlineData("ftp://acme.my.salesforce.com", SfErrorCodes.InvalidDomain)]
    [InlineData("file:///etc/passwd", SfErrorCodes.InvalidDomain)]
    [InlineData("javascript://x", SfErrorCodes.InvalidDomain)]
    [InlineData("https://", SfErrorCodes.InvalidDomain)]
    [InlineData("https:///x", SfErrorCodes.InvalidDomain)]
    [InlineData("://acme", SfErrorCodes.InvalidDomain)]
    [InlineData("ac me", SfErrorCodes.InvalidDomain)]
    [InlineData("127.0.7.00.", SfErrorCodes.InvalidDomain)]
    [InlineData("https://127.0.0.1./services", SfErrorCodes.InvalidDomain)]
    [InlineData("12\u00ad7.0.7.00", SfErrorCodes.InvalidDomain)]
    [InlineData("1\u30027.0.00", SfErrorCodes.InvalidDomain)]
    [InlineData("acme.my.salesforce.com.5", SfErrorCodes.InvalidDomain)]
    [InlineData("acme.0x7F", SfErrorCodes.InvalidDomain)]
    [InlineData("acme.0x.", SfErrorCodes.InvalidDomain)]
    [InlineData("127.0.0.1.mcas.ms", SfErrorCodes.InvalidDomain)]
    [InlineData("acme_dev", SfErrorCodes.InvalidDomain)]
    [InlineData("acme.my.salesforce.com:99999", SfErrorCodes.InvalidDomain)]
    [InlineData("acme.my.salesforce.com:http", SfErrorCodes.InvalidDomain)]
    [InlineData("::1", SfErrorCodes.InvalidDomain)]
    [InlineData("xn--a--a.\u202e.\u202e", SfErrorCodes.InvalidDomain)]
    [InlineData("[fe80::/10]", SfErrorCodes.InvalidDomain)]
    [InlineData("https://evil.c\u2100.my.salesforce.com", SfErrorCodes.InvalidDomain)]
    [InlineData("acme.my.salesforce.com\uFF0Fevil.example", SfErrorCodes.InvalidDomain)]
    [InlineData("acme.my.salesforce\uFE6B.com", SfErrorCodes.InvalidDomain)]
    [InlineData("\u24B0", SfErrorCodes.InvalidDomain)]
    [InlineData("?", SfErrorCodes.InvalidDomain)]
    [InlineData("..", SfErrorCodes.InvalidDomain)]
    [InlineData(".", SfErrorCodes.InvalidDomain)]
    public void What_is_no_domain_is_refused_before_anything_is_sent(string? text, string code) =>
        Assert.Equal(code, Assert.Throws<SfException>(() => MyDomain.Parse(text)).Code);

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("de-DE")]
    public void The_culture_does_not_matter(string culture)
    {
        CultureInfo.CurrentCulture = new CultureInfo(culture);
        Assert.Equal("https://iii.my.salesforce.com/", MyDomain.Parse("III").AbsoluteUri);
        Assert.Equal(
            SfErrorCodes.LoginDomainRefused,
            Assert.Throws<SfException>(() => MyDomain.Parse("LOGIN.SALESFORCE.COM")).Code);
    }

    [Property(MaxTest = 2000)]
    public void Any_text_is_an_origin_or_refused(string? text) => RequireOrigin(text);

    [Property(MaxTest = 2000)]
    public void Any_text_within_a_host_is_an_origin_or_refused(string? text)
    {
        RequireOrigin($"https://{text}.my.salesforce.com");
        RequireOrigin($"acme{text}.lightning.force.com:{text}/{text}");
    }

    private static void RequireOrigin(string? text)
    {
        try
        {
            Uri origin = MyDomain.Parse(text);
            Assert.Equal(origin.GetLeftPart(UriPartial.Authority) + "/", origin.AbsoluteUri);
            Assert.Empty(origin.UserInfo);
            Assert.True(origin.Scheme == "https" || origin.IsLoopback);
        }
        catch (SfException)
        {
            // Refused, which is an answer too.
        }
    }
}
