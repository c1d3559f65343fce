using System.Text.Json;
using Xunit;

namespace SalesforceCC.Emulator.Tests.Http;

public sealed class CompositeTests
{
    private const string Base = "/services/data/v68.0";

    [Fact]
    public async Task Later_parts_name_results_of_earlier_ones()
    {
        await using TestOrg org = await TestOrg.ConnectAsync();
        JsonElement[] parts = await Post(org, """
            {"method":"POST","url":"/services/data/v68.0/sobjects/Account","referenceId":"acc","body":{"Name":"Acme"}},
            {"method":"POST","url":"/services/data/v68.0/sobjects/Contact","referenceId":"con",
             "body":{"LastName":"At @{acc.id}","AccountId":"@{acc.id}"}},
            {"method":"GET","url":"/services/data/v68.0/query?q=SELECT+Id+FROM+Contact+WHERE+AccountId='@{acc.id}'","referenceId":"q"},
            {"method":"GET","url":"/services/data/v68.0/sobjects/Contact/@{q.records[0].Id}","referenceId":"back"},
            {"method":"PATCH","url":"/services/data/v68.0/sobjects/Account/@{acc.id}","referenceId":"p","body":{"Name":"B"}}
            """);
        Assert.Equal([201, 201, 200, 200, 204], parts.Select(p => p.GetProperty("httpStatusCode").GetInt32()));
        Assert.Equal(["acc", "con", "q", "back", "p"], parts.Select(p => p.GetProperty("referenceId").GetString()));
        string? id = parts[0].GetProperty("body").GetProperty("id").GetString();
        Assert.Equal($"{Base}/sobjects/Account/{id}", parts[0].GetProperty("httpHeaders").GetProperty("Location").GetString());
        Assert.Equal($"At {id}", parts[3].GetProperty("body").GetProperty("Name").GetString());
        Assert.Equal(JsonValueKind.Null, parts[4].GetProperty("body").ValueKind);
    }

    [Fact]
    public async Task It_counts_as_one_request_and_takes_queries_too_long_for_a_uri()
    {
        await using TestOrg org = await TestOrg.ConnectAsync(accounts: 1);
        string soql = "SELECT+Id+FROM+Account+WHERE+Name='Account 0'" + new string(' ', 20_000);
        JsonElement[] parts = await Post(org, $$"""{"method":"GET","url":"{{Base}}/query?q={{soql}}","referenceId":"q"}""");
        Assert.Equal(1, parts[0].GetProperty("body").GetProperty("totalSize").GetInt32());
        Assert.Equal(1, (await org.KnobAsync("api-usage", method: "GET")).GetProperty("used").GetInt32());
    }

    [Theory]
    [InlineData("""{"method":"GET","url":"/services/data/v68.0/sobjects/Nope","referenceId":"x"}""", 404, "NOT_FOUND")]
    [InlineData("""{"method":"GET","url":"/services/data/v68.0/sobjects/Account/@{y.id}","referenceId":"x"}""", 400, "PROCESSING_HALTED")]
    [InlineData("""{"method":"GET","url":"/elsewhere","referenceId":"x"}""", 400, "INVALID_URL")]
    public async Task A_part_fails_alone(string part, int status, string code)
    {
        await using TestOrg org = await TestOrg.ConnectAsync();
        JsonElement result = Assert.Single(await Post(org, part));
        Assert.Equal(status, result.GetProperty("httpStatusCode").GetInt32());
        Assert.Equal(code, result.GetProperty("body")[0].GetProperty("errorCode").GetString());
    }

    [Fact]
    public async Task All_or_none_halts_the_others()
    {
        await using TestOrg org = await TestOrg.ConnectAsync();
        JsonElement[] parts = await Post(org, """
            {"method":"POST","url":"/services/data/v68.0/sobjects/Account","referenceId":"a","body":{"Name":"A"}},
            {"method":"POST","url":"/services/data/v68.0/sobjects/Account","referenceId":"b","body":{}},
            {"method":"POST","url":"/services/data/v68.0/sobjects/Account","referenceId":"c","body":{"Name":"C"}}
            """);
        Assert.Equal(
            ["PROCESSING_HALTED", "REQUIRED_FIELD_MISSING", "PROCESSING_HALTED"],
            parts.Select(p => p.GetProperty("body")[0].GetProperty("errorCode").GetString()));
    }

