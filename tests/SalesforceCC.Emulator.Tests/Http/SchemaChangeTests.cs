using System.Text.Json;
using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Data.Schema;
using SalesforceCC.Emulator.Data.Schema.Sources;
using Xunit;

namespace SalesforceCC.Emulator.Tests.Http;

/// <summary>Objects and fields that come, change and go while the org runs.</summary>
public sealed class SchemaChangeTests
{
    private const string Base = "/services/data/v68.0";
    private const string Describe = Base + "/sobjects/Account/describe";

    [Fact]
    public async Task A_new_field_is_there_at_once_for_all_that_ask()
    {
        await using TestOrg org = await TestOrg.ConnectAsync(accounts: 1);
        await ChangeAsync(org, new { Account = new { fields = new { Rank__c = "double(4,0)", Vip__c = "boolean" } } });
        using HttpResponseMessage describe = await org.GetAsync(Describe);
        Assert.Equal(["double", "boolean"], (await describe.JsonAsync()).GetProperty("fields").EnumerateArray().Where(f => f.GetProperty("name").GetString() is "Rank__c" or "Vip__c").Select(f => f.GetProperty("type").GetString()!));
        JsonElement row = Assert.Single(await QueryAsync(org, "SELECT Rank__c, Vip__c FROM Account"));
        Assert.Equal((JsonValueKind.Null, JsonValueKind.False), (row.GetProperty("Rank__c").ValueKind, row.GetProperty("Vip__c").ValueKind));
        Assert.Equal("Number(4, 0)", Assert.Single(await QueryAsync(org, "SELECT DataType FROM FieldDefinition WHERE DurableId = 'Account.Rank__c'")).GetProperty("DataType").GetString());
        using HttpResponseMessage made = await org.SendAsync(HttpMethod.Post, $"{Base}/sobjects/Account", """{"Name":"B","Rank__c":7,"Vip__c":true}""");
        Assert.Equal(201, (int)made.StatusCode);
        Assert.Single(await QueryAsync(org, "SELECT Id FROM Account WHERE Rank__c = 7 AND Vip__c = true"));
    }

    [Fact]
    public async Task Who_asks_by_date_is_told_of_each_change_once()
    {
        await using TestOrg org = await TestOrg.ConnectAsync();
        using HttpResponseMessage first = await org.GetAsync(Describe);
        string since = first.Header("Last-Modified")!;
        for (int i = 0; i < 3; i++)
        {
            using HttpResponseMessage same = await org.GetAsync(Describe, ("If-Modified-Since", since));
            Assert.Equal(304, (int)same.StatusCode);
            await ChangeAsync(org, new { Account = new { fields = new Dictionary<string, string> { [$"F{i}__c"] = "date" } } });
            using HttpResponseMessage changed = await org.GetAsync(Describe, ("If-Modified-Since", since));
            Assert.Equal(200, (int)changed.StatusCode);
            Assert.True(DateTimeOffset.Parse(changed.Header("Last-Modified")!, null) > DateTimeOffset.Parse(since, null));
            since = changed.Header("Last-Modified")!;
            using HttpResponseMessage all = await org.GetAsync($"{Base}/sobjects", ("If-Modified-Since", since));
            Assert.Equal(304, (int)all.StatusCode);
        }
    }

    [Fact]
    public async Task Queries_and_describes_go_on_while_fields_appear()
    {
        const int Fields = 12;
        await using TestOrg org = await TestOrg.ConnectAsync(accounts: 40);
        using CancellationTokenSource done = new();
        Task[] readers =
        [
            .. Enumerable.Range(0, 3).Select(_ => Task.Run(async () =>
            {
                int known = 0;
                while (!done.IsCancellationRequested || known < Fields)
                {
                    using HttpResponseMessage describe = await org.GetAsync(Describe);
                    string[] names = [.. (await describe.JsonAsync()).GetProperty("fields").EnumerateArray().Select(f => f.GetProperty("name").GetString()!).Where(n => n.StartsWith("New", StringComparison.Ordinal))];
                    Assert.Equal(Enumerable.Range(0, names.Length).Select(i => $"New{i}__c"), names);
                    Assert.True(names.Length >= known);
                    known = names.Length;
                    string select = string.Join(", ", names.Append("Id").Append("Owner.Name"));
                    Assert.Equal(40, (await QueryAsync(org, $"SELECT {select} FROM Account")).Length);
                }
            })),
        ];
        for (int i = 0; i < Fields; i++)
            await ChangeAsync(org, new { Account = new { fields = new Dictionary<string, string> { [$"New{i}__c"] = i % 2 == 0 ? "string(40)" : "boolean" } } });
        await done.CancelAsync();
        await Task.WhenAll(readers);
    }

