using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace SalesforceCC.Emulator.Tests.Http;

public sealed class RestTests
{
    private const string Base = "/services/data/v68.0";

    [Fact]
    public async Task Versions_need_no_token_and_end_with_the_latest()
    {
        await using TestOrg org = await TestOrg.StartAsync();
        using HttpResponseMessage answer = await org.GetAsync("/services/data");
        Assert.Null(answer.Header("Sforce-Limit-Info"));
        (string?, string?, string?)[] rows = (await answer.JsonAsync()).EnumerateArray().Select(r => (
            r.GetProperty("label").GetString(),
            r.GetProperty("url").GetString(),
            r.GetProperty("version").GetString())).ToArray();
        Assert.Equal(("Summer '14", "/services/data/v31.0", "31.0"), rows[0]);
        Assert.Contains(("Spring '23", "/services/data/v57.0", "57.0"), rows);
        Assert.Equal(("Winter '27", "/services/data/v68.0", "68.0"), rows[^2]);
        Assert.Equal(("Latest Release", "/services/data/latest", "68.0"), rows[^1]);
        Assert.Equal(39, rows.Length);
    }

    [Theory]
    [InlineData("/services/data/v30.0/limits", 410, "GONE")]
    [InlineData("/services/data/v69.0/limits", 404, "NOT_FOUND")]
    [InlineData("/services/data/v68/limits", 404, "NOT_FOUND")]
    [InlineData("/services/data/v68.0/nonsense", 404, "NOT_FOUND")]
    [InlineData("/services/data/v68.0/sobjects/Nope", 404, "NOT_FOUND")]
    [InlineData("/services/data/v68.0/sobjects/Nope/describe", 404, "NOT_FOUND")]
    [InlineData("/services/data/v68.0/sobjects/Account/001000000000999AAA", 404, "NOT_FOUND")]
    [InlineData("/services/data/v68.0/sobjects/Account/001000000000999AAA/Nope", 404, "NOT_FOUND")]
    [InlineData("/services/data/v68.0/query?q=nonsense", 400, "MALFORMED_QUERY")]
    [InlineData("/services/data/v68.0/query/01g000000000000AAA-2000", 400, "INVALID_QUERY_LOCATOR")]
    [InlineData("/services/data/v68.0/query/nonsense", 400, "INVALID_QUERY_LOCATOR")]
    public async Task Errors_are_arrays_with_a_code(string path, int status, string code)
    {
        await using TestOrg org = await TestOrg.ConnectAsync();
        using HttpResponseMessage answer = await org.GetAsync(path);
        await answer.IsErrorAsync(status, code);
    }

    [Fact]
    public async Task A_bug_of_our_own_is_an_error_with_an_id()
    {
        await using TestOrg org = await TestOrg.ConnectAsync();
        org.Store.Dispose();
        using HttpResponseMessage answer = await org.GetAsync($"{Base}/query?q=SELECT+Id+FROM+Account");
        await answer.IsErrorAsync(500, "UNKNOWN_EXCEPTION");
    }

    [Fact]
    public async Task A_slash_at_the_end_of_an_instance_url_does_no_harm()
    {
        await using TestOrg org = await TestOrg.ConnectAsync();
        using HttpResponseMessage versions = await org.GetAsync($"{org.Host.Url}/services/data");
        Assert.Equal(HttpStatusCode.OK, versions.StatusCode);
        using HttpResponseMessage limits = await org.GetAsync($"{org.Host.Url}/{Base.TrimStart('/')}/limits");
        Assert.Equal(HttpStatusCode.OK, limits.StatusCode);
        Assert.EndsWith("//services/data/v68.0/limits", limits.RequestMessage!.RequestUri!.AbsoluteUri, StringComparison.Ordinal);
        using HttpResponseMessage user = await org.GetAsync($"{org.Host.Url}/services/oauth2/userinfo");
        Assert.Equal(HttpStatusCode.OK, user.StatusCode);
    }

