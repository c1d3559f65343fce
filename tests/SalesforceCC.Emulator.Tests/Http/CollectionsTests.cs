using System.Globalization;
using System.Text.Json;
using Xunit;

namespace SalesforceCC.Emulator.Tests.Http;

/// <summary>Rows in lists: <c>/composite/sobjects</c>.</summary>
public sealed class CollectionsTests
{
    private const string Base = "/services/data/v68.0";
    private const string Url = Base + "/composite/sobjects";
    private const string RolledBack = "Record rolled back because not all records were valid and the request was using AllOrNone header";

    [Fact]
    public async Task Rows_of_several_objects_are_inserted_in_their_order()
    {
        await using TestOrg org = await TestOrg.ConnectAsync();
        JsonElement[] results = await SendAsync(org, "POST", Url, """
            {"attributes":{"type":"Account"},"Name":"A","Code__c":"a"},
            {"attributes":{"type":"Contact"},"LastName":"B","Account":{"Code__c":"a"}},
            {"attributes":{"type":"account"},"name":"C"}
            """);

        Assert.Equal(["001", "003", "001"], results.Select(r => r.GetProperty("id").GetString()![..3]));
        Assert.All(results, r => Assert.Equal(["id", "success", "errors"], r.EnumerateObject().Select(p => p.Name)));
        Assert.All(results, r => Assert.Equal(("true", "[]"), (r.GetProperty("success").GetRawText(), r.GetProperty("errors").GetRawText())));
        using HttpResponseMessage parent = await org.GetAsync($"{Base}/sobjects/Contact/{results[1].GetProperty("id")}/Account");
        Assert.Equal("A", (await parent.JsonAsync()).GetProperty("Name").GetString());
    }

    [Theory]
    [InlineData(false, "REQUIRED_FIELD_MISSING", 2)]
    [InlineData(true, "REQUIRED_FIELD_MISSING", 0)]
    public async Task A_wrong_row_fails_alone_or_takes_all_back(bool allOrNone, string code, int rows)
    {
        await using TestOrg org = await TestOrg.ConnectAsync();
        JsonElement[] results = await SendAsync(org, "POST", Url, """
            {"attributes":{"type":"Account"},"Name":"A"},{"attributes":{"type":"Account"}},{"attributes":{"type":"Account"},"Name":"C"}
            """, allOrNone);

        Assert.Equal($$"""{"success":false,"errors":[{"statusCode":"{{code}}","message":"Required fields are missing: [Name]","fields":["Name"]}]}""", results[1].GetRawText());
        Assert.All([results[0], results[2]], r => Assert.Equal(!allOrNone, r.GetProperty("success").GetBoolean()));
        if (allOrNone)
            Assert.Equal(
                $$"""{"success":false,"errors":[{"statusCode":"ALL_OR_NONE_OPERATION_ROLLED_BACK","message":"{{RolledBack}}","fields":[]}]}""",
                results[0].GetRawText());
        Assert.Equal(rows, org.Store.Count(org.Store.FindType("Account")!));
    }

    [Fact]
    public async Task All_that_is_wrong_with_a_row_is_said_at_once()
    {
        await using TestOrg org = await TestOrg.ConnectAsync();
        JsonElement row = Assert.Single(await SendAsync(org, "POST", Url, $$"""
            {"attributes":{"type":"Contact"},"FirstName":"{{new string('x', 50)}}","Email":"nobody","IsDeleted":true}
            """));
        Assert.Equal(
            ["STRING_TOO_LONG", "INVALID_EMAIL_ADDRESS", "INVALID_FIELD_FOR_INSERT_UPDATE", "REQUIRED_FIELD_MISSING"],
            row.GetProperty("errors").EnumerateArray().Select(e => e.GetProperty("statusCode").GetString()));

        using HttpResponseMessage single = await org.SendAsync(
            HttpMethod.Post, $"{Base}/sobjects/Contact", """{"FirstName":"x","Email":"nobody"}""");
        Assert.Equal(400, (int)single.StatusCode);
        Assert.Equal(
            ["INVALID_EMAIL_ADDRESS", "REQUIRED_FIELD_MISSING"],
            (await single.JsonAsync()).EnumerateArray().Select(e => e.GetProperty("errorCode").GetString()));
    }

