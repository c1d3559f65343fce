using System.IO.Compression;
using System.Text;
using SalesforceCC.Bulk;

namespace SalesforceCC.Client.Tests.Bulk;

public sealed class ExportTests
{
    private const string Header = "\"Id\",\"Name\"\n";

    [Theory]
    [InlineData(1, 5)]
    [InlineData(5, 5)]
    [InlineData(6, 5)]
    [InlineData(20, 5)]
    [InlineData(7, 1)]
    public async Task Pages_come_at_once_and_stand_in_order(int count, int throttleLimit)
    {
        await using ExportOrg org = await ExportOrg.StartAsync(Numbered(count));
        org.Records = count * 2;

        SfBulkExport result = await org.ExportAsync(org.File(), s => s with { ThrottleLimit = throttleLimit });

        Assert.Equal(Header + string.Concat(Enumerable.Range(0, count * 2).Select(Row)), await File.ReadAllTextAsync(org.File(), Guard.Stop));
        Assert.Equal((count * 2, count, new FileInfo(org.File()).Length), (result.Records, result.Pages, result.Bytes));
        Assert.False(Directory.Exists(WorkFolder.Of(org.File())));
        Assert.All(Enumerable.Range(1, count), n => Assert.Equal(1, org.Asked(n)));
    }

    [Fact]
    public async Task Packed_pages_are_one_file_for_every_reader()
    {
        await using ExportOrg org = await ExportOrg.StartAsync(Numbered(7));

        await org.ExportAsync(org.File("accounts.csv.gz"));

        using GZipStream gzip = new(File.OpenRead(org.File("accounts.csv.gz")), CompressionMode.Decompress);
        using StreamReader reader = new(gzip);
        Assert.Equal(Header + string.Concat(Enumerable.Range(0, 14).Select(Row)), await reader.ReadToEndAsync(Guard.Stop));
    }

    [Fact]
    public async Task Json_lines_have_the_types_of_the_fields()
    {
        await using ExportOrg org = await ExportOrg.StartAsync(
            "Id,Name,NumberOfEmployees,AnnualRevenue,IsDeleted,CreatedDate,Owner.Name,Owner.IsActive,Owner.Profile.Name\n" +
            "\"001\",\"42\",\"42\",\"1.50\",\"false\",\"2026-01-01T00:00:00.000Z\",\"\",\"\",\"\"\n" +
            "\"002\",\"a \"\"b\"\"\nc\",\"\",\"\",\"true\",\"\",\"Ada\",\"true\",\"\"\n");

        await org.ExportAsync(org.File("a.jsonl"), soql: "SELECT Id, Name FROM Account");

        Assert.Equal(
            """
            {"Id":"001","Name":"42","NumberOfEmployees":42,"AnnualRevenue":1.50,"IsDeleted":false,"CreatedDate":"2026-01-01T00:00:00.000Z","Owner":null}
            {"Id":"002","Name":"a \"b\"\nc","NumberOfEmployees":null,"AnnualRevenue":null,"IsDeleted":true,"CreatedDate":null,"Owner":{"Name":"Ada","IsActive":true,"Profile":null}}

            """.ReplaceLineEndings("\n"),
            await File.ReadAllTextAsync(org.File("a.jsonl"), Guard.Stop));
    }

    [Fact]
    public async Task Records_are_those_of_a_query()
    {
        await using ExportOrg org = await ExportOrg.StartAsync(
            "\"Id\",\"NumberOfEmployees\",\"Owner.Name\",\"Due__c\",\"CreatedDate\"\n\"001000000000001AAA\",\"42\",\"Ada\",\"2026-02-03\",\"2026-01-01T00:00:00.000Z\"\n\"001000000000002AAA\",\"\",\"\",\"\",\"\"\n");
        org.Records = 2;

        List<SfRecord> rows = await org.RecordsAsync("SELECT Id, NumberOfEmployees, Owner.Name, Due__c, CreatedDate FROM Account");

        Assert.Equal(2, rows.Count);
        Assert.Equal(42, rows[0].GetValue("NumberOfEmployees"));
        Assert.Equal(new DateTime(2026, 2, 3), rows[0].GetValue("Due__c"));
        Assert.IsType<DateTimeOffset>(rows[0].GetValue("CreatedDate"));
        Assert.Equal("Ada", ((SfRecord)rows[0].GetValue("Owner")!).GetValue("Name"));
        Assert.Null(rows[1].GetValue("Owner"));
        Assert.Null(rows[1].GetValue("NumberOfEmployees"));
    }

