using System.Globalization;
using System.Text.Json;
using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Tests.Data;
using Xunit;

namespace SalesforceCC.Emulator.Tests.Soql;

public sealed class PagingTests(SharedOrg shared)
{
    private const string Fields =
        "Id, Name, Text__c, Email__c, Status__c, Amount__c, Score__c, Count__c, Share__c, Active__c, Day__c, Moment__c, " +
        "Phone__c, Url__c, Notes__c, OwnerId, CreatedDate, SystemModstamp";

    private readonly SampleOrg _org = shared.Org;

    [Theory]
    [InlineData("")]
    [InlineData(" ORDER BY Amount__c DESC, Name")]
    [InlineData(" WHERE Count__c >= 0")]
    public void Pages_hold_every_row_once(string rest)
    {
        using IQueryCursor cursor = _org.Store.Query("SELECT Name FROM Big__c" + rest, SampleOrg.Options());
        Assert.Equal((SharedOrg.Rows, 2_000), (cursor.TotalSize, cursor.PageSize));
        List<string> names = new List<string>();
        for (int offset = 0; ;)
        {
            JsonElement page = SampleOrg.Page(cursor, offset, "/x/query/01g");
            Assert.Equal(SharedOrg.Rows, page.GetProperty("totalSize").GetInt32());
            names.AddRange(page.GetProperty("records").EnumerateArray().Select(r => r.GetProperty("Name").GetString()!));
            if (page.GetProperty("done").GetBoolean()) break;
            Assert.Equal(["totalSize", "done", "nextRecordsUrl", "records"], page.EnumerateObject().Select(p => p.Name));
            offset += 2_000;
            Assert.Equal($"/x/query/01g-{offset}", page.GetProperty("nextRecordsUrl").GetString());
        }
        Assert.Equal(SharedOrg.Rows, names.Distinct(StringComparer.Ordinal).Count());
        if (rest.Length == 0) Assert.Equal(names.Order(StringComparer.Ordinal), names);
    }

    [Fact]
    public void Generated_rows_are_the_same_at_every_start()
    {
        using SampleOrg other = new SampleOrg(rows: SharedOrg.Rows);
        string soql = $"SELECT {Fields} FROM Big__c WHERE Name = 'Big 00004321'";
        string text = _org.Query(soql).GetRawText();
        Assert.Equal(text, other.Query(soql).GetRawText());
        JsonElement rows = _org.Query($"SELECT {Fields} FROM Big__c LIMIT 1000").GetProperty("records");
        Assert.Equal(19, rows[0].EnumerateObject().Count());
        Assert.DoesNotContain(rows[0].EnumerateObject(), p => p.Value.ValueKind == JsonValueKind.Null);
        Assert.InRange(rows.EnumerateArray().Average(r => System.Text.Encoding.UTF8.GetByteCount(r.GetRawText())), 760, 820);
        Assert.Matches("[äöüß]", rows.GetRawText());
    }

    [Fact]
    public void A_snapshot_stays_as_it_was()
    {
        using SampleOrg org = new();
        using IQueryCursor all = org.Store.Query("SELECT Id FROM Lead", SampleOrg.Options(200));
        using IQueryCursor some = org.Store.Query("SELECT Id FROM Lead WHERE LastName != null", SampleOrg.Options(200));
        org.Insert("Lead", """{"LastName":"late","Company":"x"}""");
        org.Store.Delete(org.Type("Lead"), org.Id("Lead", "LastName = 'Anonymous'"), org.Store.AdminUserId);
        Assert.Equal(8, SampleOrg.Page(all, 0).GetProperty("records").GetArrayLength());
        Assert.Equal(8, SampleOrg.Page(some, 0).GetProperty("records").GetArrayLength());
        Assert.Equal(8, org.Query("SELECT Id FROM Lead").GetProperty("totalSize").GetInt32());
    }

    [Fact]
    public void Limit_and_offset_apply_before_paging()
    {
        using IQueryCursor cursor = _org.Store.Query("SELECT Name FROM Big__c LIMIT 300 OFFSET 2000", SampleOrg.Options(200));
        Assert.Equal(300, cursor.TotalSize);
        Assert.Equal("Big 00002001", SampleOrg.Page(cursor, 0).GetProperty("records")[0].GetProperty("Name").GetString());
        Assert.Equal(100, SampleOrg.Page(cursor, 200).GetProperty("records").GetArrayLength());
        Assert.Equal(0, _org.Query("SELECT Name FROM Account OFFSET 2000").GetProperty("totalSize").GetInt32());
    }

    [Fact]
    public void Two_long_texts_make_short_pages()
    {
        using IQueryCursor one = _org.Store.Query("SELECT Remarks__c FROM Invoice__c", SampleOrg.Options());
        using IQueryCursor two = _org.Store.Query("SELECT Remarks__c, Terms__c FROM Invoice__c", SampleOrg.Options());
        Assert.Equal((2_000, 200), (one.PageSize, two.PageSize));
    }

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
        JsonElement records = _org.Query(
            "SELECT Name, (SELECT Name, (SELECT Quantity__c, Product__r.Name FROM Lines__r ORDER BY Id) FROM Account.Invoices__r WHERE Total__c > 100 ORDER BY Name LIMIT 1), " +
            "(SELECT Id FROM ChildAccounts) FROM Account WHERE Name LIKE 'Nordlicht%'").GetProperty("records");
        JsonElement invoice = records[0].GetProperty("Invoices__r").GetProperty("records")[0];
        Assert.Equal("INV-00001", invoice.GetProperty("Name").GetString());
        Assert.Equal("Barometer B7", invoice.GetProperty("Lines__r").GetProperty("records")[0].GetProperty("Product__r").GetProperty("Name").GetString());
        Assert.Equal("null", records[0].GetProperty("ChildAccounts").GetRawText());
    }
}
