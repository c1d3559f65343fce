using SalesforceCC.Http;
using SalesforceCC.Records;

namespace SalesforceCC.Client.Tests.Http;

public class OriginTests
{
    private const string First = """{"totalSize":9,"done":false,"nextRecordsUrl":"LINK","records":[{"attributes":{"type":"A"},"Id":"1"}]}""";

    private const string Child = """
        {"totalSize":1,"done":true,"records":[{"attributes":{"type":"A"},"Id":"1","Cs":
         {"totalSize":9,"done":false,"nextRecordsUrl":"LINK","records":[{"attributes":{"type":"C"},"Id":"2"}]}}]}
        """;

    /// <summary>Ways to lead a token astray: OTHER is another server, SAME the instance's host and port.</summary>
    public static TheoryData<string> ForeignLinks =>
    [
        "http://OTHER/services/data/v68.0/query/1",
        "https://OTHER/services/data/v68.0/query/1",
        "//OTHER/services/data/v68.0/query/1",
        "/\\\\OTHER/x",
        "\\\\\\\\OTHER\\\\x",
        "http:\\/\\/OTHER/x",
        "https://SAME/services/data/v68.0/query/1",
        "http://user@SAME/x",
        "http://user:password@SAME/x",
        "http://SAME@OTHER/x",
        "http://localhost:PORT/x",
        "ftp://SAME/x",
        "file:///etc/passwd",
    ];

    [Theory]
    [MemberData(nameof(ForeignLinks))]
    public Task The_next_page_is_fetched_from_the_instance_only(string link) => RequireStaysAsync(First, link);

    [Theory]
    [MemberData(nameof(ForeignLinks))]
    public Task The_rest_of_child_rows_is_fetched_from_the_instance_only(string link) => RequireStaysAsync(Child, link);

    [Theory]
    [MemberData(nameof(ForeignLinks))]
    public async Task A_path_of_a_user_stays_on_the_instance(string link)
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        await using LoopbackServer other = LoopbackServer.Start(_ => Reply.NoContent);
        string path = At(link.Replace(@"\\", @"\", StringComparison.Ordinal).Replace(@"\/", "/", StringComparison.Ordinal), org.Server.Url, other.Url);

        SfException failure = await Guard.FailsAsync(async () => await session.SendAsync("GET", path));

        Assert.Contains(failure.Code, new[] { SfErrorCodes.ForeignOrigin, SfErrorCodes.InvalidPath, "NOT_SCRIPTED" });
        Assert.Empty(other.Requests);
        Assert.DoesNotContain(org.Server.Requests, r => r.Header("Host") != org.Server.Url.Authority);
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_redirect_is_not_followed(int status)
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        await using LoopbackServer other = LoopbackServer.Start(_ => Reply.NoContent);
        Reply elsewhere = Reply.Of(status, null, [], ("Location", other.Url + "x"));
        org.On("GET thing", elsewhere).On("POST thing", elsewhere).On(LoopbackOrg.TokenLine, elsewhere);

        await Guard.FailsAsync(SfErrorCodes.UnexpectedRedirect, () => session.SendAsync("GET", "thing"));
        await Guard.FailsAsync(SfErrorCodes.UnexpectedRedirect, () => session.SendAsync("POST", "thing", "{}"));
        await Guard.FailsAsync(SfErrorCodes.UnexpectedRedirect, () => session.GetTokenAsync(forceRefresh: true, Guard.Stop));

        Assert.Empty(other.Requests);
        Assert.Equal((1, 1), (org.Count("GET thing"), org.Count("POST thing")));
    }

    [Fact]
    public async Task Whatever_the_code_above_it_says_the_road_sends_no_token_elsewhere()
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        await using LoopbackServer other = LoopbackServer.Start(_ => Reply.NoContent);

        SfException failure = await Guard.FailsAsync(SfErrorCodes.ForeignOrigin, () => session.SendAsync(
            ApiRequest.Get(new Uri(other.Url, "x")),
            static (_, _, _) => Task.FromResult(true),
            Guard.Stop));

        Assert.Equal("GET /x", failure.Request);
        Assert.Empty(other.Requests);
    }

    [Theory]
    [InlineData("https://acme.my.salesforce.com/x", true)]
    [InlineData("https://ACME.my.salesforce.com:443/x", true)]
    [InlineData("https://acme.my.salesforce.com:444/x", false)]
    [InlineData("http://acme.my.salesforce.com:443/x", false)]
    [InlineData("https://acme.my.salesforce.com.evil.com/x", false)]
    [InlineData("https://xacme.my.salesforce.com/x", false)]
    [InlineData("https://a@acme.my.salesforce.com/x", false)]
    public void Scheme_host_and_port_are_the_origin(string url, bool same) =>
        Assert.Equal(same, Origin.Same(new("https://acme.my.salesforce.com/"), new(url)));

    private static async Task RequireStaysAsync(string page, string link)
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        await using LoopbackServer other = LoopbackServer.Start(_ => Reply.NoContent);
        org.On("GET query", Reply.Json(page.Replace("LINK", At(link, org.Server.Url, other.Url), StringComparison.Ordinal)));

        SfException failure = await Guard.FailsAsync(async () =>
        {
            await foreach (RecordPage _2 in session.QueryPages("SELECT Id FROM A", stop: Guard.Stop))
            {
            }
        });

        Assert.Empty(other.Requests);
        if (link.Contains(@"\\", StringComparison.Ordinal))
            return; // A backslash is part of a path, or no URL: either way it leads nowhere else.
        Assert.Equal(SfErrorCodes.ForeignOrigin, failure.Code);
        Assert.Equal(2, org.Server.Requests.Count);
    }

    private static string At(string link, Uri instance, Uri other) => link
        .Replace("OTHER", other.Authority, StringComparison.Ordinal)
        .Replace("SAME", instance.Authority, StringComparison.Ordinal)
        .Replace("PORT", instance.Port.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
}