    [Fact]
    public async Task A_cursor_that_is_open_goes_on_as_it_began()
    {
        await using TestOrg org = await TestOrg.ConnectAsync(accounts: 450);
        using HttpResponseMessage page = await org.GetAsync($"{Base}/query?q=SELECT+Code__c+FROM+Account+ORDER+BY+Code__c", ("Sforce-Query-Options", "batchSize=200"));
        string next = (await page.JsonAsync()).GetProperty("nextRecordsUrl").GetString()!;
        await org.KnobAsync("schema/Account.Code__c", method: "DELETE");
        using HttpResponseMessage second = await org.GetAsync(next);
        JsonElement rows = await second.JsonAsync();
        Assert.Equal(200, rows.GetProperty("records").GetArrayLength());
        Assert.All(rows.GetProperty("records").EnumerateArray(), r => Assert.StartsWith("A-", r.GetProperty("Code__c").GetString(), StringComparison.Ordinal));
        await ChangeAsync(org, new { Account = new { fields = new { Code__c = "double(8,2)" } } });
        using HttpResponseMessage third = await org.GetAsync(rows.GetProperty("nextRecordsUrl").GetString()!);
        Assert.Equal(50, (await third.JsonAsync()).GetProperty("records").GetArrayLength());
    }

    [Fact]
    public async Task A_removed_field_is_unknown_and_comes_back_empty()
    {
        await using TestOrg org = await TestOrg.ConnectAsync(accounts: 1);
        string id = org.Store.FindId("SELECT Id FROM Account")!;
        await org.KnobAsync("schema/account.code__C", method: "DELETE");
        using HttpResponseMessage query = await org.GetAsync($"{Base}/query?q=SELECT+Code__c+FROM+Account");
        await query.IsErrorAsync(400, "INVALID_FIELD");
        using HttpResponseMessage row = await org.GetAsync($"{Base}/sobjects/Account/{id}?fields=Code__c");
        await row.IsErrorAsync(400, "INVALID_FIELD");
        using HttpResponseMessage update = await org.SendAsync(HttpMethod.Patch, $"{Base}/sobjects/Account/{id}", """{"Code__c":"x"}""");
        await update.IsErrorAsync(400, "INVALID_FIELD");
        using HttpResponseMessage upsert = await org.SendAsync(HttpMethod.Patch, $"{Base}/sobjects/Account/Code__c/A-0", """{"Name":"x"}""");
        await upsert.IsErrorAsync(404, "NOT_FOUND");
        Assert.Empty(await QueryAsync(org, "SELECT Id FROM FieldDefinition WHERE DurableId = 'Account.Code__c'"));
        using HttpResponseMessage whole = await org.GetAsync($"{Base}/sobjects/Account/{id}");
        Assert.False((await whole.JsonAsync()).TryGetProperty("Code__c", out _));

        await ChangeAsync(org, new { Account = new { fields = new { Code__c = new { type = "string(20)", externalId = true, unique = true } } } });
        Assert.Equal(JsonValueKind.Null, Assert.Single(await QueryAsync(org, "SELECT Code__c FROM Account")).GetProperty("Code__c").ValueKind);
        using HttpResponseMessage created = await org.SendAsync(HttpMethod.Patch, $"{Base}/sobjects/Account/Code__c/A-0", """{"Name":"x"}""");
        Assert.Equal(201, (int)created.StatusCode);
    }