    [Fact]
    public async Task Latest_leads_to_the_newest_version()
    {
        await using TestOrg org = await TestOrg.ConnectAsync(accounts: 1);
        using HttpResponseMessage answer = await org.GetAsync("/services/data/latest/query?q=SELECT+Id+FROM+Account");
        JsonElement url = (await answer.JsonAsync()).GetProperty("records")[0].GetProperty("attributes").GetProperty("url");
        Assert.StartsWith("/services/data/v68.0/sobjects/Account/001", url.GetString(), StringComparison.Ordinal);
        using HttpResponseMessage resources = await org.GetAsync("/services/data/latest/");
        Assert.Equal($"{Base}/query", (await resources.JsonAsync()).GetProperty("query").GetString());
    }

    [Fact]
    public async Task Every_call_counts_and_says_so_until_none_is_left()
    {
        await using TestOrg org = await TestOrg.ConnectAsync(
            new EmulatorOptions { ApiRequestsUsed = 29, ApiRequestsAllowed = 31 });
        using HttpResponseMessage first = await org.GetAsync($"{Base}/limits");
        Assert.Equal("api-usage=30/31", first.Header("Sforce-Limit-Info"));
        JsonElement daily = (await first.JsonAsync()).GetProperty("DailyApiRequests");
        Assert.Equal((31, 1), (daily.GetProperty("Max").GetInt32(), daily.GetProperty("Remaining").GetInt32()));
        using HttpResponseMessage second = await org.GetAsync($"{Base}/nonsense");
        Assert.Equal("api-usage=31/31", second.Header("Sforce-Limit-Info"));
        using HttpResponseMessage third = await org.GetAsync($"{Base}/limits");
        await third.IsErrorAsync(403, "REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded.");
        await org.KnobAsync("api-usage", new { allowed = 100 });
        using HttpResponseMessage fourth = await org.GetAsync($"{Base}/limits");
        Assert.Equal("api-usage=32/100", fourth.Header("Sforce-Limit-Info"));
    }

    [Theory]
    [InlineData(null, "INVALID_SESSION_ID")]
    [InlineData("Bearer 00D!nonsense", "INVALID_SESSION_ID")]
    [InlineData("nonsense", "INVALID_AUTH_HEADER")]
    [InlineData("Basic eDp5", "INVALID_AUTH_HEADER")]
    public async Task Without_a_living_token_the_answer_is_401(string? header, string code)
    {
        await using TestOrg org = await TestOrg.StartAsync();
        using HttpResponseMessage answer = header is null
            ? await org.GetAsync($"{Base}/limits")
            : await org.GetAsync($"{Base}/limits", ("Authorization", header));
        await answer.IsErrorAsync(401, code);
        Assert.Equal("Token", answer.Header("WWW-Authenticate"));
    }

    [Fact]
    public async Task A_token_without_the_api_scope_and_a_user_without_the_permission_are_kept_out()
    {
        await using TestOrg org = await TestOrg.StartAsync();
        await org.KnobAsync("apps/" + org.Host.ConsumerKey, new { scopes = new[] { "id" } }, "PATCH");
        await org.LogInAsync();
        using HttpResponseMessage scope = await org.GetAsync($"{Base}/limits");
        await scope.IsErrorAsync(401, "INVALID_SESSION_ID", "This session is not valid for use with the REST API");
        await org.KnobAsync("apps/" + org.Host.ConsumerKey, new { scopes = new[] { "api" } }, "PATCH");
        await org.LogInAsync();
        await org.KnobAsync("users/" + org.RunAsUser, new { apiEnabled = false });
        using HttpResponseMessage permission = await org.GetAsync($"{Base}/limits");
        await permission.IsErrorAsync(403, "API_DISABLED_FOR_ORG", "API is not enabled for this Organization or Partner");
    }