    [Fact]
    public async Task Rows_are_updated_by_the_ids_in_them()
    {
        await using TestOrg org = await TestOrg.ConnectAsync(accounts: 3);
        string[] ids = [.. Enumerable.Range(0, 3).Select(i => Account(org, i))];
        JsonElement[] results = await SendAsync(org, "PATCH", Url, $$"""
            {"attributes":{"type":"Account"},"Id":"{{ids[0]}}","Name":"new"},
            {"attributes":{"type":"Account"},"Name":"no id"},
            {"attributes":{"type":"Account"},"id":"001000000000000","Name":"gone"},
            {"attributes":{"type":"Account"},"Id":"{{ids[1]}}","Name":"first"},
            {"attributes":{"type":"Account"},"Id":"{{ids[1][..15]}}","Name":"second"}
            """);

        Assert.Equal(
            [null, "MISSING_ARGUMENT", "INVALID_CROSS_REFERENCE_KEY", null, "DUPLICATE_VALUE"], results.Select(StatusCode));
        Assert.Equal("Id not specified in an update call", Message(results[1]));
        Assert.Equal($"Duplicate id specified: {ids[1]}", Message(results[4]));
        Assert.Equal(["new", "first", "Account 2"], await NamesAsync(org, ids));
    }

    [Fact]
    public async Task The_same_row_may_come_again_in_another_chunk()
    {
        await using TestOrg org = await TestOrg.ConnectAsync(accounts: 1);
        JsonElement[] results = await SendAsync(org, "PATCH", Url, $$"""
            {"attributes":{"type":"Account"},"Id":"{{Account(org, 0)}}","Name":"first"},
            {"attributes":{"type":"Contact"},"Id":"003000000000000","LastName":"x"},
            {"attributes":{"type":"Account"},"Id":"{{Account(org, 0)}}","Name":"second"}
            """);
        Assert.Equal([true, false, true], results.Select(r => r.GetProperty("success").GetBoolean()));
        Assert.Equal(["second"], await NamesAsync(org, Account(org, 0)));
    }

    [Fact]
    public async Task Upserts_tell_which_rows_are_new()
    {
        await using TestOrg org = await TestOrg.ConnectAsync(accounts: 2);
        JsonElement[] results = await SendAsync(org, "PATCH", Url + "/Account/Code__c", """
            {"attributes":{"type":"Account"},"Name":"known","code__c":"A-0"},
            {"attributes":{"type":"Account"},"Name":"new","Code__c":"A-9"},
            {"attributes":{"type":"Account"},"Name":"no key"},
            {"attributes":{"type":"Account"},"Name":"twice","Code__c":"t"},
            {"attributes":{"type":"Account"},"Name":"twice","Code__c":"T"}
            """);

        Assert.Equal([null, null, "MISSING_ARGUMENT", "DUPLICATE_VALUE", "DUPLICATE_VALUE"], results.Select(StatusCode));
        Assert.Equal([false, true], results.Take(2).Select(r => r.GetProperty("created").GetBoolean()));
        Assert.Equal(["id", "success", "errors", "created"], results[0].EnumerateObject().Select(p => p.Name));
        Assert.Equal("""["Code__c"]""", results[4].GetProperty("errors")[0].GetProperty("fields").GetRawText());
        Assert.StartsWith("Duplicate external id specified: ", Message(results[3]), StringComparison.Ordinal);
        Assert.Equal(["known"], await NamesAsync(org, Account(org, 0)));
    }

    [Fact]
    public async Task An_upsert_by_id_inserts_rows_without_one()
    {
        await using TestOrg org = await TestOrg.ConnectAsync(accounts: 1);
        JsonElement[] results = await SendAsync(org, "PATCH", Url + "/Account/Id", $$"""
            {"attributes":{"type":"Account"},"Name":"new","Id":null},{"attributes":{"type":"Account"},"Name":"known","Id":"{{Account(org, 0)}}"}
            """);
        Assert.Equal([true, false], results.Select(r => r.GetProperty("created").GetBoolean()));
        Assert.Equal(["known"], await NamesAsync(org, Account(org, 0)));
    }