    [Fact]
    public async Task A_field_of_another_type_keeps_what_can_be_kept()
    {
        await using TestOrg org = await TestOrg.ConnectAsync();
        await ChangeAsync(org, new { Account = new { fields = new { X__c = "string(20)" } } });
        foreach (string value in new[] { "12.5", "x1" })
            (await org.SendAsync(HttpMethod.Post, $"{Base}/sobjects/Account", $$"""{"Name":"A","X__c":"{{value}}"}""")).Dispose();
        await ChangeAsync(org, new { Account = new { fields = new { X__c = "double(8,2)" } } });
        Assert.Equal(["", "12.5"], (await QueryAsync(org, "SELECT X__c FROM Account ORDER BY X__c")).Select(r => r.GetProperty("X__c").ToString()));
        Assert.Single(await QueryAsync(org, "SELECT Id FROM Account WHERE X__c > 12"));
    }

    [Fact]
    public async Task A_new_object_has_rows_children_list_views_and_can_go_again()
    {
        await using TestOrg org = await TestOrg.ConnectAsync(accounts: 1);
        string account = org.Store.FindId("SELECT Id FROM Account")!;
        object thing = new { Thing__c = new { label = "Thing", labelPlural = "Things", fields = new { Account__c = new { type = "reference", to = "Account", children = "Things__r" } } } };
        for (int round = 0; round < 2; round++)
        {
            await ChangeAsync(org, thing);
            Assert.Empty(await QueryAsync(org, "SELECT Id FROM Thing__c"));
            using HttpResponseMessage made = await org.SendAsync(HttpMethod.Post, $"{Base}/sobjects/Thing__c", $$"""{"Name":"T","Account__c":"{{account}}"}""");
            Assert.Equal(201, (int)made.StatusCode);
            JsonElement parent = Assert.Single(await QueryAsync(org, "SELECT (SELECT Name, Account__r.Name FROM Things__r) FROM Account"));
            Assert.Equal("Account 0", parent.GetProperty("Things__r").GetProperty("records")[0].GetProperty("Account__r").GetProperty("Name").GetString());
            using HttpResponseMessage views = await org.GetAsync($"{Base}/sobjects/Thing__c/listviews");
            Assert.Equal(1, (await views.JsonAsync()).GetProperty("size").GetInt32());
            Assert.Single(await QueryAsync(org, "SELECT Id FROM EntityDefinition WHERE QualifiedApiName = 'Thing__c'"));

            await org.KnobAsync("schema/Thing__c", method: "DELETE");
            using HttpResponseMessage gone = await org.GetAsync($"{Base}/sobjects/Thing__c/describe");
            await gone.IsErrorAsync(404, "NOT_FOUND");
            using HttpResponseMessage query = await org.GetAsync($"{Base}/query?q=SELECT+Id+FROM+Thing__c");
            await query.IsErrorAsync(400, "INVALID_TYPE");
            using HttpResponseMessage delete = await org.GetAsync($"{Base}/recent");
            Assert.Equal(200, (int)delete.StatusCode);
        }
        using HttpResponseMessage last = await org.SendAsync(HttpMethod.Delete, $"{Base}/sobjects/Account/{account}", null);
        Assert.Equal(204, (int)last.StatusCode);
    }

    [Fact]
    public async Task Describes_of_elsewhere_are_taken_and_hidden_fields_stay_hidden()
    {
        await using TestOrg org = await TestOrg.ConnectAsync();
        await org.KnobAsync($"users/{org.RunAsUser}", new { hidden = new[] { "Account.Later__c" } });
        using HttpResponseMessage describe = await org.GetAsync(Describe);
        string changed = (await describe.TextAsync()).Replace("\"label\":\"Account\"", "\"label\":\"Customer\"", StringComparison.Ordinal);
        await ChangeAsync(org, JsonDocument.Parse(changed).RootElement);
        await ChangeAsync(org, new { Account = new { fields = new { Later__c = "string(10)", Seen__c = "string(10)" } } });
        using HttpResponseMessage after = await org.GetAsync(Describe);
        JsonElement now = await after.JsonAsync();
        Assert.Equal("Customer", now.GetProperty("label").GetString());
        string[] names = [.. now.GetProperty("fields").EnumerateArray().Select(f => f.GetProperty("name").GetString()!)];
        Assert.Contains("Seen__c", names);
        Assert.DoesNotContain("Later__c", names);
        Assert.NotNull(org.Store.FindType("Account")!.FindField("Later__c"));
    }