    [Fact]
    public async Task A_row_is_created_read_changed_and_deleted()
    {
        await using TestOrg org = await TestOrg.ConnectAsync();
        using HttpResponseMessage created = await org.SendAsync(HttpMethod.Post, $"{Base}/sobjects/Account", """{"Name":"Acme"}""");
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        JsonElement body = await created.JsonAsync();
        string? id = body.GetProperty("id").GetString();
        Assert.True(body.GetProperty("success").GetBoolean());
        Assert.Empty(body.GetProperty("errors").EnumerateArray());
        string row = $"{Base}/sobjects/Account/{id}";
        Assert.Equal(row, created.Header("Location"));

        using HttpResponseMessage changed = await org.SendAsync(HttpMethod.Patch, row, """{"Name":"Ümlaut <&>"}""");
        Assert.Equal(HttpStatusCode.NoContent, changed.StatusCode);
        using HttpResponseMessage read = await org.GetAsync(row + "?fields=Name");
        string text = await read.TextAsync();
        Assert.Contains("\"Name\":\"Ümlaut <&>\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Code__c", text, StringComparison.Ordinal);
        using HttpResponseMessage recent = await org.GetAsync($"{Base}/recent");
        Assert.Equal(id, Assert.Single((await recent.JsonAsync()).EnumerateArray()).GetProperty("Id").GetString());

        using HttpResponseMessage deleted = await org.SendAsync(HttpMethod.Delete, row, null);
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        using HttpResponseMessage again = await org.SendAsync(HttpMethod.Delete, row, null);
        await again.IsErrorAsync(404, "ENTITY_IS_DELETED");
    }

    [Fact]
    public async Task A_refused_row_names_its_fields()
    {
        await using TestOrg org = await TestOrg.ConnectAsync();
        using HttpResponseMessage answer = await org.SendAsync(HttpMethod.Post, $"{Base}/sobjects/Account", "{}");
        await answer.IsErrorAsync(400, "REQUIRED_FIELD_MISSING");
        Assert.Equal("Name", (await answer.JsonAsync())[0].GetProperty("fields")[0].GetString());
    }

    [Fact]
    public async Task Bodies_must_be_json_objects()
    {
        await using TestOrg org = await TestOrg.ConnectAsync();
        using HttpResponseMessage broken = await org.SendAsync(HttpMethod.Post, $"{Base}/sobjects/Account", "{\"Name\":");
        await broken.IsErrorAsync(400, "JSON_PARSER_ERROR");
        using HttpResponseMessage empty = await org.SendAsync(HttpMethod.Post, $"{Base}/sobjects/Account", "");
        await empty.IsErrorAsync(400, "JSON_PARSER_ERROR");
        using HttpResponseMessage text = await org.PostAsync($"{Base}/sobjects/Account", new StringContent("{}"));
        await text.IsErrorAsync(415, "UNSUPPORTED_MEDIA_TYPE");
    }

    [Fact]
    public async Task A_wrong_method_is_told_the_right_ones()
    {
        await using TestOrg org = await TestOrg.ConnectAsync();
        using HttpResponseMessage answer = await org.SendAsync(HttpMethod.Put, $"{Base}/sobjects/Account/001", "{}");
        await answer.IsErrorAsync(
            405, "METHOD_NOT_ALLOWED", "HTTP Method 'PUT' not allowed. Allowed are GET,HEAD,POST,PATCH,DELETE");
    }

    [Theory]
    [InlineData("POST", "Account", "Id")]
    [InlineData("PATCH", "Account/001000000000001AAA", "id")]
    [InlineData("PATCH", "Account/Code__c/x", "Id")]
    [InlineData("PATCH", "Account/Code__c/x", "code__c")]
    public async Task What_the_url_says_must_not_stand_in_the_body(string method, string path, string field)
    {
        await using TestOrg org = await TestOrg.ConnectAsync();
        using HttpResponseMessage answer = await org.SendAsync(
            new HttpMethod(method), $"{Base}/sobjects/{path}", $$"""{"Name":"One","{{field}}":"001000000000001AAA"}""");
        string name = field == "code__c" ? "Code__c" : "Id";
        await answer.IsErrorAsync(400, "INVALID_FIELD", $"The {name} field should not be specified in the sobject data.");
    }

