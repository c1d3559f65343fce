using SalesforceCC.Http;

namespace SalesforceCC.Client.Tests.Http;

public class LinkTrailTests
{
    private static readonly Uri s_instance = new("https://acme.my.salesforce.com");

    [Theory]
    [InlineData("/a")]
    [InlineData("/b", "/a")]
    [InlineData("/b", "/c", "/b")]
    [InlineData("https://acme.my.salesforce.com/a")]
    [InlineData("/x/../a")]
    [InlineData("/b?c=%41", "/b?c=%41")]
    public void A_page_comes_once(params string[] links)
    {
        LinkTrail pages = new(new Uri(s_instance, "/a"));
        foreach (string link in links[..^1])
            pages.Follow(s_instance, link);
        Assert.Equal(SfErrorCodes.InvalidResponse, Assert.Throws<SfException>(() => pages.Follow(s_instance, links[^1])).Code);
    }

    [Fact]
    public void Any_number_of_pages_may_follow_each_other()
    {
        LinkTrail pages = new(new Uri(s_instance, "/query/?q=0"));
        for (int i = 1; i < 5_000; i++)
            Assert.Equal(new Uri(s_instance, $"/query/01g-{i}"), pages.Follow(s_instance, $"/query/01g-{i}"));
    }

    [Fact]
    public void No_page_is_elsewhere() => Assert.Equal(
        SfErrorCodes.ForeignOrigin,
        Assert.Throws<SfException>(() => new LinkTrail(new Uri(s_instance, "/a")).Follow(s_instance, "https://nosuch.invalid/b")).Code);
}
