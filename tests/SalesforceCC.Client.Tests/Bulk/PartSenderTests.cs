using System.Text;
using SalesforceCC.Bulk;
using SalesforceCC.Client.Tests.Support;

namespace SalesforceCC.Client.Tests.Bulk;

public sealed class PartSenderTests : IDisposable
{
    private const string Id = "7500000000000010AAA";

    private readonly string _folder = Directory.CreateTempSubdirectory("sfcc").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_job_is_on_the_disk_before_it_is_told_to_begin()
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg closing = org;
        using BulkJournal journal = BulkJournal.Create(Path.Combine(_folder, "journal"), org.Clock);
        string[] saved = [];
        string job = $$"""{"id":"{{Id}}","operation":"insert","object":"Account","state":"Open","jobType":"V2Ingest"}""";
        org.On("POST jobs/ingest", Reply.Json(job));
        org.On($"PUT jobs/ingest/{Id}/batches", Reply.Of(201, null, []));
        org.On($"PATCH jobs/ingest/{Id}", _ =>
        {
            saved = [.. journal.Entries.Take(journal.Saved).Select(static e => e.Step)];
            return Reply.Json(job.Replace("Open", "UploadComplete", StringComparison.Ordinal));
        });

        SfBulkJob closed = await Sender(session, journal).SendAsync(Part("Name\nä\n\"b\nc\"\n"), null, isAbandoned: false, Guard.Stop);

        Assert.Equal("UploadComplete", closed.State);
        Assert.Equal([ImportSteps.Created, ImportSteps.Uploading], saved.Take(2));
        Assert.Equal([ImportSteps.Created, ImportSteps.Uploading, ImportSteps.Uploaded, ImportSteps.Closed], journal.Entries.Select(static e => e.Step));
        Assert.Equal("Name\nä\n\"b\nc\"\n", Encoding.UTF8.GetString(org.Server.Requests.Single(static r => r.Line.StartsWith("PUT", StringComparison.Ordinal)).Body));
    }

    [Fact]
    public async Task A_job_that_is_given_up_is_so_on_the_disk_before_it_is_ended()
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg closing = org;
        using BulkJournal journal = BulkJournal.Create(Path.Combine(_folder, "journal"), org.Clock);
        List<int> unsaved = [];
        string state = "Open";
        Reply Job() => Reply.Json($$"""{"id":"{{Id}}","operation":"insert","object":"Account","state":"{{state}}","jobType":"V2Ingest"}""");
        org.On($"GET jobs/ingest/{Id}", _ => Job());
        org.On($"PATCH jobs/ingest/{Id}", _ =>
        {
            unsaved.Add(journal.Entries.Count - journal.Saved);
            state = state == "Open" ? "Aborted" : "UploadComplete";
            return Job();
        });
        org.On("POST jobs/ingest", _ => Job());
        org.On($"PUT jobs/ingest/{Id}/batches", Reply.Of(201, null, []));

        await Sender(session, journal).SendAsync(Part("Name\nä\n"), Id, isAbandoned: false, Guard.Stop);

        Assert.Equal(ImportSteps.Abandoned, journal.Entries[0].Step);
        Assert.Equal(0, unsaved[0]);
    }

    private PartSender Sender(SfSession session, BulkJournal journal) => new(
        new BulkApi(session, "68.0"), journal, new ImportSettings { Type = "Account", Operation = BulkOperation.Insert, Folder = _folder }, static (_, _) => { });

    private ImportPart Part(string csv)
    {
        string file = Path.Combine(_folder, "rows.csv");
        File.WriteAllText(file, csv);
        int header = csv.IndexOf('\n', StringComparison.Ordinal) + 1;
        ImportSource source = new() { Number = 1, Given = file, File = file, Dialect = CsvDialect.Default, Columns = ["Name"], Sent = [new SentColumn("Name", 0)] };
        return new ImportPart { Number = 1, Source = source, Offset = header, Length = new FileInfo(file).Length - header, Rows = 1, FirstLine = 2 };
    }
}
