using SalesforceCC.Bulk;

namespace SalesforceCC.Client.Tests.Bulk;

public sealed class ImportJournalTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("import-journal-").FullName;

    private static readonly ImportSource s_source = new()
    {
        Number = 1,
        Given = "/data/ä \"b\".csv",
        File = "/data/work/source-001.csv",
        Dialect = new CsvDialect('\t', IsCrLf: true),
        Columns = ["Name", "a,\"b\"", "sf__Error"],
        Sent = [new SentColumn("Name", 0), new SentColumn("User:Owner.Email", 1, IsBoolean: true, LineBreak: "\r\n")],
        IsRewritten = true,
        Stamp = new FileStamp(123, 456),
    };

    private static readonly ImportStart s_start = new()
    {
        Host = "acme.my.salesforce.com",
        OrganizationId = "00D000000000001EAA",
        ApiVersion = "68.0",
        Files = ["/data/ä \"b\".csv"],
        Settings = new ImportSettings
        {
            Type = "Account",
            Operation = BulkOperation.HardDelete,
            KeyField = "Ext__c",
            Folder = "/data/results",
            Delimiter = '\t',
            NormalizesLineBreaks = true,
            IgnoresNull = true,
            JobRows = 7,
            JobBytes = 99,
            ThrottleLimit = 3,
        },
    };

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_is_written_down_is_read()
    {
        ImportPart part = new() { Number = 2, Source = s_source, Offset = 10, Length = 20, Rows = 3, FirstLine = 4 };
        ImportState state = Read(
            s_start.ToEntry(),
            ImportSteps.Of(s_source),
            ImportSteps.Of(part),
            new JournalEntry { Step = ImportSteps.Planned },
            new JournalEntry { Step = ImportSteps.Created, Part = 2, Job = "750000000000001AAA" },
            new JournalEntry { Step = ImportSteps.Abandoned, Part = 2, Job = "750000000000001AAA" },
            new JournalEntry { Step = ImportSteps.Created, Part = 2, Job = "750000000000002AAA" },
            ImportSteps.Of(part, new SfBulkJob { Id = "750000000000002AAA", State = "Failed", NumberRecordsProcessed = 2, NumberRecordsFailed = 1, ErrorMessage = "InvalidBatch : x" }),
            new ImportSummary(3, new ImportCounts(1, 1, 1, 1, 0, 0)).ToEntry());

        Assert.Equivalent(s_start, state.Start, strict: true);
        Assert.True(state.IsPlanned);
        Assert.Equivalent(s_source, Assert.Single(state.Sources).Value, strict: true);
        Assert.Equivalent(part, Assert.Single(state.Parts), strict: true);
        Assert.Equal("750000000000002AAA", state.JobOf(part));
        Assert.Equal((true, false), (state.IsAbandoned("750000000000001AAA"), state.IsAbandoned("750000000000002AAA")));
        SfBulkJob job = state.Ended[2];
        Assert.Equal(("Failed", 2L, 1L, "InvalidBatch : x", "hardDelete"), (job.State, job.NumberRecordsProcessed, job.NumberRecordsFailed, job.ErrorMessage, job.Operation));
        Assert.Equal(new ImportSummary(3, new ImportCounts(1, 1, 1, 1, 0, 0)), state.Summary);
    }

    [Theory]
    [InlineData("version", "2")]
    [InlineData("version", null)]
    [InlineData("operation", "Merge")]
    [InlineData("files", "no list")]
    [InlineData("jobRows", "many")]
    public void What_cannot_be_read_is_no_journal(string fact, string? value)
    {
        JournalEntry entry = s_start.ToEntry();
        entry.Facts![fact] = value;

        Assert.Equal(SfErrorCodes.JournalUnusable, Assert.Throws<SfException>(() => Read(entry)).Code);
    }

    [Fact]
    public void A_part_without_source_is_no_journal() => Assert.Equal(
        SfErrorCodes.JournalUnusable,
        Assert.Throws<SfException>(() => Read(s_start.ToEntry(), ImportSteps.Of(new ImportPart { Number = 1, Source = s_source, Offset = 0, Length = 1, Rows = 1, FirstLine = 2 }))).Code);

    [Fact]
    public void A_journal_of_something_else_is_none_of_an_import() =>
        Assert.Equal(SfErrorCodes.JournalUnusable, Assert.Throws<SfException>(() => Read(new JournalEntry { Step = "export" })).Code);

    private ImportState Read(params JournalEntry[] entries)
    {
        string path = Path.Combine(_folder, Guid.NewGuid().ToString());
        using (BulkJournal journal = BulkJournal.Create(path, TimeProvider.System))
            foreach (JournalEntry entry in entries)
                journal.Add(entry);
        using BulkJournal read = BulkJournal.Open(path, TimeProvider.System);
        return ImportState.Read(read);
    }
}
