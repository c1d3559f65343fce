using System.Text;
using SalesforceCC.Bulk;
using SalesforceCC.Client.Tests.Support;

namespace SalesforceCC.Client.Tests.Bulk;

/// <summary>An import whose jobs are over: a file, parts of it, and result files as an org would give them.</summary>
internal sealed class ImportRun : IAsyncDisposable
{
    private readonly List<(ImportPart Part, SfBulkJob? Job)> _parts = [];
    private readonly List<byte[]> _text = [];
    private readonly LoopbackOrg _org;
    private readonly SfSession _session;
    private readonly CsvDialect _dialect;
    private ImportSource _source;
    private long _line = 2;

    private ImportRun(LoopbackOrg org, SfSession session, string[] columns, CsvDialect dialect)
    {
        _org = org;
        _session = session;
        _dialect = dialect;
        Directory.CreateDirectory(Folder);
        _source = new ImportSource
        {
            Number = 1,
            Given = Path.Combine(Folder, "rows.csv"),
            File = Path.Combine(Folder, "rows.csv"),
            Dialect = dialect,
            Columns = columns,
            Sent = [.. columns.Select(static (c, i) => new SentColumn(c, i)).Where(static c => !ResultGroup.IsOwn(c.Name))],
        };
        _text.Add(Csv([columns]));
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("sfcc").FullName;

    public List<ImportFailure> Failures { get; } = [];

    public static async Task<ImportRun> StartAsync(string[] columns, CsvDialect? dialect = null)
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        return new ImportRun(org, session, columns, dialect ?? CsvDialect.Default);
    }

    /// <summary>The columns that are sent are not those of the file.</summary>
    public ImportRun Sending(params SentColumn[] columns)
    {
        _source = _source with { Sent = columns };
        return this;
    }

    /// <summary>Adds a part with these rows, and a job with these results: null, the org has no such file.</summary>
    public ImportRun Add(string[][] rows, string[][]? successful = null, string[][]? failed = null, string[][]? unprocessed = null, string state = "JobComplete")
    {
        byte[] text = Csv(rows);
        string id = $"7500000000000{_parts.Count:00}";
        ImportPart part = new()
        {
            Number = _parts.Count + 1,
            Source = _source,
            Offset = _text.Sum(static t => (long)t.Length),
            Length = text.Length,
            Rows = rows.Length,
            FirstLine = _line,
        };
        _line += Encoding.UTF8.GetString(text).Replace("\r\n", "\n").Replace('\r', '\n').Count(static c => c == '\n');
        _text.Add(text);
        _parts.Add((part, new SfBulkJob { Id = id, State = state }));
        string[] sent = [.. _source.Sent.Select(static c => c.Name)];
        Serve(id, "successfulResults", ["sf__Id", "sf__Created", .. sent], successful);
        Serve(id, "failedResults", ["sf__Id", "sf__Error", .. sent], failed);
        Serve(id, "unprocessedrecords", sent, unprocessed);
        return this;
    }

    public Task<ImportOutcome> WriteAsync(string? key = null)
    {
        File.WriteAllBytes(_source.File, [.. _text.SelectMany(static t => t)]);
        ImportSource source = _source;
        string journal = Path.Combine(Folder, "journal");
        File.Delete(journal);
        return WriteAsync(source, journal, key);
    }

    /// <summary>The rows of a result file, with the header.</summary>
    public async Task<string[][]> ReadAsync(string name)
    {
        List<string[]> all = [];
        using CsvRows rows = new(File.OpenRead(Path.Combine(Folder, name)), _dialect);
        while (await rows.ReadAsync(Guard.Stop))
            all.Add(rows.ToArray());
        return [.. all];
    }

    public async ValueTask DisposeAsync()
    {
        _session.Dispose();
        await _org.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    private async Task<ImportOutcome> WriteAsync(ImportSource source, string journalPath, string? key)
    {
        using BulkJournal journal = BulkJournal.Create(journalPath, _org.Clock);
        Failures.Clear();
        return await new ImportResults(new BulkApi(_session, "68.0"), journal, Folder).WriteAsync(
            [.. _parts.Select(p => (p.Part with { Source = source }, p.Job))], key, Failures.Add, Guard.Stop);
    }

    private void Serve(string id, string resource, string[] header, string[][]? rows) => _org.On(
        $"GET jobs/ingest/{SfId.To18(id)}/{resource}".Replace(SfId.To18(id), id, StringComparison.Ordinal),
        rows is null ? Reply.NoContent : Reply.Of(200, "text/csv", Csv([header, .. rows])));

    private byte[] Csv(string[][] rows)
    {
        CsvWriter csv = new(_dialect);
        foreach (string[] row in rows)
            csv.AddRow(row);
        return csv.Take();
    }
}
