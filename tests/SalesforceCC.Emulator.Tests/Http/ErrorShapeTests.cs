using System.Net.Http.Json;
using System.Text.Json;
using Xunit;

namespace SalesforceCC.Emulator.Tests.Http;

/// <summary>Members of errors and their order as recorded answers have them, and paths that clients spell oddly.</summary>
public sealed class ErrorShapeTests(LedgerOrg org) : IClassFixture<LedgerOrg>
{
    [Theory]
    [InlineData("GET", "/sobjects/Nothing", "errorCode message")]
    [InlineData("GET", "/nonsense", "errorCode message")]
    [InlineData("GET", "/sobjects/Account/001000000000000", "errorCode message")]
    [InlineData("GET", "/sobjects/Account/rid/x", "errorCode message")]
    [InlineData("PATCH", "/sobjects/Account/Namez/x", "message errorCode")]
    [InlineData("GET", "/query?q=SELECT+Id+FROM+Nothing", "message errorCode")]
    public async Task The_code_is_first_where_no_resource_refuses(string method, string path, string members)
    {
        using HttpRequestMessage request = new HttpRequestMessage(new HttpMethod(method), LedgerOrg.Base + path);
        if (method == "PATCH")
            request.Content = JsonContent.Create(new { });
        using HttpResponseMessage answer = await org.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(members, Members((await answer.JsonAsync())[0]));

        JsonElement composite = await CompositeAsync(method, LedgerOrg.Base + path);
        Assert.Equal(members, Members(composite.GetProperty("body")[0]));
        Assert.Equal((int)answer.StatusCode, composite.GetProperty("httpStatusCode").GetInt32());
    }

    [Fact]
    public async Task A_deleted_row_has_no_fields_but_says_so()
    {
        using HttpResponseMessage created = await org.Client.PostAsJsonAsync(
            new Uri($"{LedgerOrg.Base}/sobjects/Account", UriKind.Relative), new { Name = "Soon gone" }, TestContext.Current.CancellationToken);
        string row = $"{LedgerOrg.Base}/sobjects/Account/{(await created.JsonAsync()).GetProperty("id").GetString()}";
        foreach (int status in new[] { 204, 404 })
        {
            using HttpResponseMessage deleted = await org.Client.DeleteAsync(new Uri(row, UriKind.Relative), TestContext.Current.CancellationToken);
            Assert.Equal(status, (int)deleted.StatusCode);
            if (status == 404)
                Assert.Equal("""[{"message":"entity is deleted","errorCode":"ENTITY_IS_DELETED","fields":[]}]""", await deleted.TextAsync());
        }

        JsonElement part = await CompositeAsync("GET", row);
        Assert.Equal("""[{"message":"entity is deleted","errorCode":"ENTITY_IS_DELETED","fields":[]}]""", part.GetProperty("body").GetRawText());
    }

    [Theory]
    [InlineData("//services/data/v68.0/sobjects/Account")]
    [InlineData("/services//data/v68.0//sobjects///Account/")]
    [InlineData("/services/data//v68.0/tooling//query?q=SELECT+Id+FROM+Account+LIMIT+1")]
    public async Task Doubled_slashes_are_one(string path)
    {
        await org.GetAsync($"{org.Client.BaseAddress!.AbsoluteUri.TrimEnd('/')}{path}");
        Assert.Equal(200, (await CompositeAsync("GET", path)).GetProperty("httpStatusCode").GetInt32());
    }

    [Fact]
    public async Task Doubled_slashes_of_a_batch_are_one()
    {
        using HttpResponseMessage answer = await org.Client.PostAsJsonAsync(
            new Uri($"{LedgerOrg.Base}//composite//batch", UriKind.Relative),
            new { batchRequests = new[] { new { method = "GET", url = "//v68.0//limits" } } },
            TestContext.Current.CancellationToken);
        Assert.Equal(200, (await answer.JsonAsync()).GetProperty("results")[0].GetProperty("statusCode").GetInt32());
    }

    private async Task<JsonElement> CompositeAsync(string method, string url)
    {
        using HttpResponseMessage answer = await org.Client.PostAsJsonAsync(
            new Uri($"{LedgerOrg.Base}/composite", UriKind.Relative),
            new { compositeRequest = new[] { new { method, url, referenceId = "a", body = method == "PATCH" ? new { } : null } } },
            TestContext.Current.CancellationToken);
        return (await answer.JsonAsync()).GetProperty("compositeResponse")[0];
    }

    private static string Members(JsonElement error) => string.Join(' ', error.EnumerateObject().Select(p => p.Name));
}
