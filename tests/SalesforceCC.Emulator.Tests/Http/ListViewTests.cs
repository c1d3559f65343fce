using System.Net.Http.Json;
using System.Text.Json;
using Xunit;

namespace SalesforceCC.Emulator.Tests.Http;

public sealed class ListViewTests(LedgerOrg org) : IClassFixture<LedgerOrg>
{
    private const string Account = LedgerOrg.Base + "/sobjects/Account";

    [Theory]
    [InlineData("Contact", "AllContacts MyContacts RecentlyViewedContacts")]
    [InlineData("Invoice__c", "All")]
    [InlineData("Profile", "")]
    public async Task Objects_that_users_work_with_have_list_views(string type, string names)
    {
        JsonElement list = await org.GetAsync($"{LedgerOrg.Base}/sobjects/{type}/listviews");
        Assert.Equal(["done", "listviews", "nextRecordsUrl", "size", "sobjectType"], Keys(list));
        JsonElement[] views = list.GetProperty("listviews").EnumerateArray().ToArray();
        Assert.Equal(names, string.Join(' ', views.Select(v => Text(v, "developerName")).Order(StringComparer.Ordinal)));
        foreach (JsonElement view in views)
        {
            Assert.Equal(["describeUrl", "developerName", "id", "label", "resultsUrl", "soqlCompatible", "url"], Keys(view));
            Assert.Equal(view.GetRawText(), (await org.GetAsync(Text(view, "url"))).GetRawText());
            Assert.Equal(type, Text(await org.GetAsync(Text(view, "describeUrl")), "sobjectType"));
            Assert.True((await org.GetAsync(Text(view, "resultsUrl"))).GetProperty("size").GetInt32() >= 0);
        }
    }

    [Fact]
    public async Task They_are_rows_as_well()
    {
        JsonElement[] rows = await org.QueryAsync("SELECT Id, Name, IsSoqlCompatible FROM ListView WHERE SobjectType = 'Account' AND DeveloperName = 'RecentlyViewedAccounts'");
        JsonElement row = Assert.Single(rows);
        Assert.Equal("Recently Viewed Accounts", Text(row, "Name"));
        Assert.False(row.GetProperty("IsSoqlCompatible").GetBoolean());
        Assert.Equal("RecentlyViewedAccounts", Text(await org.GetAsync($"{Account}/listviews/{Text(row, "Id")[..15]}"), "developerName"));
    }

    [Fact]
    public async Task The_query_of_a_describe_gives_the_rows_of_the_results()
    {
        JsonElement view = await ViewAsync("AllAccounts");
        JsonElement describe = await org.GetAsync(Text(view, "describeUrl"));
        Assert.Equal(["columns", "id", "orderBy", "query", "scope", "sobjectType", "whereCondition"], Keys(describe));
        Assert.Equal(
            "SELECT Name, Site, BillingState, Phone, toLabel(Type), Owner.Alias, Id, CreatedDate, LastModifiedDate, SystemModstamp " +
            "FROM Account ORDER BY Name ASC NULLS FIRST, Id ASC NULLS FIRST",
            Text(describe, "query"));
        JsonElement results = await org.GetAsync($"{Text(view, "resultsUrl")}?limit=2000");
        Assert.Equal(["columns", "developerName", "done", "id", "label", "records", "size"], Keys(results));
        Assert.Equal(
            (await org.QueryAsync(Text(describe, "query"))).Select(r => Text(r, "Name")),
            results.GetProperty("records").EnumerateArray().Select(r => Cell(r, "Name")));
    }