    [Theory]
    [InlineData("DELETE", "schema/Account.Name", null, "only custom")]
    [InlineData("DELETE", "schema/Account.Nonsense__c", null, "no such")]
    [InlineData("DELETE", "schema/Account.Code__c", null, "the rule coded uses it")]
    [InlineData("POST", "schema", """{"Account":{"fields":{"Id":"string(10)"}}}""", "cannot be changed")]
    [InlineData("POST", "schema", """{"Account":[]}""", "is needed")]
    [InlineData("POST", "schema", """[{"name":"Account"}]""", "needs its name and its fields")]
    [InlineData("POST", "schema", """[{"name":"Account","fields":[1]}]""", "The body is not a schema")]
    [InlineData("POST", "schema", """{"Account":1}""", "Account: an object with fields is needed")]
    [InlineData("POST", "schema", """{"Account":{"fields":1}}""", "requires an element of type 'Object'")]
    public async Task What_cannot_be_says_why_and_changes_nothing(string method, string knob, string? body, string reason)
    {
        await using TestOrg org = await TestOrg.ConnectAsync();
        await org.KnobAsync("validation-rules", new { type = "Account", name = "coded", condition = "Code__c = 'x'", message = "m" });
        DateTimeOffset before = org.Store.SchemaModified;
        using HttpResponseMessage answer = await org.SendAsync(new HttpMethod(method), "/__org/" + knob, body);
        Assert.Equal(400, (int)answer.StatusCode);
        string error = (await answer.JsonAsync()).GetProperty("error").GetString()!;
        Assert.Contains(reason, error, StringComparison.Ordinal);
        // A schema that is refused for what it would change is one all the same.
        Assert.Equal(reason.EndsWith("not a schema", StringComparison.Ordinal), error.Contains("not a schema", StringComparison.Ordinal));
        Assert.Equal(before, org.Store.SchemaModified);
    }

    [Fact]
    public void A_request_sees_one_schema_from_beginning_to_end()
    {
        using OrgStore store = OrgStore.Create(new OrgStoreOptions());
        SchemaChange change = new(new SchemaSource(
            JsonSerializer.SerializeToElement(new { Account = new { fields = new { Y__c = "date" } } }), true)
        { Replaces = true });
        using (store.KeepSchema())
        {
            DateTimeOffset modified = store.SchemaModified;
            Thread other = new(() => store.Change(change));
            other.UnsafeStart();
            other.Join();
            Assert.Null(store.FindType("Account")!.FindField("Y__c"));
            Assert.Equal(modified, store.SchemaModified);
        }
        Assert.NotNull(store.FindType("Account")!.FindField("Y__c"));

        // What is undone was never there for others, nor afterwards.
        Assert.Throws<InvalidOperationException>(() => store.Together(() =>
        {
            store.Change(new SchemaChange(null, "Account.Y__c"));
            Assert.Null(store.FindType("Account")!.FindField("Y__c"));
            throw new InvalidOperationException("Undo");
        }));
        Assert.NotNull(store.FindType("Account")!.FindField("Y__c"));
    }

    /// <summary>Names keep their case, unlike those of other knobs.</summary>
    private static async Task ChangeAsync(TestOrg org, object order)
    {
        using HttpResponseMessage answer = await org.SendAsync(HttpMethod.Post, "/__org/schema", JsonSerializer.Serialize(order));
        Assert.True(answer.IsSuccessStatusCode, await answer.TextAsync());
    }

    private static async Task<JsonElement[]> QueryAsync(TestOrg org, string soql)
    {
        using HttpResponseMessage answer = await org.GetAsync($"{Base}/query?q={Uri.EscapeDataString(soql)}");
        Assert.True(answer.IsSuccessStatusCode, $"{soql}: {await answer.TextAsync()}");
        return [.. (await answer.JsonAsync()).GetProperty("records").EnumerateArray()];
    }
}
