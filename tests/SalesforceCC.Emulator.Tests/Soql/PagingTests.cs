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
}