    [Fact]
    public async Task Results_come_page_by_page()
    {
        string url = Text(await ViewAsync("AllAccounts"), "resultsUrl");
        JsonElement all = await org.GetAsync($"{url}?limit=2000");
        List<string?> ids = [];
        while (true)
        {
            JsonElement page = await org.GetAsync($"{url}?limit=7&offset={ids.Count}");
            Assert.Equal(page.GetProperty("size").GetInt32(), page.GetProperty("records").GetArrayLength());
            ids.AddRange(page.GetProperty("records").EnumerateArray().Select(r => Cell(r, "Id")));
            if (page.GetProperty("done").GetBoolean())
                break;
        }

        Assert.Equal(all.GetProperty("records").EnumerateArray().Select(r => Cell(r, "Id")), ids);
        foreach (string wrong in new[] { "limit=0", "limit=2001", "offset=2001", "limit=x" })
        {
            using HttpResponseMessage refused = await org.Client.GetAsync(new Uri($"{url}?{wrong}", UriKind.Relative), TestContext.Current.CancellationToken);
            await refused.IsErrorAsync(400, "NUMBER_OUTSIDE_VALID_RANGE");
        }
    }

    [Fact]
    public async Task Recently_viewed_rows_are_no_query_and_come_newest_first()
    {
        JsonElement[] rows = await org.QueryAsync("SELECT Id, Name FROM Account LIMIT 3");
        foreach (JsonElement row in rows)
            await org.GetAsync($"{Account}/{Text(row, "Id")}");
        JsonElement view = await ViewAsync("RecentlyViewedAccounts");
        Assert.False(view.GetProperty("soqlCompatible").GetBoolean());
        Assert.Equal(JsonValueKind.Null, (await org.GetAsync(Text(view, "describeUrl"))).GetProperty("query").ValueKind);
        JsonElement results = await org.GetAsync($"{Text(view, "resultsUrl")}?limit=3");
        Assert.Equal(rows.Reverse().Select(r => Text(r, "Name")), results.GetProperty("records").EnumerateArray().Select(r => Cell(r, "Name")));
    }

    [Fact]
    public async Task Moments_are_texts_of_another_form()
    {
        using HttpResponseMessage created = await org.Client.PostAsJsonAsync(
            new Uri("/__org/list-views", UriKind.Relative),
            new { sobjectType = "Opportunity", developerName = "Dated", columns = new[] { "Name", "CloseDate", "Amount", "IsWon", "Account.Name" }, where = "Amount != null" },
            TestContext.Current.CancellationToken);
        string? view = (await created.JsonAsync()).GetProperty("id").GetString();
        JsonElement results = await org.GetAsync($"{LedgerOrg.Base}/sobjects/Opportunity/listviews/{view}/results?limit=1");
        JsonElement row = results.GetProperty("records")[0];
        JsonElement typed = Assert.Single(await org.QueryAsync($"SELECT CloseDate, Amount, IsWon, CreatedDate, Account.Name FROM Opportunity WHERE Id = '{Cell(row, "Id")}'"));
        Assert.Matches("^(Mon|Tue|Wed|Thu|Fri|Sat|Sun) [A-Z][a-z]{2} [0-9]{2} 00:00:00 GMT [0-9]{4}$", Cell(row, "CloseDate"));
        Assert.Matches("^[A-Z][a-z]{2} [A-Z][a-z]{2} [0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2} GMT [0-9]{4}$", Cell(row, "CreatedDate"));
        Assert.Equal(typed.GetProperty("Amount").GetRawText(), Cell(row, "Amount"));
        Assert.Equal(typed.GetProperty("IsWon").GetRawText(), Cell(row, "IsWon"));
        Assert.Equal(Text(typed.GetProperty("Account"), "Name"), Cell(row, "Account.Name"));
    }

