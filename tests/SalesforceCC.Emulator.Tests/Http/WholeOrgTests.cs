using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Xunit;

namespace SalesforceCC.Emulator.Tests.Http;

/// <summary>HTTP and the real store together, where one depends on the other.</summary>
public sealed class WholeOrgTests : IAsyncLifetime
{
    private const string Base = "/services/data/v68.0";

    private readonly HttpClient _client = new();
    private EmulatorHost _host = null!;

    public async ValueTask InitializeAsync()
    {
        _host = await EmulatorHost.StartAsync(new EmulatorOptions { Rows = 2500 });
        _client.BaseAddress = _host.Url;
        using FormUrlEncodedContent form = new FormUrlEncodedContent(
        [
            new("grant_type", "client_credentials"),
            new("client_id", _host.ConsumerKey),
            new("client_secret", _host.ConsumerSecret),
        ]);
        using HttpResponseMessage answer = await _client.PostAsync(
            new Uri("/services/oauth2/token", UriKind.Relative), form, TestContext.Current.CancellationToken);
        string? token = (await answer.JsonAsync()).GetProperty("access_token").GetString();
        _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task The_host_names_its_users_and_its_organization()
    {
        Assert.Contains('@', _host.RunAsUsername);
        Assert.Contains('@', _host.AdminUsername);
        Assert.NotEqual(_host.RunAsUsername, _host.AdminUsername);
        Assert.StartsWith("00D", _host.OrganizationId, StringComparison.Ordinal);
        JsonElement rows = await Query($"SELECT Id FROM User WHERE Username = '{_host.RunAsUsername}'");
        Assert.Equal(1, rows.GetProperty("totalSize").GetInt32());
    }

    [Fact]
    public async Task Generated_rows_come_in_two_pages()
    {
        JsonElement first = await Query("SELECT Id, Name FROM Big__c");
        Assert.Equal(2500, first.GetProperty("totalSize").GetInt32());
        Assert.Equal(2000, first.GetProperty("records").GetArrayLength());
        JsonElement second = await Get(first.GetProperty("nextRecordsUrl").GetString()!);
        Assert.Equal(500, second.GetProperty("records").GetArrayLength());
        Assert.True(second.GetProperty("done").GetBoolean());
    }

    [Fact]
    public async Task Parents_with_children_go_on_after_a_page_that_the_children_fill()
    {
        List<string> contacts = new List<string>();
        for (int parent = 0; parent < 3; parent++)
        {
            using HttpResponseMessage created = await Post($"{Base}/sobjects/Account", new { Name = $"Parent {parent}" });
            string? account = (await created.JsonAsync()).GetProperty("id").GetString();
            for (int i = 0; i < 150; i++)
                (await Post($"{Base}/sobjects/Contact", new { LastName = $"Child {parent}.{i}", AccountId = account })).Dispose();
        }

        _client.DefaultRequestHeaders.Add("Sforce-Query-Options", "batchSize=200");
        JsonElement page = await Query("SELECT Id, (SELECT Id FROM Contacts) FROM Account WHERE Name LIKE 'Parent _'");
        int parents = 0;
        while (true)
        {
            foreach (JsonElement record in page.GetProperty("records").EnumerateArray())
            {
                parents++;
                contacts.AddRange(record.GetProperty("Contacts").GetProperty("records").EnumerateArray()
                    .Select(c => c.GetProperty("Id").GetString()!));
            }

            if (page.GetProperty("done").GetBoolean())
                break;
            page = await Get(page.GetProperty("nextRecordsUrl").GetString()!);
        }

        Assert.Equal((3, 450), (parents, contacts.Distinct(StringComparer.Ordinal).Count()));
    }

    [Fact]
    public async Task Children_beyond_a_page_go_on_under_their_own_locator()
    {
        using HttpResponseMessage created = await Post($"{Base}/sobjects/Account", new { Name = "Many children" });
        string? account = (await created.JsonAsync()).GetProperty("id").GetString();
        for (int i = 0; i < 210; i++)
            (await Post($"{Base}/sobjects/Contact", new { LastName = $"Child {i}", AccountId = account })).Dispose();
        _client.DefaultRequestHeaders.Add("Sforce-Query-Options", "batchSize=200");
        JsonElement rows = await Query($"SELECT Id, (SELECT Id FROM Contacts) FROM Account WHERE Id = '{account}'");
        JsonElement children = rows.GetProperty("records")[0].GetProperty("Contacts");
        Assert.Equal(210, children.GetProperty("totalSize").GetInt32());
        Assert.False(children.GetProperty("done").GetBoolean());
        Assert.Equal(200, children.GetProperty("records").GetArrayLength());
        JsonElement rest = await Get(children.GetProperty("nextRecordsUrl").GetString()!);
        Assert.True(rest.GetProperty("done").GetBoolean());
        Assert.Equal(10, rest.GetProperty("records").GetArrayLength());
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 1)]
    public async Task All_or_none_leaves_nothing_behind(bool allOrNone, int rows)
    {
        using HttpResponseMessage answer = await Post($"{Base}/composite", new
        {
            allOrNone,
            compositeRequest = new object[]
            {
                new { method = "POST", url = $"{Base}/sobjects/Account", referenceId = "a", body = new { Name = "Acme" } },
                new { method = "POST", url = $"{Base}/sobjects/Account", referenceId = "b", body = new { } },
            },
        });
        Assert.Equal(200, (int)answer.StatusCode);
        JsonElement found = await Query("SELECT Id FROM Account WHERE Name = 'Acme'");
        Assert.Equal(rows, found.GetProperty("totalSize").GetInt32());
    }

