using System.Text.Json;
using SalesforceCC.Query;

namespace SalesforceCC.Client.Tests.Query;

public class LongQueryTests
{
    private static string Soql(int length) => Pages.Soql + " WHERE Name IN ('" + new string('ü', length - Pages.Soql.Length - 20) + "')";

    private static string Composite(string body, int status = 200) =>
        $$"""{"compositeResponse":[{"body":{{body}},"httpHeaders":{},"httpStatusCode":{{status}},"referenceId":"query"}]}""";

    [Theory]
    [InlineData(16_000)]
    [InlineData(99_000)]
    public async Task A_statement_too_long_for_a_URL_travels_in_the_body(int length)
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        org.OnPages(3).On("POST composite", Faults.Of("503"), Reply.GzipJson(Composite(Pages.Json(Pages.Ids(1), Pages.Path(2)))));

        Assert.Equal(Pages.IdsTo(3), await session.IdsAsync(Soql(length), new QuerySettings { PageSize = 500 }));

        Assert.Equal((0, 2), (org.Count(Pages.First), org.Count("POST composite")));
        ReceivedRequest request = org.Server.Requests.First(r => r.Method == "POST" && r.Path.EndsWith("composite", StringComparison.Ordinal));
        Assert.Equal("application/json", request.Header("Content-Type"));
        JsonElement only = Assert.Single(JsonDocument.Parse(request.Text).RootElement.GetProperty("compositeRequest").EnumerateArray());
        Assert.Equal("GET", only.GetProperty("method").GetString());
        Assert.Equal("batchSize=500", only.GetProperty("httpHeaders").GetProperty("Sforce-Query-Options").GetString());
        string url = only.GetProperty("url").GetString()!;
        Assert.StartsWith("/services/data/v68.0/query?q=", url, StringComparison.Ordinal);
        Assert.Equal(Soql(length), Uri.UnescapeDataString(url.Split("?q=")[1]));
    }

    [Theory]
    [InlineData(false, true, "POST tooling/composite", "/services/data/v68.0/tooling/query?q=")]
    [InlineData(true, false, "POST composite", "/services/data/v68.0/queryAll?q=")]
    public async Task It_is_sent_where_its_resource_is_known(bool deleted, bool tooling, string line, string url)
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        org.On(line, Reply.Json(Composite(Pages.Json([1]))));
        Assert.Equal((int[])[1], await session.IdsAsync(Soql(16_000), new QuerySettings { IncludeDeleted = deleted, Tooling = tooling }));
        Assert.Contains(url, org.Server.Requests[^1].Text, StringComparison.Ordinal);
        Assert.DoesNotContain("httpHeaders", org.Server.Requests[^1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_error_inside_is_the_error()
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        const string Body = """[{"errorCode":"MALFORMED_QUERY","message":"bad 00DS7000000oxzo!token1 end","fields":["A"]}]""";
        org.On("POST composite", Reply.Json(Composite(Body, 400)));

        SfException failure = await Guard.FailsAsync("MALFORMED_QUERY", () => session.IdsAsync(Soql(16_000)));

        Assert.Equal("bad (token) end", failure.Message);
        Assert.Equal(400, (int?)failure.StatusCode);
        Assert.Equal(["A"], failure.Fields);
        Assert.Equal(1, org.Count("POST composite"));
    }

    [Theory]
    [InlineData(500, "UNKNOWN_EXCEPTION", "An unexpected error occurred.")]
    [InlineData(403, "REQUEST_LIMIT_EXCEEDED", "ConcurrentPerOrgLongTxn Limit exceeded.")]
    public async Task An_error_inside_that_may_pass_is_tried_again(int status, string code, string message)
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        string error = Composite($$"""[{"errorCode":"{{code}}","message":"{{message}}"}]""", status);
        org.On("POST composite", Reply.Json(error), Reply.Json(Composite(Pages.Json([1]))));
        Assert.Equal((int[])[1], await session.IdsAsync(Soql(16_000)));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"compositeResponse":[]}""")]
    [InlineData("""{"compositeResponse":[{"httpStatusCode":200}]}""")]
    [InlineData("""{"compositeResponse":[{"httpStatusCode":"x","body":null}]}""")]
    [InlineData("""{"compositeResponse":[{"httpStatusCode":200,"body":null}]}""")]
    [InlineData("<html></html>")]
    public async Task An_answer_of_another_form_is_an_error(string answer)
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        org.On("POST composite", Reply.Json(answer));
        await Guard.FailsAsync(SfErrorCodes.InvalidResponse, () => session.IdsAsync(Soql(16_000)));
    }

    [Fact]
    public async Task A_statement_that_fits_goes_as_URL()
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        org.On(Pages.First, Reply.Json(Pages.Json([1])));
        await session.IdsAsync(Soql(1_300));
        Assert.Equal(Soql(1_300), org.Server.Requests[^1].Query("q"));
    }
}
