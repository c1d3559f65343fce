using System.Net.Http.Json;
using System.Text.Json;
using Xunit;

namespace SalesforceCC.Emulator.Tests.Http;

public sealed class ToolingTests(LedgerOrg org) : IClassFixture<LedgerOrg>
{
    private const string Tooling = LedgerOrg.Base + "/tooling";
    private const string Classes = Tooling + "/sobjects/ApexClass";

    [Fact]
    public async Task Every_object_describes_itself_below_tooling()
    {
        JsonElement[] objects = (await org.GetAsync($"{Tooling}/sobjects")).GetProperty("sobjects").EnumerateArray().ToArray();
        Assert.Contains(objects, o => o.GetProperty("name").GetString() == "ApexClass");
        foreach (JsonElement item in objects)
        {
            JsonElement urls = item.GetProperty("urls");
            Assert.StartsWith($"{Tooling}/sobjects/", urls.GetProperty("sobject").GetString(), StringComparison.Ordinal);
            JsonElement describe = await org.GetAsync(urls.GetProperty("describe").GetString()!);
            Assert.Equal(item.GetProperty("name").GetString(), describe.GetProperty("name").GetString());
            JsonElement basic = await org.GetAsync(urls.GetProperty("sobject").GetString()!);
            Assert.Equal(item.GetRawText(), basic.GetProperty("objectDescribe").GetRawText());
        }
    }

    [Fact]
    public async Task A_class_is_made_read_changed_and_deleted()
    {
        using HttpResponseMessage created = await SendAsync("POST", Classes, new { Body = "/* class Not */\npublic with sharing class Invoices {\n}" });
        JsonElement answer = await created.JsonAsync();
        Assert.Equal(201, (int)created.StatusCode);
        Assert.Equal(["id", "success", "errors", "warnings", "infos"], answer.EnumerateObject().Select(p => p.Name));
        string url = $"{Classes}/{answer.GetProperty("id").GetString()}";
        Assert.Equal(url, created.Header("Location"));

        JsonElement row = await org.GetAsync(url);
        Assert.Equal(url, row.GetProperty("attributes").GetProperty("url").GetString());
        Assert.Equal(("Invoices", "Active", 68), (row.GetProperty("Name").GetString(), row.GetProperty("Status").GetString(), row.GetProperty("ApiVersion").GetDouble()));
        Assert.Equal(["attributes", "Body", "Id"], (await org.GetAsync($"{url}?fields=Body")).EnumerateObject().Select(p => p.Name));

        using (HttpResponseMessage twice = await SendAsync("POST", Classes, new { Body = "public class Invoices { }" }))
            await twice.IsErrorAsync(400, "DUPLICATE_VALUE");
        using (HttpResponseMessage changed = await SendAsync("PATCH", url, new { Body = "public class Bills { }" }))
            Assert.Equal(204, (int)changed.StatusCode);
        JsonElement found = await org.GetAsync($"{Tooling}/query?q={Uri.EscapeDataString("SELECT Id, Body FROM ApexClass WHERE Name = 'Bills'")}");
        Assert.Equal("public class Bills { }", found.GetProperty("records")[0].GetProperty("Body").GetString());
        Assert.Equal(url, found.GetProperty("records")[0].GetProperty("attributes").GetProperty("url").GetString());

        foreach (int status in new[] { 204, 404 })
        {
            using HttpResponseMessage deleted = await SendAsync("DELETE", url);
            Assert.Equal(status, (int)deleted.StatusCode);
        }
    }

    [Theory]
    [InlineData("POST", "/sobjects/ApexClass", """{"Body":"System.debug(1);"}""", 400, "COMPILE_FAILED")]
    [InlineData("POST", "/sobjects/ApexClass", """{"Name":"X"}""", 400, "REQUIRED_FIELD_MISSING")]
    [InlineData("POST", "/sobjects/EntityDefinition", "{}", 405, "METHOD_NOT_ALLOWED")]
    [InlineData("DELETE", "/sobjects/User/005000000000000", null, 405, "METHOD_NOT_ALLOWED")]
    [InlineData("GET", "/sobjects/SourceMember/describe", null, 404, "NOT_FOUND")]
    [InlineData("GET", "/sobjects/Account/describe", null, 404, "NOT_FOUND")]
    [InlineData("GET", "/sobjects/ApexClass/01p000000000000", null, 404, "NOT_FOUND")]
    public async Task What_cannot_be_is_refused(string method, string path, string? body, int status, string code)
    {
        using HttpResponseMessage answer = await SendAsync(method, Tooling + path, body is null ? null : JsonSerializer.Deserialize<JsonElement>(body));
        await answer.IsErrorAsync(status, code, code == "NOT_FOUND" ? "The requested resource does not exist" : null);
    }

    [Fact]
    public async Task Definitions_say_what_describe_says()
    {
        JsonElement[] objects = (await org.GetAsync($"{LedgerOrg.Base}/sobjects")).GetProperty("sobjects").EnumerateArray()
            .Where(o => o.GetProperty("createable").GetBoolean() || o.GetProperty("queryable").GetBoolean()).ToArray();
        JsonElement[] entities = await org.QueryAsync("SELECT QualifiedApiName, KeyPrefix, Label FROM EntityDefinition ORDER BY QualifiedApiName");
        Assert.Equal(
            objects.Select(o => $"{o.GetProperty("name")} {o.GetProperty("keyPrefix")} {o.GetProperty("label")}").Order(StringComparer.Ordinal),
            entities.Select(e => $"{e.GetProperty("QualifiedApiName")} {e.GetProperty("KeyPrefix")} {e.GetProperty("Label")}").Order(StringComparer.Ordinal));
        foreach (string type in new[] { "Account", "Invoice__c" })
        {
            JsonElement.ArrayEnumerator described = (await org.GetAsync($"{LedgerOrg.Base}/sobjects/{type}/describe")).GetProperty("fields").EnumerateArray();
            foreach (string filter in new[] { $"EntityDefinition.QualifiedApiName = '{type}'", $"EntityDefinitionId IN ('{type}')", $"DurableId = '{type}.Name' AND IsNameField = true" })
            {
                JsonElement[] fields = await org.QueryAsync($"SELECT QualifiedApiName, Length, EntityDefinition.KeyPrefix FROM FieldDefinition WHERE {filter}");
                Assert.Equal(
                    described.Where(f => !filter.StartsWith("Durable", StringComparison.Ordinal) || f.GetProperty("nameField").GetBoolean())
                        .Select(f => $"{f.GetProperty("name")} {f.GetProperty("length")}").Order(StringComparer.Ordinal),
                    fields.Select(f => $"{f.GetProperty("QualifiedApiName")} {f.GetProperty("Length")}").Order(StringComparer.Ordinal));
                Assert.All(fields, f => Assert.Equal(type == "Account" ? "001" : "a00", f.GetProperty("EntityDefinition").GetProperty("KeyPrefix").GetString()));
            }
        }

        JsonElement total = Assert.Single(await org.QueryAsync("SELECT DataType FROM FieldDefinition WHERE DurableId = 'Invoice__c.Total__c'"));
        Assert.Equal("Currency(14, 2)", total.GetProperty("DataType").GetString());
    }

    private async Task<HttpResponseMessage> SendAsync(string method, string path, object? body = null)
    {
        using HttpRequestMessage request = new HttpRequestMessage(new HttpMethod(method), path);
        if (body is not null)
            request.Content = JsonContent.Create(body);
        return await org.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
