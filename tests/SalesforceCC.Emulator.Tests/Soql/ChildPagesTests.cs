using System.Globalization;
using System.Text.Json;
using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Tests.Data;
using Xunit;

namespace SalesforceCC.Emulator.Tests.Soql;

/// <summary>Pages of rows that bring children.</summary>
public sealed class ChildPagesTests(SharedOrg shared)
{
    [Fact]
    public void Children_count_as_rows_and_long_lists_get_a_locator()
    {
        using SampleOrg org = new();
        string many = org.Insert("Account", """{"Name":"Many children"}""");
        string few = org.Insert("Account", """{"Name":"Few children"}""");
        org.Store.Together(() =>
        {
            for (int i = 0; i < 3_000; i++) org.Insert("Contact", $$"""{"LastName":"c{{i:0000}}","AccountId":"{{many}}"}""");
            for (int i = 0; i < 3; i++) org.Insert("Contact", $$"""{"LastName":"d{{i}}","AccountId":"{{few}}"}""");
        });
        List<IQueryCursor> registered = new List<IQueryCursor>();
        QueryOptions options = SampleOrg.Options() with
        {
            RegisterChild = child =>
            {
                registered.Add(child);
                return $"/x/query/01gChild{registered.Count}";
            },
        };
        using IQueryCursor cursor = org.Store.Query(
            "SELECT Name, (SELECT LastName FROM Contacts ORDER BY LastName) FROM Account WHERE Name LIKE '% children' ORDER BY Name DESC", options);
        JsonElement first = SampleOrg.Page(cursor, 0, "/x/query/01gTop");
        Assert.Equal("/x/query/01gTop-1", first.GetProperty("nextRecordsUrl").GetString());
        JsonElement children = Assert.Single(first.GetProperty("records").EnumerateArray()).GetProperty("Contacts");
        Assert.Equal(["totalSize", "done", "nextRecordsUrl", "records"], children.EnumerateObject().Select(p => p.Name));
        Assert.Equal((3_000, 2_000), (children.GetProperty("totalSize").GetInt32(), children.GetProperty("records").GetArrayLength()));
        Assert.Equal("/x/query/01gChild1-2000", children.GetProperty("nextRecordsUrl").GetString());
        JsonElement rest = SampleOrg.Page(Assert.Single(registered), 2_000, "/x/query/01gChild1");
        Assert.True(rest.GetProperty("done").GetBoolean());
        Assert.Equal((1_000, "c2000"), (rest.GetProperty("records").GetArrayLength(), rest.GetProperty("records")[0].GetProperty("LastName").GetString()));
        JsonElement second = SampleOrg.Page(cursor, 1, "/x/query/01gTop");
        Assert.Equal(3, second.GetProperty("records")[0].GetProperty("Contacts").GetProperty("records").GetArrayLength());
        Assert.True(second.GetProperty("done").GetBoolean());
    }

    // With six rows a page: a row and its children, up to the page's end and no further.
    [Theory]
    [InlineData("2 2 2", "2 1")]
    [InlineData("2 3 2", "1 1 1")]
    [InlineData("0 0 0 0 0 0 0", "6 1")]
    [InlineData("1 4 9 0", "1 1 1 1")]
    [InlineData("9 0 0 2 0 0", "1 4 1")]
    [InlineData("5 5", "1 1")]
    [InlineData("2+2 2+2", "1 1")]
    [InlineData("1+1 1+1", "2")]
    public void A_page_is_filled_with_rows_and_their_children(string children, string pages)
    {
        using SampleOrg org = new();
        org.Store.Together(() =>
        {
            foreach (string count in children.Split(' '))
            {
                string account = org.Insert("Account", $$"""{"Name":"with {{count}}","Site":"paged"}""");
                int[] both = Counts(count);
                for (int i = 0; i < both[0]; i++) org.Insert("Contact", $$"""{"LastName":"c{{i}}","AccountId":"{{account}}"}""");
                for (int i = 0; i < both[1]; i++) org.Insert("Case", $$"""{"Subject":"c{{i}}","AccountId":"{{account}}"}""");
            }
        });
        QueryOptions options = SampleOrg.Options(6) with { RegisterChild = _ => "/x/query/01gChild" };
        using IQueryCursor cursor = org.Store.Query("SELECT Name, (SELECT LastName FROM Contacts), (SELECT Subject FROM Cases) FROM Account WHERE Site = 'paged' ORDER BY Id", options);
        List<JsonElement> rows = [];
        List<int> sizes = [];
        for (bool done = false; !done;)
        {
            JsonElement page = SampleOrg.Page(cursor, rows.Count);
            done = page.GetProperty("done").GetBoolean();
            sizes.Add(page.GetProperty("records").GetArrayLength());
            rows.AddRange(page.GetProperty("records").EnumerateArray());
        }
        Assert.Equal(pages, string.Join(' ', sizes));
        Assert.Equal(children.Split(' ').Select(c => $"with {c}"), rows.Select(r => r.GetProperty("Name").GetString()));
        Assert.All(rows, row => Assert.Equal(
            Counts(row.GetProperty("Name").GetString()![5..]).Select(c => Math.Min(c, 6)), [Length(row, "Contacts"), Length(row, "Cases")]));

        static int[] Counts(string text) => [.. (text.Contains('+') ? text : text + "+0").Split('+').Select(c => int.Parse(c, CultureInfo.InvariantCulture))];
        static int Length(JsonElement row, string list) =>
            row.GetProperty(list) is { ValueKind: JsonValueKind.Object } found ? found.GetProperty("records").GetArrayLength() : 0;
    }

    [Fact]
    public void Subqueries_nest_and_are_null_without_rows()
    {
        JsonElement records = shared.Org.Query(
            "SELECT Name, (SELECT Name, (SELECT Quantity__c, Product__r.Name FROM Lines__r ORDER BY Id) FROM Account.Invoices__r WHERE Total__c > 100 ORDER BY Name LIMIT 1), " +
            "(SELECT Id FROM ChildAccounts) FROM Account WHERE Name LIKE 'Nordlicht%'").GetProperty("records");
        JsonElement invoice = records[0].GetProperty("Invoices__r").GetProperty("records")[0];
        Assert.Equal("INV-00001", invoice.GetProperty("Name").GetString());
        Assert.Equal("Barometer B7", invoice.GetProperty("Lines__r").GetProperty("records")[0].GetProperty("Product__r").GetProperty("Name").GetString());
        Assert.Equal("null", records[0].GetProperty("ChildAccounts").GetRawText());
    }
}
