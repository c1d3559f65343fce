using System.Text.Json;
using Xunit;

namespace SalesforceCC.Emulator.Tests.Http;

/// <summary>Records with their children: <c>/composite/tree/X</c>.</summary>
public sealed class TreeTests
{
    private const string Base = "/services/data/v68.0";

    [Fact]
    public async Task Records_are_saved_and_answered_level_by_level()
    {
        await using TestOrg org = await TestOrg.ConnectAsync();
        JsonElement answer = await SendAsync(org, 201, """
            {"attributes":{"type":"Account","referenceId":"a"},"name":"A","Contacts":{"records":[
              {"attributes":{"type":"Contact","referenceId":"b"},"LastName":"B"},
              {"attributes":{"type":"contact","referenceId":"c"},"LastName":"C"}]},
             "ChildAccounts":{"records":[{"attributes":{"type":"Account","referenceId":"d"},"Name":"D"}]}},
            {"attributes":{"type":"Account","referenceId":"e"},"Name":"E"}
            """);

        Assert.False(answer.GetProperty("hasErrors").GetBoolean());
        JsonElement[] results = [.. answer.GetProperty("results").EnumerateArray()];
        Assert.Equal(["a", "e", "b", "c", "d"], results.Select(Reference));
        Assert.All(results, r => Assert.Equal(["referenceId", "id"], r.EnumerateObject().Select(p => p.Name)));
        string parent = results[0].GetProperty("id").GetString()!;
        Assert.Equal(
            ["B", "C"],
            await ColumnAsync(org, $"SELECT LastName FROM Contact WHERE AccountId = '{parent}' ORDER BY LastName", "LastName"));
        Assert.Equal(["D"], await ColumnAsync(org, $"SELECT Name FROM Account WHERE ParentId = '{parent}'", "Name"));
    }

    [Fact]
    public async Task One_wrong_record_takes_all_back_and_is_answered_alone()
    {
        await using TestOrg org = await TestOrg.ConnectAsync();
        JsonElement answer = await SendAsync(org, 400, """
            {"attributes":{"type":"Account","referenceId":"a"},"Name":"A","Contacts":{"records":[
              {"attributes":{"type":"Contact","referenceId":"b"},"LastName":"B"},
              {"attributes":{"type":"Contact","referenceId":"c"},"LastName":"C","Email":"nobody"}]}}
            """);

        Assert.True(answer.GetProperty("hasErrors").GetBoolean());
        JsonElement failed = Assert.Single(answer.GetProperty("results").EnumerateArray());
        Assert.Equal("c", Reference(failed));
        JsonElement error = Assert.Single(failed.GetProperty("errors").EnumerateArray());
        Assert.Equal("INVALID_EMAIL_ADDRESS", error.GetProperty("statusCode").GetString());
        Assert.Equal("""["Email"]""", error.GetProperty("fields").GetRawText());
        Assert.Empty(await ColumnAsync(org, "SELECT Name FROM Account", "Name"));
    }

    [Fact]
    public async Task A_reference_id_that_comes_twice_is_answered_for_each()
    {
        await using TestOrg org = await TestOrg.ConnectAsync();
        JsonElement answer = await SendAsync(org, 400, """
            {"attributes":{"type":"Account","referenceId":"a"},"Name":"A"},
            {"attributes":{"type":"Account","referenceId":"b"},"Name":"B"},
            {"attributes":{"type":"Account","referenceId":"a"},"Name":"C"}
            """);
        Assert.Equal(["a", "a"], answer.GetProperty("results").EnumerateArray().Select(Reference));
        Assert.Empty(await ColumnAsync(org, "SELECT Name FROM Account", "Name"));
    }

