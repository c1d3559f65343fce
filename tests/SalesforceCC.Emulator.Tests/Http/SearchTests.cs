using System.Globalization;
using System.Text;
using System.Text.Json;
using SalesforceCC.Emulator.Data;
using Xunit;

namespace SalesforceCC.Emulator.Tests.Http;

/// <summary>Rows by the words in them: <c>/search</c> and <c>/parameterizedSearch</c>.</summary>
public sealed class SearchTests : IAsyncLifetime
{
    private const string Base = "/services/data/v68.0";

    private static readonly string[] s_names =
        ["Marie-Pier", "El Guapo", "acme east", "Acme West", "C:\\d", "why? {x} [y] ^ ~ a+b&c|d !", "O'Neil \"Bar\"", "Müller Straße"];

    private TestOrg _org = null!;

    public async ValueTask InitializeAsync()
    {
        _org = await TestOrg.ConnectAsync();
        foreach (string name in s_names)
            Insert("Account", $$"""{"Name":{{JsonSerializer.Serialize(name)}},"Phone":"555 {{name.Length}}","Website":"https://web.test/{{name.Length}}"}""");
        Insert("Contact", """{"LastName":"Acme","Email":"who@mail.test","Phone":"555 1"}""");
    }

    public ValueTask DisposeAsync() => _org.DisposeAsync();

    [Theory]
    [InlineData("FIND {acme} RETURNING Account(Name)", "acme east|Acme West")]
    [InlineData("find {ACME} in name fields returning account(name)", "acme east|Acme West")]
    [InlineData("FIND {acme west} RETURNING Account(Name)", "Acme West")]
    [InlineData("FIND {acme AND west} RETURNING Account(Name)", "Acme West")]
    [InlineData("FIND {west OR guapo} RETURNING Account(Name)", "El Guapo|Acme West")]
    [InlineData("FIND {acme AND NOT east} RETURNING Account(Name)", "Acme West")]
    [InlineData("FIND {(west OR east) AND acme} RETURNING Account(Name)", "acme east|Acme West")]
    [InlineData("FIND {\"acme west\"} RETURNING Account(Name)", "Acme West")]
    [InlineData("FIND {\"west acme\"} RETURNING Account(Name)", "")]
    [InlineData("FIND {ac*} RETURNING Account(Name)", "acme east|Acme West")]
    [InlineData("FIND {a?me} RETURNING Account(Name)", "acme east|Acme West")]
    [InlineData("FIND {acm} RETURNING Account(Name)", "")]
    [InlineData("FIND {straße} RETURNING Account(Name)", "Müller Straße")]
    [InlineData("FIND {marie\\-pier} RETURNING Account(Name)", "Marie-Pier")]
    [InlineData("FIND {web.test} IN NAME FIELDS RETURNING Account(Name)", "")]
    [InlineData("FIND {mail} IN EMAIL FIELDS RETURNING Account(Name), Contact(Name)", "Acme")]
    [InlineData("FIND {555} IN PHONE FIELDS RETURNING Contact(Name)", "Acme")]
    [InlineData("FIND {acme} RETURNING Account(Name ORDER BY Name DESC), Contact(Name)", "Acme West|acme east|Acme")]
    [InlineData("FIND {acme} RETURNING Account(Name WHERE Name LIKE '%st' AND (Phone != null) ORDER BY Name LIMIT 1 OFFSET 1)", "Acme West")]
    [InlineData("FIND {acme} RETURNING Account(Name), Contact(Name) LIMIT 2", "acme east|Acme West")]
    [InlineData("FIND {acme} RETURNING Account(Name LIMIT 1) UPDATE TRACKING", "acme east")]
    public async Task Words_find_rows(string sosl, string names) =>
        Assert.Equal(names, string.Join('|', (await SearchAsync(sosl)).Select(static r => r.GetProperty("Name").GetString())));

    [Fact]
    public async Task Rows_of_all_objects_come_with_their_ids_where_none_is_named()
    {
        JsonElement[] rows = await SearchAsync("FIND {acme}");
        Assert.Equal(["Account", "Account", "Contact"], rows.Select(static r => r.GetProperty("attributes").GetProperty("type").GetString()));
        Assert.All(rows, static r => Assert.Equal(["attributes", "Id"], r.EnumerateObject().Select(static p => p.Name)));
    }