    [Theory]
    [InlineData("""{"method":"GET","url":"/services/data/v68.0/limits","referenceId":"a","httpHeaders":{"Accept":"x"}}""")]
    [InlineData("""{"method":"GET","referenceId":"a"}""")]
    [InlineData("1")]
    public async Task A_malformed_whole_is_refused_as_a_whole(string parts)
    {
        await using TestOrg org = await TestOrg.ConnectAsync();
        using HttpResponseMessage answer = await org.SendAsync(
            HttpMethod.Post, $"{Base}/composite", $$"""{"compositeRequest":[{{parts}}]}""");
        Assert.Equal(400, (int)answer.StatusCode);
        using HttpResponseMessage many = await org.SendAsync(HttpMethod.Post, $"{Base}/composite", """{"compositeRequest":[XX]}""".Replace(
            "XX",
            string.Join(',', Enumerable.Repeat("""{"method":"GET","url":"/services/data/v68.0/limits","referenceId":"a"}""", 26)),
            StringComparison.Ordinal));
        Assert.Equal(400, (int)many.StatusCode);
    }

    [Fact]
    public async Task A_batch_runs_its_parts_apart_from_each_other()
    {
        await using TestOrg org = await TestOrg.ConnectAsync(accounts: 1);
        string account = org.Store.FindByExternalId(org.Store.FindType("Account")!, "Code__c", "A-0")[0];
        using HttpResponseMessage answer = await org.SendAsync(HttpMethod.Post, $"{Base}/composite/batch", $$"""
            {"batchRequests":[
              {"method":"GET","url":"v68.0/query?q=SELECT+Id+FROM+Account"},
              {"method":"POST","url":"v68.0/sobjects/Account","richInput":{"Name":"Acme"} },
              {"method":"GET","url":"v68.0/nonsense"},
              {"method":"DELETE","url":"v68.0/sobjects/Account/{{account}}"}]}
            """);
        JsonElement body = await answer.JsonAsync();
        Assert.True(body.GetProperty("hasErrors").GetBoolean());
        Assert.Equal(
            [200, 201, 404, 204],
            body.GetProperty("results").EnumerateArray().Select(r => r.GetProperty("statusCode").GetInt32()));
    }

    [Fact]
    public async Task A_batch_may_halt_at_the_first_error()
    {
        await using TestOrg org = await TestOrg.ConnectAsync();
        using HttpResponseMessage answer = await org.SendAsync(HttpMethod.Post, $"{Base}/composite/batch", """
            {"haltOnError":true,"batchRequests":[{"method":"GET","url":"v68.0/nonsense"},{"method":"GET","url":"v68.0/limits"}]}
            """);
        Assert.Equal(
            [404, 412],
            (await answer.JsonAsync()).GetProperty("results").EnumerateArray().Select(r => r.GetProperty("statusCode").GetInt32()));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_batch_may_ask_for_pages_of_a_query_by_their_offsets(bool cached)
    {
        await using TestOrg org = await TestOrg.ConnectAsync(new EmulatorOptions { CachePages = cached }, accounts: 650);
        using HttpResponseMessage first = await org.GetAsync($"{Base}/query?q=SELECT+Id+FROM+Account", ("Sforce-Query-Options", "batchSize=200"));
        string next = (await first.JsonAsync()).GetProperty("nextRecordsUrl").GetString()!;
        string url = next["/services/data/".Length..^3];
        using HttpResponseMessage answer = await org.SendAsync(HttpMethod.Post, $"{Base}/composite/batch", $$"""
            {"batchRequests":[{"method":"GET","url":"{{url}}600"},{"method":"GET","url":"{{url}}200"},{"method":"GET","url":"{{url}}800"}]}
            """);
        List<JsonElement> results = (await answer.JsonAsync()).GetProperty("results").EnumerateArray().ToList();
        Assert.Equal([200, 200, 400], results.Select(r => r.GetProperty("statusCode").GetInt32()));
        Assert.Equal([50, 200], results.Take(2).Select(r => r.GetProperty("result").GetProperty("records").GetArrayLength()));
        Assert.Equal(next[..^3] + "400", results[1].GetProperty("result").GetProperty("nextRecordsUrl").GetString());
        Assert.True(results[0].GetProperty("result").GetProperty("done").GetBoolean());
    }

    private static async Task<JsonElement[]> Post(TestOrg org, string parts)
    {
        using HttpResponseMessage answer = await org.SendAsync(
            HttpMethod.Post, $"{Base}/composite", $$"""{"allOrNone":true,"compositeRequest":[{{parts}}]}""");
        Assert.Equal(200, (int)answer.StatusCode);
        return [.. (await answer.JsonAsync()).GetProperty("compositeResponse").EnumerateArray()];
    }
}
