using System.Text.Json;
using Xunit;

namespace SalesforceCC.Emulator.Tests.Http;

public sealed class GraphTests
{
    private const string Base = "/services/data/v68.0";

    [Fact]
    public async Task After_14_failed_graphs_none_is_run()
    {
        await using TestOrg org = await TestOrg.ConnectAsync();
        string[] graphs = [.. Enumerable.Range(0, 16).Select(i => Graph($"g{i}", Node("a", i < 14 ? "{}" : """{"Name":"Late"}""")))];

        JsonElement[] answers = await Post(org, graphs);

        Assert.All(answers, a => Assert.False(a.GetProperty("isSuccessful").GetBoolean()));
        Assert.Equal(
            Enumerable.Repeat("REQUIRED_FIELD_MISSING", 14).Concat(["PROCESSING_HALTED", "PROCESSING_HALTED"]),
            answers.Select(a => a.GetProperty("graphResponse").GetProperty("compositeResponse")[0].GetProperty("body")[0].GetProperty("errorCode").GetString()));
        Assert.Equal(0, org.Store.Count(org.Store.FindType("Account")!));
    }

    [Theory]
    [InlineData("")]
    [InlineData("""{"graphId":"a"}""")]
    [InlineData("""{"graphId":"a","compositeRequest":[]}""")]
    [InlineData("""{"graphId":"a","compositeRequest":[{"method":"GET","url":"/services/data/v68.0/query?q=SELECT+Id+FROM+Account","referenceId":"a"}]}""")]
    [InlineData("""{"graphId":"a","compositeRequest":[{"method":"PUT","url":"/services/data/v68.0/sobjects/Account","referenceId":"a","body":{}}]}""")]
    [InlineData("""{"graphId":"a","compositeRequest":[{"method":"POST","url":"/services/data/v68.0/sobjects/Account","referenceId":"a:b","body":{}}]}""")]
    [InlineData("""{"graphId":"a","compositeRequest":[{"method":"POST","url":"/services/data/v68.0/sobjects/Account","referenceId":"a","body":{}},{"method":"POST","url":"/services/data/v68.0/sobjects/Account","referenceId":"a","body":{}}]}""")]
    public async Task A_malformed_whole_is_refused_as_a_whole(string graph)
    {
        await using TestOrg org = await TestOrg.ConnectAsync();
        using HttpResponseMessage answer = await org.SendAsync(HttpMethod.Post, $"{Base}/composite/graph", $$"""{"graphs":[{{graph}}]}""");
        Assert.Equal(400, (int)answer.StatusCode);
    }

    [Theory]
    [InlineData(15, 200)]
    [InlineData(16, 400)]
    public async Task Fifteen_levels_are_the_most(int levels, int status)
    {
        await using TestOrg org = await TestOrg.ConnectAsync();
        string nodes = string.Join(',', Enumerable.Range(0, levels).Select(
            i => Node($"n{i}", i == 0 ? """{"Name":"0"}""" : $$$"""{"Name":"{{{i}}}","ParentId":"@{n{{{i - 1}}}.id}"}""")));
        using HttpResponseMessage answer = await org.SendAsync(
            HttpMethod.Post, $"{Base}/composite/graph", $$"""{"graphs":[{{Graph("g", nodes)}}]}""");
        Assert.Equal(status, (int)answer.StatusCode);
    }

    private static string Node(string reference, string body) =>
        $$"""{"method":"POST","url":"{{Base}}/sobjects/Account","referenceId":"{{reference}}","body":{{body}}}""";

    private static string Graph(string id, string nodes) => $$"""{"graphId":"{{id}}","compositeRequest":[{{nodes}}]}""";

    private static async Task<JsonElement[]> Post(TestOrg org, string[] graphs)
    {
        using HttpResponseMessage answer = await org.SendAsync(
            HttpMethod.Post, $"{Base}/composite/graph", $$"""{"graphs":[{{string.Join(',', graphs)}}]}""");
        Assert.Equal(200, (int)answer.StatusCode);
        return [.. (await answer.JsonAsync()).GetProperty("graphs").EnumerateArray()];
    }
}