    [Fact]
    public async Task A_view_can_be_added()
    {
        using HttpResponseMessage created = await org.Client.PostAsJsonAsync(
            new Uri("/__org/list-views", UriKind.Relative),
            new
            {
                sobjectType = "account",
                developerName = "Mine_in_Vienna",
                label = "Mine in Vienna",
                scope = "mine",
                columns = new[] { "Name", "BillingCity" },
                where = "(Name LIKE 'A%' OR NOT Type IN ('Prospect', 'Other')) AND CreatedDate = LAST_N_DAYS:9",
                orderBy = "BillingCity",
                descending = true,
            },
            TestContext.Current.CancellationToken);
        Assert.True(created.IsSuccessStatusCode, await created.TextAsync());
        JsonElement describe = await org.GetAsync(Text(await ViewAsync("Mine_in_Vienna"), "describeUrl"));
        Assert.EndsWith(
            "FROM Account USING SCOPE mine WHERE (Name LIKE 'A%' OR NOT Type IN ('Prospect', 'Other')) AND CreatedDate = LAST_N_DAYS:9 " +
            "ORDER BY BillingCity DESC NULLS LAST, Id ASC NULLS FIRST",
            Text(describe, "query"),
            StringComparison.Ordinal);
        Assert.Equal(
            """
            {"conditions":[{"conditions":[{"field":"Name","operator":"like","values":["'A%'"]},{"condition":{"field":"Type","operator":"in","values":["'Prospect'","'Other'"]}}],"conjunction":"or"},{"field":"CreatedDate","operator":"equals","values":["LAST_N_DAYS:9"]}],"conjunction":"and"}
            """.Trim(),
            describe.GetProperty("whereCondition").GetRawText());
        JsonElement sorted = describe.GetProperty("columns")[1];
        Assert.Equal(("BillingCity", "descending", 0), (Text(sorted, "fieldNameOrPath"), Text(sorted, "sortDirection"), sorted.GetProperty("sortIndex").GetInt32()));
    }

    [Theory]
    [InlineData("""{"sobjectType":"Nothing","developerName":"x"}""", "no object 'Nothing'")]
    [InlineData("""{"sobjectType":"Account"}""", "developerName is missing")]
    [InlineData("""{"sobjectType":"Account","developerName":"allaccounts"}""", "already")]
    [InlineData("""{"sobjectType":"Account","developerName":"x","columns":["Nmae"]}""", "no 'Nmae'")]
    [InlineData("""{"sobjectType":"Account","developerName":"x","where":"Nmae = 'x'"}""", "No such column 'Nmae'")]
    [InlineData("""{"sobjectType":"Account","developerName":"x","where":"Id IN (SELECT AccountId FROM Contact)"}""", "semi joins")]
    [InlineData("""{"sobjectType":"Account","developerName":"x","scope":"team"}""", "team")]
    public async Task A_view_that_makes_no_sense_is_refused(string order, string reason)
    {
        using StringContent content = new StringContent(order);
        using HttpResponseMessage answer = await org.Client.PostAsync(new Uri("/__org/list-views", UriKind.Relative), content, TestContext.Current.CancellationToken);
        Assert.Equal(400, (int)answer.StatusCode);
        Assert.Contains(reason, await answer.TextAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/Account/listviews/00B000000000000")]
    [InlineData("/Account/listviews/nonsense/describe")]
    [InlineData("/Contact/listviews/{view}/results")]
    public async Task What_is_no_view_of_the_object_is_not_found(string path)
    {
        using HttpResponseMessage answer = await org.Client.GetAsync(new Uri($"{LedgerOrg.Base}/sobjects{org.Fill(path)}", UriKind.Relative), TestContext.Current.CancellationToken);
        await answer.IsErrorAsync(404, "NOT_FOUND", "The requested resource does not exist");
    }

    private async Task<JsonElement> ViewAsync(string name) =>
        (await org.GetAsync($"{Account}/listviews")).GetProperty("listviews").EnumerateArray().Single(v => Text(v, "developerName") == name);

    private static string? Cell(JsonElement row, string path) => row.GetProperty("columns").EnumerateArray()
        .Single(c => Text(c, "fieldNameOrPath") == path).GetProperty("value").GetString();

    private static string Text(JsonElement value, string name) => value.GetProperty(name).GetString()!;

    private static string[] Keys(JsonElement value) => [.. value.EnumerateObject().Select(p => p.Name)];
}