    [Fact]
    public async Task Any_text_is_found_once_its_reserved_characters_are_escaped()
    {
        foreach (string name in s_names)
        {
            string escaped = string.Concat(name.Select(static c => "?&|!{}[]()^~*:\\\"'+-".Contains(c, StringComparison.Ordinal) ? $"\\{c}" : $"{c}"));
            JsonElement[] rows = await SearchAsync($"FIND {{\"{escaped}\"}} IN NAME FIELDS RETURNING Account(Name)");
            Assert.Contains(name, rows.Select(static r => r.GetProperty("Name").GetString()));
        }
    }

    [Theory]
    [InlineData("FIND {Marie-Pier} RETURNING Account", "line 1:11 mismatched character '-' expecting '}'")]
    [InlineData("FIND acme", "No search term found. The search term must be enclosed in braces.")]
    [InlineData("FIND {}", "No search term found. The search term must be enclosed in braces.")]
    [InlineData("FIND {acme", "No search term found. The search term must be enclosed in braces.")]
    [InlineData("FIND {a}", "search term must be longer than one character: a")]
    [InlineData("FIND {a*}", "search term must be longer than one character: a*")]
    [InlineData("SELECT Id FROM Account", "unexpected token: SELECT")]
    [InlineData("FIND {acme} IN SIDEBAR FIELDS", "line 1:15 IN SIDEBAR FIELDS is not supported by this org")]
    [InlineData("FIND {acme} WITH HIGHLIGHT", "line 1:12 WITH HIGHLIGHT is not supported by this org")]
    [InlineData("FIND {acme} RETURNING Account(Id USING ListView=x)", "line 1:33 USING ListView is not supported by this org")]
    [InlineData("FIND {acme} RETURNING Account(", "line 1:30 unexpected token: '<EOF>'")]
    [InlineData("FIND {acme} RETURNING Account() x", "line 1:30 unexpected token: ')'")]
    [InlineData("FIND {acme} LIMIT 2001", "The number must be at most 2000: 2001")]
    [InlineData("FIND {acme} OR {x}", "line 1:16 unexpected character '{'")]
    [InlineData("FIND {acme} OR x", "line 1:12 unexpected token: 'OR'")]
    [InlineData("FIND {acme AND}", "line 1:14 mismatched character '}' expecting '}'")]
    public async Task What_is_no_search_is_refused(string sosl, string message)
    {
        using HttpResponseMessage answer = await _org.GetAsync($"{Base}/search?q={Uri.EscapeDataString(sosl)}");
        await answer.IsErrorAsync(400, "MALFORMED_SEARCH", message);
    }

    [Theory]
    [InlineData("Nosuch__c(Id)", "INVALID_TYPE")]
    [InlineData("Account(Nosuch__c)", "INVALID_FIELD")]
    [InlineData("Account(Id WHERE Nosuch__c = 1)", "INVALID_FIELD")]
    [InlineData("Account(Id WHERE Name === 1)", "MALFORMED_SEARCH")]
    public async Task What_is_wrong_with_an_object_is_told_although_nothing_is_found(string returning, string code)
    {
        using HttpResponseMessage answer = await _org.GetAsync($"{Base}/search?q={Uri.EscapeDataString($"FIND {{zzzzz}} RETURNING {returning}")}");
        await answer.IsErrorAsync(400, code);
    }

    [Fact]
    public async Task One_object_without_filter_or_order_gives_250_rows_and_several_their_part()
    {
        for (int i = 0; i < 300; i++)
            Insert("Contact", $$"""{"LastName":"Many {{i.ToString(CultureInfo.InvariantCulture)}}"}""");
        Assert.Equal(250, (await SearchAsync("FIND {many} RETURNING Contact(Id)")).Length);
        Assert.Equal(300, (await SearchAsync("FIND {many} RETURNING Contact(Id WHERE Name != null)")).Length);
        Assert.Equal(300, (await SearchAsync("FIND {many} RETURNING Contact(Id ORDER BY Name)")).Length);
        Assert.Equal(260, (await SearchAsync("FIND {many} RETURNING Contact(Id LIMIT 260)")).Length);
        string nine = string.Concat(Enumerable.Repeat(", Account(Id)", 8));
        Assert.Equal(222, (await SearchAsync($"FIND {{many}} RETURNING Contact(Id){nine}")).Length);
    }