    [Fact]
    public async Task Upsert_inserts_updates_and_lists_several()
    {
        await using TestOrg org = await TestOrg.ConnectAsync();
        string url = $"{Base}/sobjects/Account/Code__c/a%2Fb%20%25";
        using HttpResponseMessage only = await org.SendAsync(HttpMethod.Patch, url + "?updateOnly=true", """{"Name":"One"}""");
        await only.IsErrorAsync(404, "NOT_FOUND");
        using HttpResponseMessage inserted = await org.SendAsync(HttpMethod.Patch, url, """{"Name":"One"}""");
        Assert.Equal(201, (int)inserted.StatusCode);
        Assert.True((await inserted.JsonAsync()).GetProperty("created").GetBoolean());
        using HttpResponseMessage updated = await org.SendAsync(HttpMethod.Patch, url, """{"Name":"Two"}""");
        Assert.Equal(200, (int)updated.StatusCode);
        Assert.False((await updated.JsonAsync()).GetProperty("created").GetBoolean());
        using HttpResponseMessage old = await org.SendAsync(
            HttpMethod.Patch, url.Replace("v68", "v45", StringComparison.Ordinal), """{"Name":"Two"}""");
        Assert.Equal(204, (int)old.StatusCode);
        using HttpResponseMessage read = await org.GetAsync(url);
        Assert.Equal("a/b %", (await read.JsonAsync()).GetProperty("Code__c").GetString());

        using HttpResponseMessage second = await org.SendAsync(
            HttpMethod.Post, $"{Base}/sobjects/Account/Id", """{"Name":"Twin","Code__c":"a/b %"}""");
        Assert.Equal(201, (int)second.StatusCode);
        using HttpResponseMessage several = await org.SendAsync(HttpMethod.Patch, url, """{"Name":"Three"}""");
        Assert.Equal(300, (int)several.StatusCode);
        Assert.All(
            (await several.JsonAsync()).EnumerateArray(),
            u => Assert.StartsWith($"{Base}/sobjects/Account/001", u.GetString(), StringComparison.Ordinal));
        using HttpResponseMessage unknown = await org.SendAsync(HttpMethod.Patch, $"{Base}/sobjects/Account/Namez/1", "{}");
        await unknown.IsErrorAsync(
            404, "NOT_FOUND", "Provided external ID field does not exist or is not accessible: Namez");
    }

