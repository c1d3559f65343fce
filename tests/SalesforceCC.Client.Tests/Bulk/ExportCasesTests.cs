using System.Text;
using FsCheck;
using FsCheck.Xunit;
using SalesforceCC.Bulk;

namespace SalesforceCC.Client.Tests.Bulk;

public sealed class ExportCasesTests
{
    private const string Header = "\"Id\",\"Name\"\n";

    [Property(MaxTest = 300)]
    public void Rows_are_counted_wherever_pieces_end(NonEmptyArray<NonEmptyArray<string?>> rows, PositiveInt size, bool isCrLf)
    {
        CsvWriter csv = new(new CsvDialect(',', isCrLf));
        foreach (NonEmptyArray<string?> row in rows.Get)
            csv.AddRow([.. row.Get.Select(static v => v ?? "")]);
        byte[] bytes = csv.Take();
        CsvRowCounter counter = new();
        for (int at = 0; at < bytes.Length; at += size.Get)
            counter.Add(bytes.AsSpan(at, Math.Min(size.Get, bytes.Length - at)));

        Assert.Equal(rows.Get.Length, counter.Rows);
        Assert.False(counter.IsOpen);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(1000)]
    public void Rows_are_counted_in_pieces_of_every_size(int size)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 100).Select(ExportTests.Row)));
        CsvRowCounter counter = new();
        for (int at = 0; at < bytes.Length; at += size)
            counter.Add(bytes.AsSpan(at, Math.Min(size, bytes.Length - at)));

        Assert.Equal(100, counter.Rows);
    }

    // D4: only the locator null, or none, ends it.
    [Fact]
    public async Task An_empty_page_in_the_middle_does_not_end_it()
    {
        await using ExportOrg org = await ExportOrg.StartAsync(Header + ExportTests.Row(0), "", Header, Header + ExportTests.Row(1));
        org.Records = 2;

        SfBulkExport result = await org.ExportAsync(org.File(), static s => s with { MaxRecords = 1 });

        Assert.Equal((2, 4), (result.Records, result.Pages));
        Assert.Equal(Header + ExportTests.Row(0) + ExportTests.Row(1), await File.ReadAllTextAsync(org.File(), Guard.Stop));
        Assert.Equal(0, org.Org.Count(ExportOrg.Lists));
    }

    // D7
    [Theory]
    [InlineData(".csv")]
    [InlineData(".jsonl")]
    public async Task Nul_and_long_cells_pass(string extension)
    {
        string cell = new string('ä', 131_072) + "\0";
        await using ExportOrg org = await ExportOrg.StartAsync(Header + $"\"1\",\"{cell}\"\n");

        SfBulkExport result = await org.ExportAsync(org.File("a" + extension));

        Assert.Equal(1, result.Records);
        Assert.Contains(extension == ".csv" ? cell : cell.Replace("\0", "\\u0000", StringComparison.Ordinal), await File.ReadAllTextAsync(result.Path, Guard.Stop), StringComparison.Ordinal);
    }

    // D9
    [Theory]
    [InlineData(Header)]
    [InlineData("\"Id\",\"Name\"")]
    [InlineData("")]
    [InlineData("Records not found for this query")]
    [InlineData("\"Records not found for this query\"\n")]
    [InlineData(null)]
    public async Task No_rows_are_a_header(string? page)
    {
        await using ExportOrg org = await ExportOrg.StartAsync(page ?? "");
        org.Records = 0;
        if (page is null)
            org.Page = static _ => Reply.NoContent;

        await org.ExportAsync(org.File());

        Assert.Equal(Header, await File.ReadAllTextAsync(org.File(), Guard.Stop));
        Assert.Empty(await org.RecordsAsync("SELECT Id, Name FROM Account"));
    }

    [Theory]
    [InlineData(3L)]
    [InlineData(1L)]
    public async Task Another_number_of_rows_than_salesforce_says_is_no_file(long records)
    {
        await using ExportOrg org = await ExportOrg.StartAsync(Header + ExportTests.Row(0) + ExportTests.Row(1));
        org.Records = records;

        await Guard.FailsAsync("INVALID_RESPONSE", () => org.ExportAsync(org.File()));

        Assert.False(File.Exists(org.File()));
    }

    [Fact]
    public async Task A_page_with_fewer_rows_than_its_head_says_is_asked_for_again()
    {
        await using ExportOrg org = await ExportOrg.StartAsync(Header + ExportTests.Row(0) + ExportTests.Row(1));
        int asked = 0;
        org.Page = _ => ExportOrg.Csv(Header + ExportTests.Row(0) + (++asked > 1 ? ExportTests.Row(1) : ""), null, ("Sforce-NumberOfRecords", "2"));

        Assert.Equal(2, (await org.ExportAsync(org.File())).Records);
        Assert.Equal(2, asked);
    }

    [Theory]
    [InlineData("resultPages", "resultLink", "/jobs/query/")]
    [InlineData("resultpages", "resultUrl", "/services/data/v59.0/jobs/query/")]
    public async Task Links_lead_to_the_version_of_the_job(string list, string link, string start)
    {
        await using ExportOrg org = await ExportOrg.StartAsync(ExportTests.Numbered(7));
        org.Names = (list, link);
        org.Link = rest => start + ExportOrg.Job + rest;

        Assert.Equal(14, (await org.ExportAsync(org.File())).Records);

        Assert.All(org.Org.Server.Requests.Where(static r => r.Path.Contains("/jobs/", StringComparison.Ordinal)), static r => Assert.StartsWith("/services/data/v68.0/", r.Path, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_token_goes_to_no_other_host()
    {
        await using ExportOrg org = await ExportOrg.StartAsync(ExportTests.Numbered(2));
        org.Link = static rest => "https://elsewhere.invalid/services/data/v68.0/jobs/query/" + ExportOrg.Job + rest;

        await Guard.FailsAsync("FOREIGN_ORIGIN", () => org.ExportAsync(org.File()));
    }

    [Fact]
    public async Task A_circle_of_locators_ends()
    {
        await using ExportOrg org = await ExportOrg.StartAsync(ExportTests.Numbered(3));
        org.Page = n => ExportOrg.Csv(ExportTests.Numbered(3)[n - 1], n == 3 ? "L2" : org.Next(n));

        await Guard.FailsAsync("INVALID_RESPONSE", () => org.ExportAsync(org.File(), static s => s with { MaxRecords = 2 }));
    }

    [Fact]
    public async Task Another_worker_goes_on_with_a_manifest()
    {
        await using ExportOrg org = await ExportOrg.StartAsync(ExportTests.Numbered(4));
        Func<int, Reply> page = org.Page;
        org.Page = n => n == 3 ? Reply.Error(400, "UNKNOWN", "no") : page(n);
        org.Org.Clock.OnPause = null;
        await Guard.FailsAsync("UNKNOWN", () => org.ExportAsync(org.File(), static s => s with { ThrottleLimit = 1, SplitPages = true }));
        org.Page = page;
        Directory.Delete(WorkFolder.Of(org.File()), recursive: true);

        using BulkExport export = BulkExport.Resume(org.Session, ExportManifest.ToJournal(ExportManifest.PathOf(org.File()), org.Session.Clock));
        SfBulkExport result = (await ExportOrg.LastAsync(export)).Result!;

        Assert.Equal((8, 4), (result.Records, result.Files.Count));
        Assert.Equal(Header + ExportTests.Row(4) + ExportTests.Row(5), await File.ReadAllTextAsync(result.Files[2], Guard.Stop));
        Assert.Equal(1, org.Org.Count(ExportOrg.Create));
    }

    [Fact]
    public async Task A_damaged_page_is_fetched_again()
    {
        await using ExportOrg org = await ExportOrg.StartAsync(ExportTests.Numbered(3));
        Func<int, Reply> page = org.Page;
        org.Page = n => n == 3 ? Reply.Error(400, "UNKNOWN", "no") : page(n);
        await Guard.FailsAsync("UNKNOWN", () => org.ExportAsync(org.File(), static s => s with { ThrottleLimit = 1 }));
        org.Page = page;
        string damaged = Path.Combine(WorkFolder.Of(org.File()), "page-00002");
        byte[] bytes = await File.ReadAllBytesAsync(damaged, Guard.Stop);
        bytes[0] ^= 1;
        await File.WriteAllBytesAsync(damaged, bytes, Guard.Stop);

        await org.ResumeAsync(org.File());

        Assert.Equal(Header + string.Concat(Enumerable.Range(0, 6).Select(ExportTests.Row)), await File.ReadAllTextAsync(org.File(), Guard.Stop));
        Assert.Equal([1, 2], [org.Asked(1), org.Asked(2)]);
    }

    [Fact]
    public async Task A_job_that_is_gone_and_an_org_that_is_another_are_told()
    {
        await using ExportOrg org = await ExportOrg.StartAsync(ExportTests.Numbered(2));
        org.Page = static _ => Reply.Error(400, "UNKNOWN", "no");
        await Guard.FailsAsync("UNKNOWN", () => org.ExportAsync(org.File()));
        await using ExportOrg other = await ExportOrg.StartAsync(ExportTests.Numbered(2));
        org.Org.On("GET jobs/query/" + ExportOrg.Job, Reply.Error(404, "NOT_FOUND", "The requested resource does not exist"));

        SfException gone = await Guard.FailsAsync("NOT_FOUND", () => org.ResumeAsync(org.File()));

        Assert.Contains(ExportOrg.Job, gone.Message, StringComparison.Ordinal);
        using BulkJournal journal = BulkJournal.Open(WorkFolder.JournalOf(org.File()), org.Session.Clock);
        Assert.Equal(ExportOrg.Job, new ExportProgress(journal).Job);
        if (org.Session.OrganizationId != other.Session.OrganizationId || org.Session.OrganizationId is null)
            Assert.Equal("JOURNAL_UNUSABLE", Assert.Throws<SfException>(() => BulkExport.Resume(other.Session, journal)).Code);
    }

    [Theory]
    [InlineData("Failed", "InvalidBatch : Field name not found : X", "InvalidBatch")]
    [InlineData("Failed", null, "JOB_FAILED")]
    [InlineData("Aborted", null, "JOB_ABORTED")]
    public async Task Why_a_job_ended_is_told(string state, string? message, string code)
    {
        await using ExportOrg org = await ExportOrg.StartAsync(ExportTests.Numbered(1));
        (org.State, org.ErrorMessage) = (state, message);

        await Guard.FailsAsync(code, () => org.ExportAsync(org.File()));

        Assert.False(Directory.Exists(WorkFolder.Of(org.File())));
    }

    [Fact]
    public async Task A_second_process_is_refused()
    {
        await using ExportOrg org = await ExportOrg.StartAsync(ExportTests.Numbered(1));
        using BulkExport first = await BulkExport.NewAsync(org.Session, new ExportSettings { Query = "SELECT Id FROM Account", Path = org.File() }, Guard.Stop);

        Assert.Equal("JOURNAL_IN_USE", Assert.Throws<SfException>(() => BulkJournal.Open(WorkFolder.JournalOf(org.File()), org.Session.Clock)).Code);
        await Guard.FailsAsync("FILE_EXISTS", () => org.ExportAsync(org.File()));
        await Guard.FailsAsync("JOURNAL_IN_USE", () => org.ExportAsync(org.File(), static s => s with { DiscardUnfinished = true }));
    }
}