    // The server knows no references but those of nesting.
    [Fact]
    public async Task A_reference_in_a_field_stays_text()
    {
        await using TestOrg org = await TestOrg.ConnectAsync();
        JsonElement answer = await SendAsync(org, 400, """
            {"attributes":{"type":"Account","referenceId":"AccountRef1"},"Name":"@home"},
            {"attributes":{"type":"Account","referenceId":"AccountRef2"},"Name":"B","ParentId":"@AccountRef1"}
            """);
        JsonElement failed = Assert.Single(answer.GetProperty("results").EnumerateArray());
        Assert.Equal("AccountRef2", Reference(failed));
        Assert.Equal("MALFORMED_ID", failed.GetProperty("errors")[0].GetProperty("statusCode").GetString());
        Assert.EndsWith("id value of incorrect type: @AccountRef1", failed.GetProperty("errors")[0].GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_parent_can_be_named_by_its_key()
    {
        await using TestOrg org = await TestOrg.ConnectAsync(accounts: 1);
        await SendAsync(org, 201, """{"attributes":{"type":"Account","referenceId":"a"},"Name":"Child","Parent":{"Code__c":"A-0"}}""");
        Assert.Equal(["Child"], await ColumnAsync(org, "SELECT Name FROM Account WHERE Parent.Code__c = 'A-0'", "Name"));
    }

    [Theory]
    [InlineData("""{"attributes":{"type":"Account"},"Name":"x"}""", "INVALID_INPUT")]
    [InlineData("""{"attributes":{"referenceId":"a"},"Name":"x"}""", "INVALID_INPUT")]
    [InlineData("""{"Name":"x"}""", "INVALID_INPUT")]
    [InlineData("""{"attributes":{"type":"Contact","referenceId":"a"},"LastName":"x"}""", "INVALID_INPUT")]
    [InlineData("""{"attributes":{"type":"Nothing__c","referenceId":"a"}}""", "INVALID_TYPE")]
    [InlineData("""{"attributes":{"type":"Account","referenceId":"a"},"Name":"x","Nobody":"x"}""", "INVALID_FIELD")]
    [InlineData("""{"attributes":{"type":"Account","referenceId":"a"},"Name":"x","Nobodies":{"records":[]}}""", "INVALID_FIELD")]
    [InlineData("1", "JSON_PARSER_ERROR")]
    public async Task What_cannot_be_read_ends_the_request(string records, string code)
    {
        await using TestOrg org = await TestOrg.ConnectAsync();
        JsonElement answer = await SendAsync(org, 400, records);
        Assert.Equal(code, Assert.Single(answer.EnumerateArray()).GetProperty("errorCode").GetString());
    }

    [Fact]
    public async Task Records_levels_and_types_are_limited()
    {
        await using TestOrg org = await TestOrg.ConnectAsync();
        await SendAsync(org, 201, Accounts(200));
        Assert.Equal("INVALID_INPUT", Code(await SendAsync(org, 400, Accounts(201))));
        await SendAsync(org, 201, Deep(5));
        Assert.Equal("INVALID_INPUT", Code(await SendAsync(org, 400, Deep(6))));
        await SendAsync(org, 201, Wide(5));
        Assert.Equal("INVALID_INPUT", Code(await SendAsync(org, 400, Wide(6))));
    }

    private static string Accounts(int count) => string.Join(',', Enumerable.Range(0, count).Select(static i =>
        $$$"""{"attributes":{"type":"Account","referenceId":"r{{{i}}}"},"Name":"x"}"""));

    private static string Deep(int levels) => levels == 1
        ? """{"attributes":{"type":"Account","referenceId":"r1"},"Name":"x"}"""
        : $$$"""{"attributes":{"type":"Account","referenceId":"r{{{levels}}}"},"Name":"x","ChildAccounts":{"records":[{{{Deep(levels - 1)}}}]}}""";

    private static string Wide(int types)
    {
        (string Children, string Type, string Fields)[] children =
        [
            ("Contacts", "Contact", "\"LastName\":\"x\""),
            ("Opportunities", "Opportunity", "\"Name\":\"x\",\"StageName\":\"Prospecting\",\"CloseDate\":\"2026-12-01\""),
            ("Cases", "Case", "\"Subject\":\"x\""),
            ("Tasks", "Task", "\"Subject\":\"x\""),
            ("Events", "Event", "\"StartDateTime\":\"2026-12-01T10:00:00Z\",\"DurationInMinutes\":30"),
        ];
        IEnumerable<string> parts = children.Take(types - 1).Select(static c =>
            $$$"""
            "{{{c.Children}}}":{"records":[{"attributes":{"type":"{{{c.Type}}}","referenceId":"{{{c.Type}}}"},{{{c.Fields}}}}]}
            """);
        return $$$"""{"attributes":{"type":"Account","referenceId":"root"},"Name":"x",{{{string.Join(',', parts)}}}}""";
    }

    private static async Task<JsonElement> SendAsync(TestOrg org, int status, string records)
    {
        using HttpResponseMessage answer = await org.SendAsync(
            HttpMethod.Post, $"{Base}/composite/tree/Account", $$"""{"records":[{{records}}]}""");
        JsonElement json = await answer.JsonAsync();
        Assert.True((int)answer.StatusCode == status, json.GetRawText());
        return json;
    }

    private static async Task<string?[]> ColumnAsync(TestOrg org, string soql, string field)
    {
        using HttpResponseMessage answer = await org.Client.GetAsync($"{Base}/query?q={Uri.EscapeDataString(soql)}");
        return [.. (await answer.JsonAsync()).GetProperty("records").EnumerateArray().Select(r => r.GetProperty(field).GetString())];
    }

    private static string? Reference(JsonElement result) => result.GetProperty("referenceId").GetString();

    private static string? Code(JsonElement errors) => errors[0].GetProperty("errorCode").GetString();
}