    [Fact]
    public async Task The_bytes_of_a_file_come_as_they_were_sent()
    {
        using HttpResponseMessage created = await Post($"{Base}/sobjects/ContentVersion", new
        {
            Title = "Hello",
            PathOnClient = "hello.txt",
            VersionData = Convert.ToBase64String("Grüezi"u8),
        });
        string? id = (await created.JsonAsync()).GetProperty("id").GetString();
        using HttpResponseMessage file = await _client.GetAsync(
            new Uri($"{Base}/sobjects/ContentVersion/{id}/VersionData", UriKind.Relative),
            TestContext.Current.CancellationToken);
        Assert.Equal("Grüezi", await file.TextAsync());

        // A file has no place in JSON.
        string url = $"{Base}/sobjects/ContentVersion/{id}/VersionData";
        using HttpResponseMessage composite = await Post($"{Base}/composite", new { compositeRequest = new[] { new { method = "GET", url, referenceId = "x" } } });
        JsonElement part = (await composite.JsonAsync()).GetProperty("compositeResponse")[0];
        Assert.Equal((400, "INVALID_INPUT"), (part.GetProperty("httpStatusCode").GetInt32(), part.GetProperty("body")[0].GetProperty("errorCode").GetString()));
        using HttpResponseMessage batch = await Post($"{Base}/composite/batch", new { batchRequests = new[] { new { method = "GET", url = url["/services/data/".Length..] } } });
        Assert.Equal(400, (await batch.JsonAsync()).GetProperty("results")[0].GetProperty("statusCode").GetInt32());
        Assert.True(composite.Headers.Contains("Sforce-Limit-Info"));
    }

    [Fact]
    public async Task A_row_is_recent_once_and_for_who_looked_at_it()
    {
        using HttpResponseMessage created = await Post($"{Base}/sobjects/Account", new { Name = "Seen" });
        string id = (await created.JsonAsync()).GetProperty("id").GetString()!;
        await Get($"{Base}/sobjects/Account/{id}");
        await Get($"{Base}/sobjects/Account/{id[..15]}");

        IEnumerable<string?> recent = (await Get($"{Base}/recent")).EnumerateArray().Select(r => r.GetProperty("Id").GetString());

        Assert.Equal([id], recent);
    }