    [Fact]
    public async Task A_key_that_several_rows_have_updates_none()
    {
        await using TestOrg org = await TestOrg.ConnectAsync();
        const string Twin = """{"attributes":{"type":"Account"},"Name":"twin","Code__c":"x"}""";
        await SendAsync(org, "POST", Url, $"{Twin},{Twin}");
        JsonElement row = Assert.Single(await SendAsync(
            org, "PATCH", Url + "/Account/Code__c", """{"attributes":{"type":"Account"},"Name":"y","Code__c":"x"}"""));
        Assert.Equal("DUPLICATE_EXTERNAL_ID", StatusCode(row));
        Assert.False(row.GetProperty("success").GetBoolean());
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 3)]
    public async Task Rows_are_deleted_by_the_ids_in_the_url(bool allOrNone, int left)
    {
        await using TestOrg org = await TestOrg.ConnectAsync(accounts: 3);
        string[] ids = [Account(org, 0), "001nonsense", Account(org, 1)];
        JsonElement[] results = await SendAsync(org, "DELETE", $"{Url}?ids={string.Join(',', ids)}&allOrNone={allOrNone}", null);
        Assert.Equal(["MALFORMED_ID"], results.Skip(1).Take(1).Select(StatusCode));
        Assert.Equal("malformed id 001nonsense", Message(results[1]));
        Assert.Equal(allOrNone ? "ALL_OR_NONE_OPERATION_ROLLED_BACK" : null, StatusCode(results[0]));
        Assert.Equal(left, org.Store.Count(org.Store.FindType("Account")!));
        if (allOrNone) return;
        JsonElement[] again = await SendAsync(org, "DELETE", $"{Url}?ids={ids[0]}", null);
        Assert.Equal("ENTITY_IS_DELETED", StatusCode(again[0]));
    }

    [Fact]
    public async Task Rows_are_read_in_the_order_of_the_ids()
    {
        await using TestOrg org = await TestOrg.ConnectAsync(accounts: 2);
        string ids = $"{Account(org, 1)},001000000000000,nonsense,{Account(org, 0)}";
        using HttpResponseMessage get = await org.GetAsync($"{Url}/Account?ids={ids}&fields=Id,Name");
        Assert.Equal(["Account 1", null, null, "Account 0"], Names(await get.JsonAsync()));
        string list = string.Join(',', ids.Split(',').Select(id => $"\"{id}\""));
        using HttpResponseMessage post = await org.SendAsync(
            HttpMethod.Post, $"{Url}/Account", $$"""{"ids":[{{list}}],"fields":["Name"]}""");
        Assert.Equal(["Account 1", null, null, "Account 0"], Names(await post.JsonAsync()));
        using HttpResponseMessage wrong = await org.GetAsync($"{Url}/Account?ids={ids}&fields=Nope");
        await wrong.IsErrorAsync(400, "INVALID_FIELD");
    }

    [Fact]
    public async Task No_more_than_200_rows_and_10_chunks_are_taken()
    {
        await using TestOrg org = await TestOrg.ConnectAsync();
        const string Account = """{"attributes":{"type":"Account"},"Name":"x"}""";
        const string Contact = """{"attributes":{"type":"Contact"},"LastName":"x"}""";
        using HttpResponseMessage many = await PostAsync(Enumerable.Repeat(Account, 201));
        await many.IsErrorAsync(
            400, "EXCEEDED_ID_LIMIT", "record limit reached. cannot submit more than 200 records into this call");
        using HttpResponseMessage mixed = await PostAsync(Enumerable.Range(0, 11).Select(i => i % 2 == 0 ? Account : Contact));
        Assert.Equal(400, (int)mixed.StatusCode);
        Assert.Equal(0, org.Store.Count(org.Store.FindType("Account")!));
        using HttpResponseMessage most = await PostAsync(Enumerable.Range(0, 200).Select(i => i / 20 % 2 == 0 ? Account : Contact));
        Assert.Equal(200, (await most.JsonAsync()).GetArrayLength());
        Assert.Equal(100, org.Store.Count(org.Store.FindType("Account")!));

        Task<HttpResponseMessage> PostAsync(IEnumerable<string> rows) =>
            org.SendAsync(HttpMethod.Post, Url, $$"""{"records":[{{string.Join(',', rows)}}]}""");
    }

    [Theory]
    [InlineData("""{"attributes":{"type":"Account"},"Name":"x","Nope":1}""", "INVALID_FIELD")]
    [InlineData("""{"attributes":{"type":"Account"},"Name":{"a":1}}""", "JSON_PARSER_ERROR")]
    [InlineData("""{"attributes":{"type":"Nope"},"Name":"x"}""", "INVALID_TYPE")]
    [InlineData("""{"Name":"x"}""", "INVALID_TYPE")]
    [InlineData("1", "JSON_PARSER_ERROR")]
    public async Task What_cannot_be_read_ends_the_request(string row, string code)
    {
        await using TestOrg org = await TestOrg.ConnectAsync();
        using HttpResponseMessage answer = await org.SendAsync(
            HttpMethod.Post, Url, $$"""{"records":[{"attributes":{"type":"Account"},"Name":"good"},{{row}}]}""");
        await answer.IsErrorAsync(400, code);
        Assert.Equal(0, org.Store.Count(org.Store.FindType("Account")!));
    }

    [Fact]
    public async Task Five_of_them_are_one_transaction_in_a_composite_request()
    {
        await using TestOrg org = await TestOrg.ConnectAsync();
        string part = string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"method":"POST","url":"{{Url}}","body":{"allOrNone":true,"records":[{"attributes":{"type":"Account"},"Name":"x"}]},"referenceId":"r""");
        string parts = string.Join(',', Enumerable.Range(0, 5).Select(i => part + i + "\"}"));
        using HttpResponseMessage answer = await org.SendAsync(
            HttpMethod.Post, $"{Base}/composite", $$"""{"allOrNone":true,"compositeRequest":[{{parts}}]}""");
        Assert.All(
            (await answer.JsonAsync()).GetProperty("compositeResponse").EnumerateArray(),
            r => Assert.True(r.GetProperty("body")[0].GetProperty("success").GetBoolean()));
        Assert.Equal(5, org.Store.Count(org.Store.FindType("Account")!));
    }

    internal static async Task<JsonElement[]> SendAsync(TestOrg org, string method, string url, string? rows, bool allOrNone = false)
    {
        string? body = rows is null ? null : $$"""{"allOrNone":{{(allOrNone ? "true" : "false")}},"records":[{{rows}}]}""";
        using HttpResponseMessage answer = await org.SendAsync(new HttpMethod(method), url, body);
        Assert.Equal("", answer.IsSuccessStatusCode ? "" : await answer.TextAsync());
        return [.. (await answer.JsonAsync()).EnumerateArray()];
    }

    private static string? StatusCode(JsonElement result) =>
        result.GetProperty("errors").EnumerateArray().Select(e => e.GetProperty("statusCode").GetString()).FirstOrDefault();

    private static string? Message(JsonElement result) => result.GetProperty("errors")[0].GetProperty("message").GetString();

    private static string Account(TestOrg org, int number) =>
        org.Store.FindByExternalId(org.Store.FindType("Account")!, "Code__c", $"A-{number}")[0];

    private static async Task<string?[]> NamesAsync(TestOrg org, params string[] ids)
    {
        using HttpResponseMessage read = await org.GetAsync($"{Url}/Account?ids={string.Join(',', ids)}&fields=Name");
        return Names(await read.JsonAsync());
    }

    private static string?[] Names(JsonElement rows) =>
        [.. rows.EnumerateArray().Select(r => r.ValueKind == JsonValueKind.Null ? null : r.GetProperty("Name").GetString())];
}
