using SalesforceCC.Query;
using SalesforceCC.Records;
using Xunit;
using static SalesforceCC.Client.Tests.Records.Reading;

namespace SalesforceCC.Client.Tests.Records;

public class FlatRowsTests
{
    private const string Owner = """{"attributes":{"type":"User","url":"/x"},"Name":"Jonas","Profile":{"attributes":{"type":"Profile","url":"/x"},"Name":"Standard"}}""";

    private static async Task<List<SfRecord>> FlatAsync(string soql, params string[] rows)
    {
        Selection? selection = SoqlOutline.Of(soql).Selection;
        FlatRows flat = new(selection);
        return [.. (await Rows("Flat__c", new PageReader(new FakeTypes(), selection), rows)).Select(flat.Of)];
    }

    private static string[] Show(SfRecord row) => [.. row.GetType().GetProperties().Select(p => $"{p.Name}={p.GetValue(row)}")];

    [Fact]
    public async Task Each_path_is_a_property_in_the_query_s_order_also_where_the_first_row_has_no_parent()
    {
        List<SfRecord> rows = await FlatAsync(
            "SELECT Owner.Profile.Name, Id, owner.name FROM Flat__c",
            "\"Owner\":null,\"Id\":\"1\"",
            $"\"Owner\":{Owner},\"Id\":\"2\"",
            """ "Owner":{"attributes":{"type":"User"},"Name":"Ann","Profile":null},"Id":"3" """);

        Assert.Equal(["Owner.Profile.Name=", "Id=1", "owner.name="], Show(rows[0]));
        Assert.Equal(["Owner.Profile.Name=Standard", "Id=2", "owner.name=Jonas"], Show(rows[1]));
        Assert.Equal(["Owner.Profile.Name=", "Id=3", "owner.name=Ann"], Show(rows[2]));
        Assert.Single(rows.Select(r => r.GetType()).Distinct());
        Assert.Equal("Salesforce.Flat__c", rows[0].GetType().FullName);
        Assert.Equal("Jonas", rows[1].GetValue("OWNER.NAME"));
    }

    [Theory]
    [InlineData("SELECT a.Id, a.Owner.Name FROM Flat__c a", "Id,Owner.Name")]
    [InlineData("SELECT Flat__c.Id, Flat__c.Owner.Name FROM Flat__c", "Id,Owner.Name")]
    [InlineData("SELECT o.Name, a.Id FROM Flat__c a, a.Owner o", "Owner.Name,Id")]
    [InlineData("SELECT FIELDS(ALL), Owner.Name FROM Flat__c", "Id,Owner.Name")]
    [InlineData("SELECT Owner.Name, FIELDS(STANDARD) FROM Flat__c", "Owner.Name,Id")]
    [InlineData("SELECT Id, toLabel(Owner.Name) FROM Flat__c", "Id,Owner.Name")]
    [InlineData("SELECT Id FROM Flat__c", "Id,Owner")]
    [InlineData("what is this", "Owner.Name,Owner.Profile.Name,Id")]
    public async Task Columns(string soql, string names) =>
        Assert.Equal(names, string.Join(',', (await FlatAsync(soql, $"\"Owner\":{Owner},\"Id\":\"2\""))[0].GetFieldNames()));

    [Fact]
    public async Task Children_stay_an_array_and_an_alias_is_a_column()
    {
        List<SfRecord> rows = await FlatAsync(
            "SELECT FORMAT(Amount) amount, (SELECT Id FROM Contacts), Owner.Name FROM Flat__c",
            "\"amount\":\"1\",\"Contacts\":null,\"Owner\":null",
            $"\"amount\":\"2\",\"Contacts\":{{\"done\":true,\"records\":[{{\"Id\":\"3\"}}]}},\"Owner\":{Owner}");

        Assert.Equal(["amount", "Contacts", "Owner.Name"], rows[0].GetFieldNames());
        Assert.Empty((SfRecord[])rows[0].GetValue("Contacts")!);
        Assert.Equal("3", ((SfRecord[])rows[1].GetValue("Contacts")!)[0].GetValue("Id"));
    }

    [Fact]
    public async Task TYPEOF_has_the_columns_of_all_its_branches()
    {
        List<SfRecord> rows = await FlatAsync(
            "SELECT TYPEOF What WHEN Flat__c THEN Name, Phone WHEN Opportunity THEN Name, Amount END, Subject FROM Task",
            """ "What":null,"Subject":"a" """,
            """ "What":{"attributes":{"type":"Flat__c"},"Name":"n","Phone":"p"},"Subject":"b" """,
            """ "What":{"attributes":{"type":"Opportunity"},"Name":"o","Amount":1.5},"Subject":"c" """);

        Assert.Equal(["What.Name", "What.Phone", "What.Amount", "Subject"], rows[0].GetFieldNames());
        Assert.Equal(new object?[] { null, null, null, "a" }, ValuesOf(rows[0]));
        Assert.Equal(new object?[] { "n", "p", null, "b" }, ValuesOf(rows[1]));
        Assert.Equal(new object?[] { "o", null, 1.5m, "c" }, ValuesOf(rows[2]));
    }

    [Fact]
    public async Task Grouped_rows_are_flat_already()
    {
        Selection? selection = SoqlOutline.Of("SELECT Flat__c.Name, COUNT(Id) n FROM Contact GROUP BY Flat__c.Name").Selection;
        RecordPage page = await Rows("AggregateResult", new PageReader(null, selection), "\"Name\":\"x\",\"n\":1");
        Assert.Same(page[0], new FlatRows(selection).Of(page[0]));
    }

    [Fact]
    public async Task A_flat_row_is_its_row_also_when_it_is_changed()
    {
        Selection? selection = SoqlOutline.Of("SELECT Name, Owner.Name FROM Flat__c").Selection;
        SfRecord source = (await Page(
            $$"""{"done":true,"records":[{"attributes":{"type":"Flat__c","url":"/x/001000000000001AAA"},"Name":"a","Owner":{{Owner}}}]}""",
            new PageReader(new FakeTypes(), selection, new RecordOrigin("00D", new Uri("https://a.example")))))[0];
        SfRecord row = new FlatRows(selection).Of(source);

        ((dynamic)row).Name = "b";
        row.Set(1, "Ann");

        Assert.Equal("001000000000001AAA", row.GetId());
        Assert.Equal("00D", row.GetOrganizationId());
        Assert.Equal(["Name"], row.GetChangedFields());
        Assert.Equal(("a", "Jonas"), (row.GetOriginalValue("Name"), row.GetOriginalValue("Owner.Name")));
        Assert.Equal("b", source.GetValue("Name"));
        Assert.True(((SfRecord)source.GetValue("Owner")!).HasChanges());
        row.AcceptChanges();
        Assert.False(row.HasChanges());
        Assert.Throws<SfException>(() => new FlatRows(selection).Of(Without()).Set(1, "x"));

        SfRecord Without()
        {
            source.Set(1, null);
            return source;
        }
    }
}