    [Fact]
    public async Task Relationships_lead_to_the_parent_and_to_the_children()
    {
        await using TestOrg org = await TestOrg.ConnectAsync(accounts: 2);
        string account = org.Store.FindByExternalId(org.Store.FindType("Account")!, "Code__c", "A-1")[0];
        using HttpResponseMessage created = await org.SendAsync(
            HttpMethod.Post, $"{Base}/sobjects/Contact", $$"""{"LastName":"Jane","AccountId":"{{account}}"}""");
        string? contact = (await created.JsonAsync()).GetProperty("id").GetString();
        using HttpResponseMessage parent = await org.GetAsync($"{Base}/sobjects/Contact/{contact}/Account");
        Assert.Equal("Account 1", (await parent.JsonAsync()).GetProperty("Name").GetString());
        using HttpResponseMessage children = await org.GetAsync($"{Base}/sobjects/Account/{account}/Contacts");
        Assert.Equal(1, (await children.JsonAsync()).GetProperty("totalSize").GetInt32());
        using HttpResponseMessage count = await org.GetAsync($"{Base}/limits/recordCount?sObjects=Account,Contact,Nope");
        Assert.Equal(
            """{"sObjects":[{"count":2,"name":"Account"},{"count":1,"name":"Contact"}]}""",
            await count.TextAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Pages_follow_each_other_and_can_be_read_again(bool cached)
    {
        await using TestOrg org = await TestOrg.ConnectAsync(new EmulatorOptions { CachePages = cached }, accounts: 450);
        List<string> ids = new List<string>();
        string? url = $"{Base}/query?q=SELECT+Id+FROM+Account";
        string? second = null;
        while (url is not null)
        {
            using HttpResponseMessage answer = await org.GetAsync(url, ("Sforce-Query-Options", "batchSize=200"));
            JsonElement page = await answer.JsonAsync();
            Assert.Equal(450, page.GetProperty("totalSize").GetInt32());
            ids.AddRange(page.GetProperty("records").EnumerateArray().Select(r => r.GetProperty("Id").GetString()!));
            url = page.TryGetProperty("nextRecordsUrl", out JsonElement next) ? next.GetString() : null;
            second ??= url;
            Assert.Equal(url is null, page.GetProperty("done").GetBoolean());
        }

        Assert.Equal(450, ids.Distinct().Count());
        Assert.Matches("^/services/data/v68.0/query/01g[A-Za-z0-9]{15}-200$", second);
        using HttpResponseMessage again = await org.GetAsync(second!);
        Assert.Equal(200, (await again.JsonAsync()).GetProperty("records").GetArrayLength());
        using HttpResponseMessage beyond = await org.GetAsync(second![..^3] + "450");
        await beyond.IsErrorAsync(400, "INVALID_QUERY_LOCATOR");
    }

    [Fact]
    public async Task Tooling_pages_have_three_keys_more()
    {
        await using TestOrg org = await TestOrg.ConnectAsync(accounts: 201);
        using HttpResponseMessage first = await org.GetAsync(
            $"{Base}/tooling/query?q=SELECT+Id+FROM+Account", ("Sforce-Query-Options", "batchSize=200"));
        JsonElement page = await first.JsonAsync();
        Assert.Equal(
            ["size", "totalSize", "done", "nextRecordsUrl", "records", "queryLocator", "entityTypeName"],
            page.EnumerateObject().Select(p => p.Name));
        Assert.Equal((200, "Account"), (page.GetProperty("size").GetInt32(), page.GetProperty("entityTypeName").GetString()));
        using HttpResponseMessage second = await org.GetAsync(page.GetProperty("nextRecordsUrl").GetString()!);
        Assert.Equal(1, (await second.JsonAsync()).GetProperty("size").GetInt32());
    }

    [Fact]
    public async Task Old_cursors_make_room_for_new_ones()
    {
        await using TestOrg org = await TestOrg.ConnectAsync(accounts: 201);
        List<string> urls = new List<string>();
        for (int i = 0; i < 52; i++)
        {
            using HttpResponseMessage answer = await org.GetAsync(
                $"{Base}/query?q=SELECT+Id+FROM+Account", ("Sforce-Query-Options", "batchSize=1"));
            urls.Add((await answer.JsonAsync()).GetProperty("nextRecordsUrl").GetString()!);
        }

        using HttpResponseMessage gone = await org.GetAsync(urls[1]);
        await gone.IsErrorAsync(400, "INVALID_QUERY_LOCATOR");
        using HttpResponseMessage kept = await org.GetAsync(urls[2]);
        Assert.Equal(200, (int)kept.StatusCode);
    }

    [Fact]
    public async Task Cached_pages_have_the_same_locator_every_time()
    {
        await using TestOrg org = await TestOrg.ConnectAsync(new EmulatorOptions { CachePages = true }, accounts: 201);
        string first = await Body();
        Assert.Equal(first, await Body());

        async Task<string> Body()
        {
            using HttpResponseMessage answer = await org.GetAsync(
                $"{Base}/query?q=SELECT+Id+FROM+Account", ("Sforce-Query-Options", "batchSize=200"));
            return await answer.TextAsync();
        }
    }

    [Fact]
    public async Task Describe_names_no_children_that_the_api_does_not_have()
    {
        await using TestOrg org = await TestOrg.ConnectAsync();
        using HttpResponseMessage all = await org.GetAsync($"{Base}/sobjects");
        HashSet<string?> known = [.. (await all.JsonAsync()).GetProperty("sobjects").EnumerateArray().Select(o => o.GetProperty("name").GetString())];
        using HttpResponseMessage describe = await org.GetAsync($"{Base}/sobjects/User/describe");
        string?[] children = [.. (await describe.JsonAsync()).GetProperty("childRelationships").EnumerateArray().Select(c => c.GetProperty("childSObject").GetString())];

        Assert.Contains("Account", children);
        Assert.All(children, c => Assert.Contains(c, known));
    }

    [Fact]
    public async Task Describe_has_every_key_and_knows_when_it_changed()
    {
        FakeTimeProvider clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 1, 12, 0, 0, 500, TimeSpan.Zero));
        await using TestOrg org = await TestOrg.ConnectAsync(new EmulatorOptions { Clock = clock });
        using HttpResponseMessage describe = await org.GetAsync($"{Base}/sobjects/account/describe");
        JsonElement body = await describe.JsonAsync();
        Assert.Equal("Account", body.GetProperty("name").GetString());
        Assert.Equal(45, body.EnumerateObject().Count());
        Assert.All(body.GetProperty("fields").EnumerateArray(), f => Assert.Equal(57, f.EnumerateObject().Count()));
        Assert.Contains("Contacts", body.GetProperty("childRelationships").EnumerateArray().Select(c => c.GetProperty("relationshipName").GetString()));
        string? lastModified = describe.Header("Last-Modified");
        Assert.Equal("Sun, 01 Nov 2026 12:00:00 GMT", lastModified);

        foreach (string path in new[] { "/sobjects", "/sobjects/Account", "/sobjects/Account/describe" })
        {
            using HttpResponseMessage unchanged = await org.GetAsync(Base + path, ("If-Modified-Since", lastModified!));
            Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
            Assert.Empty(await unchanged.BytesAsync());
            using HttpResponseMessage changed = await org.GetAsync(Base + path, ("If-Modified-Since", "Sat, 31 Oct 2026 12:00:00 GMT"));
            Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        }

        using HttpResponseMessage global = await org.GetAsync($"{Base}/sobjects");
        JsonElement list = await global.JsonAsync();
        Assert.Equal(200, list.GetProperty("maxBatchSize").GetInt32());
        string[] names = [.. list.GetProperty("sobjects").EnumerateArray().Select(o => o.GetProperty("name").GetString()!)];
        Assert.Equal(org.Store.Types.Count, names.Count(n => !n.EndsWith("ChangeEvent", StringComparison.Ordinal)));
        Assert.Contains("AccountChangeEvent", names);
    }