    [Fact]
    public async Task Changed_and_deleted_rows_are_listed_by_time()
    {
        using HttpResponseMessage kept = await Post($"{Base}/sobjects/Account", new { Name = "Kept" });
        using HttpResponseMessage gone = await Post($"{Base}/sobjects/Account", new { Name = "Gone" });
        string keptId = (await kept.JsonAsync()).GetProperty("id").GetString()!, goneId = (await gone.JsonAsync()).GetProperty("id").GetString()!;
        (await _client.DeleteAsync(new Uri($"{Base}/sobjects/Account/{goneId}", UriKind.Relative), TestContext.Current.CancellationToken)).Dispose();
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        string span = FormattableString.Invariant($"start={now.AddDays(-1):yyyy-MM-ddTHH:mm:ss}%2B00:00&end={now.AddMinutes(2):yyyy-MM-ddTHH:mm:ss}Z");

        JsonElement updated = await Get($"{Base}/sobjects/Account/updated/?{span}");
        JsonElement deleted = await Get($"{Base}/sobjects/Account/deleted?{span}");

        Assert.Equal(["ids", "latestDateCovered"], updated.EnumerateObject().Select(p => p.Name));
        List<string?> ids = updated.GetProperty("ids").EnumerateArray().Select(i => i.GetString()).ToList();
        Assert.Contains(keptId, ids);
        Assert.DoesNotContain(goneId, ids);
        Assert.Equal(["deletedRecords", "earliestDateAvailable", "latestDateCovered"], deleted.EnumerateObject().Select(p => p.Name));
        Assert.Equal(goneId, Assert.Single(deleted.GetProperty("deletedRecords").EnumerateArray()).GetProperty("id").GetString());
        foreach (string wrong in new[] { "", "start=2026-01-01T00:00:00Z", "start=2026-01-02T00:00:00Z&end=2026-01-01T00:00:00Z", "start=2026-01-01T00:00:00Z&end=2026-03-01T00:00:00Z" })
        {
            using HttpResponseMessage refused = await _client.GetAsync(new Uri($"{Base}/sobjects/Account/updated?{wrong}", UriKind.Relative), TestContext.Current.CancellationToken);
            await refused.IsErrorAsync(400, "INVALID_REPLICATION_DATE");
        }
    }

    [Theory]
    [InlineData("SELECT Id FROM Account WHERE Name LIKE 'N%' LIMIT 1", "TableScan", "Name")]
    [InlineData("SELECT Id FROM Contact WHERE AccountId = null AND LastName != null", "Index", "LastName")]
    [InlineData("SELECT Id FROM Account", "TableScan", "")]
    public async Task A_query_is_explained_without_its_rows(string soql, string operation, string unindexed)
    {
        JsonElement answer = await Get($"{Base}/query?explain={Uri.EscapeDataString(soql)}");

        Assert.Equal(["plans", "sourceQuery"], answer.EnumerateObject().Select(p => p.Name));
        JsonElement plan = Assert.Single(answer.GetProperty("plans").EnumerateArray());
        Assert.Equal(operation, plan.GetProperty("leadingOperationType").GetString());
        Assert.Equal(unindexed, string.Join(' ', plan.GetProperty("notes").EnumerateArray().Select(n => n.GetProperty("fields")[0].GetString())));
        Assert.Equal((await Query(soql)).GetProperty("totalSize").GetInt32(), plan.GetProperty("cardinality").GetInt32());
    }