    [Fact]
    public async Task A_file_for_each_page_and_a_manifest()
    {
        await using ExportOrg org = await ExportOrg.StartAsync(Numbered(3));

        SfBulkExport result = await org.ExportAsync(org.File(), static s => s with { SplitPages = true });

        Assert.Equal([org.File("accounts-00001.csv"), org.File("accounts-00002.csv"), org.File("accounts-00003.csv")], result.Files);
        Assert.Equal(Header + Row(2) + Row(3), await File.ReadAllTextAsync(result.Files[1], Guard.Stop));
        Assert.Equal(org.File("accounts.csv.manifest.json"), result.Path);
        Assert.Contains("\"complete\": true", await File.ReadAllTextAsync(result.Path, Guard.Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_process_goes_on_and_fetches_nothing_twice()
    {
        await using ExportOrg org = await ExportOrg.StartAsync(Numbered(4));
        Func<int, Reply> page = org.Page;
        org.Page = n => n == 3 ? Reply.Error(400, "UNKNOWN", "no") : page(n);
        await Guard.FailsAsync("UNKNOWN", () => org.ExportAsync(org.File(), static s => s with { ThrottleLimit = 1 }));
        org.Page = page;

        SfBulkExport result = await org.ResumeAsync(org.File());

        Assert.Equal(8, result.Records);
        Assert.Equal(Header + string.Concat(Enumerable.Range(0, 8).Select(Row)), await File.ReadAllTextAsync(org.File(), Guard.Stop));
        Assert.Equal([1, 1, 2], [org.Asked(1), org.Asked(2), org.Asked(3)]);
        Assert.Equal(1, org.Org.Count(ExportOrg.Create));
    }

    [Theory]
    [InlineData(false, "accounts.csv")]
    [InlineData(true, "accounts-00002.csv")]
    public async Task No_file_is_replaced_that_came_while_the_export_ran(bool splitPages, string name)
    {
        await using ExportOrg org = await ExportOrg.StartAsync(Numbered(2));
        Func<int, Reply> page = org.Page;
        org.Page = n =>
        {
            if (n == 2)
                File.WriteAllText(org.File(name), "mine");
            return page(n);
        };

        SfException failure = await Guard.FailsAsync(
            SfErrorCodes.FileExists, () => org.ExportAsync(org.File(), s => s with { SplitPages = splitPages, NoClobber = true }));
        Assert.Contains(org.File(name), failure.Message, StringComparison.Ordinal);
        Assert.Equal("mine", await File.ReadAllTextAsync(org.File(name), Guard.Stop));

        // Who goes on knows it, too; and nothing that has been fetched is asked for again.
        org.Page = page;
        await Guard.FailsAsync(SfErrorCodes.FileExists, () => org.ResumeAsync(org.File()));
        Assert.Equal("mine", await File.ReadAllTextAsync(org.File(name), Guard.Stop));
        File.Delete(org.File(name));
        SfBulkExport result = await org.ResumeAsync(org.File());
        Assert.Equal(4, result.Records);
        Assert.EndsWith(Row(2) + Row(3), await File.ReadAllTextAsync(org.File(name), Guard.Stop), StringComparison.Ordinal);
        Assert.Equal([1, 1], [org.Asked(1), org.Asked(2)]);
    }

    internal static string Row(int number) => FormattableString.Invariant($"\"{number}\",\"{(number % 3 == 0 ? "quoted\n\"\"line\"\",\r\n" : "ä😀")}\"\n");

    internal static string[] Numbered(int pages) => [.. Enumerable.Range(0, pages).Select(static p => Header + Row(p * 2) + Row((p * 2) + 1))];
}