    [Fact]
    public async Task Bodies_are_compressed_for_those_who_ask_and_taken_compressed()
    {
        await using TestOrg org = await TestOrg.ConnectAsync(accounts: 3);
        using HttpResponseMessage answer = await org.GetAsync(
            $"{Base}/query?q=SELECT+Id+FROM+Account", ("Accept-Encoding", "gzip"));
        Assert.Equal("gzip", answer.Header("Content-Encoding"));
        Assert.Equal("Accept-Encoding", answer.Header("Vary"));
        Assert.True(answer.Headers.TransferEncodingChunked);
        using JsonDocument page = JsonDocument.Parse(Zip.Open(await answer.BytesAsync()));
        Assert.Equal(3, page.RootElement.GetProperty("totalSize").GetInt32());

        using ByteArrayContent content = new ByteArrayContent(Zip.Close("""{"Name":"Zipped"}"""u8));
        content.Headers.ContentType = new("application/json");
        content.Headers.ContentEncoding.Add("gzip");
        using HttpResponseMessage created = await org.PostAsync($"{Base}/sobjects/Account", content);
        Assert.Equal(201, (int)created.StatusCode);
    }

    [Fact]
    public async Task Common_headers_are_those_of_recorded_answers()
    {
        await using TestOrg org = await TestOrg.ConnectAsync();
        using HttpResponseMessage answer = await org.GetAsync($"{Base}/limits");
        Assert.Equal("application/json; charset=UTF-8", answer.Content.Headers.ContentType?.ToString());
        Assert.Equal("nosniff", answer.Header("X-Content-Type-Options"));
        Assert.Equal("none", answer.Header("X-Robots-Tag"));
        Assert.Contains("no-store", answer.Header("Cache-Control"), StringComparison.Ordinal);
        Assert.Equal("sfdcedge", answer.Header("Server"));
        Assert.Matches("^[0-9a-f]{32}$", answer.Header("X-SFDC-Request-Id"));
    }

    [Theory]
    [InlineData(16_300, 0, 400)]
    [InlineData(16_400, 0, 414)]
    [InlineData(8_000, 9_000, 431)]
    public async Task Long_uris_and_headers_are_refused(int uri, int header, int status)
    {
        await using TestOrg org = await TestOrg.StartAsync();
        await org.LogInAsync();
        string? path = $"{Base}/query?q=";
        path += new string('x', uri - path.Length);
        org.Client.DefaultRequestHeaders.Authorization = status == 400 ? new("x") : null;
        using HttpResponseMessage answer = await org.GetAsync(path, ("X-Long", new string('y', header)));
        Assert.Equal(status == 400 ? 401 : status, (int)answer.StatusCode);
    }

    [Fact]
    public async Task Head_is_get_without_a_body()
    {
        await using TestOrg org = await TestOrg.ConnectAsync();
        using HttpResponseMessage answer = await org.SendAsync(HttpMethod.Head, $"{Base}/limits", null);
        Assert.Equal(200, (int)answer.StatusCode);
        Assert.Empty(await answer.BytesAsync());
    }
}