    [Fact]
    public async Task A_row_may_be_read_and_changed_under_a_condition()
    {
        using HttpResponseMessage created = await Post($"{Base}/sobjects/Account", new { Name = "Conditional" });
        string path = $"{Base}/sobjects/Account/{(await created.JsonAsync()).GetProperty("id").GetString()}";
        using HttpResponseMessage read = await Send("GET", path);
        string tag = read.Header("ETag")!, modified = read.Header("Last-Modified")!;
        Assert.EndsWith("-gzip\"", tag, StringComparison.Ordinal);
        foreach ((string? method, string? header, string? value, int status) in new[]
        {
            ("GET", "If-None-Match", tag, 304), ("GET", "If-None-Match", "\"other\"", 200), ("GET", "If-Modified-Since", modified, 304),
            ("GET", "If-Modified-Since", "Wed, 01 Jan 2020 00:00:00 GMT", 200), ("PATCH", "If-Match", "\"other\"", 412),
            ("PATCH", "If-Unmodified-Since", "Wed, 01 Jan 2020 00:00:00 GMT", 412), ("PATCH", "If-Match", tag, 204),
        })
        {
            using HttpResponseMessage answer = await Send(method, path, (header, value));
            Assert.True(status == (int)answer.StatusCode, $"{method} {header}: {(int)answer.StatusCode}");
        }

        using HttpResponseMessage contact = await Post($"{Base}/sobjects/Contact", new { LastName = "No tag" });
        using HttpResponseMessage other = await Send("GET", $"{Base}/sobjects/Contact/{(await contact.JsonAsync()).GetProperty("id").GetString()}");
        Assert.Null(other.Header("ETag"));
    }

    [Fact]
    public async Task Keys_are_what_describe_says()
    {
        // As recorded of real orgs: the names of persons and accounts are no keys, those of other objects are.
        foreach ((string? type, string? keys) in new[]
        {
            ("Account", "Id"), ("Contact", "Email Id"), ("Case", "CaseNumber Id"), ("Opportunity", "Id Name"), ("Lead", "Email Id"),
        })
        {
            JsonElement.ArrayEnumerator fields = (await Get($"{Base}/sobjects/{type}/describe")).GetProperty("fields").EnumerateArray();
            IEnumerable<string?> found = fields.Where(f => f.GetProperty("idLookup").GetBoolean()).Select(f => f.GetProperty("name").GetString());
            Assert.Equal(keys, string.Join(' ', found.Order(StringComparer.Ordinal)));
        }
    }

    [Fact]
    public async Task Every_object_describes_itself()
    {
        JsonElement[] objects = (await Get($"{Base}/sobjects")).GetProperty("sobjects").EnumerateArray().ToArray();
        Assert.NotEmpty(objects);
        foreach (JsonElement item in objects)
        {
            JsonElement describe = await Get(item.GetProperty("urls").GetProperty("describe").GetString()!);
            Assert.Equal(item.GetProperty("name").GetString(), describe.GetProperty("name").GetString());
            Assert.NotEmpty(describe.GetProperty("fields").EnumerateArray());
        }
    }

    [Theory]
    [InlineData("Id, Name FROM Account", "Id:Id Name:String")]
    [InlineData("name, Owner.Name, Parent.Owner.Id, Owner.IsActive FROM Account",
        "Name:String Owner(Name:String IsActive:Boolean) Parent(Owner(Id:Id))")]
    [InlineData("Name, (SELECT LastName, Account.Name FROM Contacts) FROM Account",
        "Name:String Contacts*(LastName:String Account(Name:String))")]
    [InlineData("toLabel(Industry) lbl, AnnualRevenue, NumberOfEmployees, CreatedDate FROM Account",
        "lbl:String AnnualRevenue:Double NumberOfEmployees:Integer CreatedDate:Datetime")]
    [InlineData("StageName, COUNT(Id), SUM(Amount) total FROM Opportunity GROUP BY StageName",
        "StageName:String expr0*=COUNT(Id) total*=SUM(Amount)")]
    [InlineData("CALENDAR_YEAR(CloseDate), COUNT(Id) FROM Opportunity GROUP BY CALENDAR_YEAR(CloseDate)",
        "expr0*=CALENDAR_YEAR(CloseDate) expr1*=COUNT(Id)")]
    [InlineData("COUNT() FROM Account", "")]
    [InlineData("Subject, TYPEOF What WHEN Account THEN Phone ELSE Name END FROM Task", "Subject:String What")]
    public async Task A_query_tells_its_columns(string query, string expected)
    {
        foreach (string resource in new[] { "query", "queryAll", "tooling/query" })
        {
            JsonElement answer = await Get($"{Base}/{resource}?q={Uri.EscapeDataString("SELECT " + query)}&columns=true");
            Assert.Equal(expected, Columns(answer.GetProperty("columnMetadata")));
            Assert.Equal(query.Contains("GROUP BY", StringComparison.Ordinal), answer.GetProperty("groupBy").GetBoolean());
            Assert.Equal(query.StartsWith("Id", StringComparison.Ordinal), answer.GetProperty("idSelected").GetBoolean());
            Assert.Contains($"FROM {answer.GetProperty("entityName").GetString()}", query, StringComparison.Ordinal);
            Assert.Equal(3, answer.GetProperty("keyPrefix").GetString()!.Length);
        }
    }

