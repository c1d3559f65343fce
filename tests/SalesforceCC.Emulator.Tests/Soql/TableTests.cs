using System.Text;
using System.Text.Json;
using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Soql.Results.Csv;
using SalesforceCC.Emulator.Soql.Validation;
using SalesforceCC.Emulator.Tests.Data;
using Xunit;

namespace SalesforceCC.Emulator.Tests.Soql;

/// <summary>Rows of a query as CSV: the same plan as JSON is made of, in the order of the SELECT list.</summary>
public sealed class TableTests(SharedOrg shared)
{
    private readonly OrgStore _store = shared.Org.Store;

    [Fact]
    public void Columns_stand_in_the_order_of_the_query_under_their_paths()
    {
        string csv = Csv("SELECT account.NAME, LastName, Account.Owner.Username, Id, Account.Phone FROM Contact ORDER BY Id LIMIT 1");
        Assert.StartsWith("\"Account.Name\",\"LastName\",\"Account.Owner.Username\",\"Id\",\"Account.Phone\"\n", csv, StringComparison.Ordinal);
        Assert.Equal(2, csv.Count(c => c == '\n'));
    }

    [Fact]
    public void Each_value_is_quoted_and_null_is_empty()
    {
        using SampleOrg org = new();
        SObjectType type = org.Store.FindType("Account")!;
        string id = org.Store.Insert(
            type,
            JsonSerializer.SerializeToElement(new { Name = "A \"B\",\nC", AccountNumber = "\"\"9\"", AnnualRevenue = 350_000_000, NumberOfEmployees = 7 }),
            org.Store.AdminUserId);
        Assert.Equal(
            "\"Name\";\"AccountNumber\";\"Site\";\"AnnualRevenue\";\"NumberOfEmployees\";\"IsDeleted\"\r\n\"A \"\"B\"\",\nC\";\"\"\"\"\"9\"\"\";\"\";\"3.5E8\";\"7\";\"false\"\r\n",
            Csv(org.Store, $"SELECT Name, AccountNumber, Site, AnnualRevenue, NumberOfEmployees, IsDeleted FROM Account WHERE Id = '{id}'", new CsvFormat(';', "\r\n")));
    }

    [Fact]
    public void Moments_end_with_Z()
    {
        string csv = Csv("SELECT CreatedDate FROM Account LIMIT 1");
        Assert.Matches("^\"CreatedDate\"\n\"\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.000Z\"\n$", csv);
    }

    [Fact]
    public void Positions_of_rows_cut_the_table_into_whole_lines()
    {
        using MemoryStream bytes = new();
        List<long> ends = [];
        long header = Table("SELECT Id, Name FROM Account ORDER BY Name").Write(bytes, CsvFormat.Default, ends.Add, TestContext.Current.CancellationToken);
        string text = Encoding.UTF8.GetString(bytes.ToArray());
        Assert.Equal(_store.Count(_store.FindType("Account")!), ends.Count);
        Assert.Equal("\"Id\",\"Name\"\n".Length, header);
        Assert.Equal(bytes.Length, ends[^1]);
        long start = header;
        foreach (long end in ends)
        {
            Assert.StartsWith("\"001", Encoding.UTF8.GetString(bytes.ToArray(), (int)start, (int)(end - start)), StringComparison.Ordinal);
            start = end;
        }
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_table_is_handed_over_in_pieces()
    {
        using Pieces bytes = new();
        long last = 0;
        Table("SELECT Id, Name, Text__c, Notes__c FROM Big__c").Write(bytes, CsvFormat.Default, end => last = end, TestContext.Current.CancellationToken);
        Assert.Equal(last, bytes.Length);
        Assert.True(bytes.Sizes.Count > 2);
        // A piece ends with the row that makes it long enough.
        Assert.All(bytes.Sizes[..^1], size => Assert.InRange(size, 256 * 1024, 257 * 1024));
        Assert.Equal(SharedOrg.Rows + 1, Encoding.UTF8.GetString(bytes.ToArray()).Count(c => c == '\n'));
    }

    [Fact]
    public void Nobody_waits_for_a_table_that_is_not_wanted_any_more()
    {
        using Pieces bytes = new();
        using CancellationTokenSource cancel = new();
        cancel.Cancel();
        Assert.Throws<OperationCanceledException>(
            () => Table("SELECT Id, Name, Text__c, Notes__c FROM Big__c").Write(bytes, CsvFormat.Default, _ => { }, cancel.Token));
        Assert.Empty(bytes.Sizes);
    }

    [Theory]
    [InlineData("SELECT BillingAddress FROM Account", "Selecting compound data not supported in Bulk Query")]
    [InlineData("SELECT VersionData FROM ContentVersion", "Selecting binary data not supported in Bulk Query")]
    [InlineData("SELECT COUNT() FROM Account", "Aggregate Relationships not supported in Bulk Query")]
    [InlineData("SELECT Name, COUNT(Id) FROM Account GROUP BY Name", "Aggregate Relationships not supported in Bulk Query")]
    [InlineData("SELECT Id, (SELECT Id FROM Contacts) FROM Account", "Nested queries not supported in Bulk Query")]
    [InlineData("SELECT TYPEOF What WHEN Account THEN Phone END FROM Task", "TYPEOF not supported in Bulk Query")]
    [InlineData("SELECT Id FROM Account LIMIT 1 OFFSET 1", "Offset not supported in Bulk Query")]
    public void What_is_no_table_is_refused(string soql, string reason)
    {
        SalesforceError error = Assert.Throws<SalesforceError>(() => Table(soql));
        Assert.EndsWith(reason, error.Message, StringComparison.Ordinal);
    }

    private QueryTable Table(string soql) => Table(_store, soql);

    private static QueryTable Table(OrgStore store, string soql) => store.Table(soql, new QueryOptions(false, 1, "") { Api = SoqlApi.Bulk });

    private string Csv(string soql) => Csv(_store, soql);

    private static string Csv(OrgStore store, string soql, CsvFormat? format = null)
    {
        using MemoryStream bytes = new();
        Table(store, soql).Write(bytes, format ?? CsvFormat.Default, _ => { }, TestContext.Current.CancellationToken);
        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    /// <summary>How many bytes came at once.</summary>
    private sealed class Pieces : MemoryStream
    {
        public List<int> Sizes { get; } = [];

        public override void Write(byte[] buffer, int offset, int count)
        {
            Sizes.Add(count);
            base.Write(buffer, offset, count);
        }
    }
}