    [Fact]
    public async Task A_long_text_loses_its_operators_and_a_very_long_one_finds_nothing()
    {
        Assert.Empty(await SearchAsync("FIND {west AND guapo} RETURNING Account(Name)"));
        Assert.Equal(2, (await SearchAsync($"FIND {{west AND guapo AND {new string('x', 4_000)}}} RETURNING Account(Name)")).Length);
        Assert.Empty(await SearchAsync($"FIND {{west OR {new string('x', 10_000)}}} RETURNING Account(Name)"));
    }

    [Fact]
    public async Task Deleted_rows_and_fields_that_a_user_may_not_see_are_not_searched()
    {
        string id = Insert("Account", """{"Name":"Deleted","Fax":"faxonly"}""");
        Assert.Single(await SearchAsync("FIND {faxonly} RETURNING Account"));
        await _org.KnobAsync($"users/{_org.Store.RunAsUserId}", new { hidden = new[] { "Account.Fax" } });
        Assert.Empty(await SearchAsync("FIND {faxonly} RETURNING Account"));
        Assert.Single(await SearchAsync("FIND {deleted} RETURNING Account"));
        _org.Store.Delete(_org.Store.FindType("Account")!, id, _org.Store.RunAsUserId);
        Assert.Empty(await SearchAsync("FIND {deleted} RETURNING Account"));
    }

    [Fact]
    public async Task Parameters_search_like_SOSL()
    {
        using HttpResponseMessage get = await _org.GetAsync($"{Base}/parameterizedSearch?q=acme&in=NAME&sobject=Account&sobject=Contact&Account.fields=id,name&Account.limit=1&overallLimit=5");
        JsonElement[] rows = Rows(await get.JsonAsync());
        Assert.Equal(["Account", "Contact"], rows.Select(static r => r.GetProperty("attributes").GetProperty("type").GetString()));
        Assert.Equal(["attributes", "Id", "Name"], rows[0].EnumerateObject().Select(static p => p.Name));
        using HttpResponseMessage post = await _org.SendAsync(HttpMethod.Post, $"{Base}/parameterizedSearch", """
            {"q":"acme","fields":["Name"],"sobjects":[{"name":"Account","where":"Name LIKE '%west'"},{"name":"Contact","fields":["Email"],"orderBy":"Name DESC","limit":3}]}
            """);
        rows = Rows(await post.JsonAsync());
        Assert.Equal(["Acme West"], rows.Take(1).Select(static r => r.GetProperty("Name").GetString()));
        Assert.Equal("who@mail.test", rows[1].GetProperty("Email").GetString());
    }

    [Theory]
    [InlineData("""{"sobjects":[]}""", "MISSING_ARGUMENT")]
    [InlineData("""{"q":"acme","fields":["Name"]}""", "INVALID_SEARCH")]
    [InlineData("""{"q":"acme","metadata":"LABELS"}""", "INVALID_SEARCH")]
    [InlineData("""{"q":"acme","in":"SIDEBAR"}""", "INVALID_SEARCH")]
    [InlineData("""{"q":"acme","overallLimit":2001}""", "INVALID_SEARCH")]
    [InlineData("""{"q":"acme","sobjects":[{"name":"Nosuch__c"}]}""", "INVALID_TYPE")]
    [InlineData("""{"q":"a"}""", "MALFORMED_SEARCH")]
    public async Task Parameters_that_are_wrong_are_refused(string body, string code)
    {
        using HttpResponseMessage answer = await _org.SendAsync(HttpMethod.Post, $"{Base}/parameterizedSearch", body);
        await answer.IsErrorAsync(400, code);
    }

    private string Insert(string type, string json) =>
        _org.Store.Insert(_org.Store.FindType(type)!, JsonDocument.Parse(Encoding.UTF8.GetBytes(json)).RootElement.Clone(), _org.Store.RunAsUserId);

    private async Task<JsonElement[]> SearchAsync(string sosl)
    {
        using HttpResponseMessage answer = await _org.GetAsync($"{Base}/search?q={Uri.EscapeDataString(sosl)}");
        return Rows(await answer.JsonAsync());
    }

    private static JsonElement[] Rows(JsonElement body) => [.. body.GetProperty("searchRecords").EnumerateArray()];
}