    [Fact]
    public async Task Rows_of_the_Tooling_API_are_at_home_there()
    {
        JsonElement answer = await Get($"{Base}/tooling/query?q=SELECT+Owner.Name+FROM+Big__c+LIMIT+1");
        JsonElement row = answer.GetProperty("records")[0];
        foreach ((JsonElement record, string? path) in new[] { (row, "Big__c/"), (row.GetProperty("Owner"), "User/005") })
            Assert.StartsWith($"{Base}/tooling/sobjects/{path}", record.GetProperty("attributes").GetProperty("url").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SELECT Nmae FROM Account", "INVALID_FIELD")]
    [InlineData("SELECT Id FROM Account WHERE Nmae = 'x'", "INVALID_FIELD")]
    [InlineData("SELECT Name, COUNT(Id) FROM Account", "MALFORMED_QUERY")]
    public async Task A_wrong_query_has_no_columns(string query, string code)
    {
        using HttpResponseMessage answer = await _client.GetAsync(
            new Uri($"{Base}/query?q={Uri.EscapeDataString(query)}&columns=true", UriKind.Relative),
            TestContext.Current.CancellationToken);
        await answer.IsErrorAsync(400, code);
    }

    /// <summary>Columns in short: type after a colon, what was asked for after =, * for aggregate.</summary>
    private static string Columns(JsonElement columns) => string.Join(' ', columns.EnumerateArray().Select(c =>
    {
        string name = c.GetProperty("columnName").GetString()!, display = c.GetProperty("displayName").GetString()!;
        JsonElement joins = c.GetProperty("joinColumns");
        bool aggregate = c.GetProperty("aggregate").GetBoolean();
        string text = name + (aggregate ? "*" : "");
        if (joins.GetArrayLength() > 0)
            return $"{text}({Columns(joins)})";
        return c.GetProperty("apexType").GetString() is { } type ? $"{text}:{type}" : aggregate ? $"{text}={display}" : text;
    }));

    private Task<JsonElement> Query(string soql) => Get($"{Base}/query?q={Uri.EscapeDataString(soql)}");

    private async Task<JsonElement> Get(string path)
    {
        using HttpResponseMessage answer = await _client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, await answer.TextAsync());
        return await answer.JsonAsync();
    }

    private Task<HttpResponseMessage> Send(string method, string path, params (string Name, string Value)[] headers)
    {
        HttpRequestMessage request = new HttpRequestMessage(new HttpMethod(method), path);
        if (method == "PATCH")
            request.Content = JsonContent.Create(new { Site = "x" });
        foreach ((string? name, string? value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return _client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private Task<HttpResponseMessage> Post(string path, object body) => _client.PostAsJsonAsync(
        new Uri(path, UriKind.Relative), body, TestContext.Current.CancellationToken);
}
