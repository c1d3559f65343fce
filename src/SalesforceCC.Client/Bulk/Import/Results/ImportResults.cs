using SalesforceCC.Http;

namespace SalesforceCC.Bulk;

/// <summary>
/// Fetches the results of the jobs of an import, joins them to the rows of its sources, and writes them in the order of the
/// input: <c>successful.csv</c>, <c>failed.csv</c> and <c>unprocessed.csv</c>, and <c>unknown.csv</c> where rows have no
/// result. Each row is in one of them. All can be imported again. To run it a second time does no harm.
/// </summary>
/// <param name="api">Where the results are.</param>
/// <param name="journal">The journal of the import.</param>
/// <param name="folder">The folder for the files.</param>
internal sealed class ImportResults(BulkApi api, BulkJournal journal, string folder)
{
    /// <summary>The folder, below the other, for what is deleted in the end.</summary>
    public const string WorkFolder = "work";

    private readonly ResultDownload _download = new(api, Path.Combine(folder, WorkFolder));

    /// <summary>Writes the files of all parts, and says in the journal that it has.</summary>
    /// <param name="parts">The parts with their jobs, which are finished; null: it has no job, and none of it was sent.</param>
    /// <param name="key">The column by which records are found: Id, or the key of an upsert; null: there is none.</param>
    /// <param name="failed">Told of each row that was refused, in the order of the input.</param>
    /// <param name="stop">Ends it.</param>
    public async Task<ImportOutcome> WriteAsync(
        IReadOnlyList<(ImportPart Part, SfBulkJob? Job)> parts, string? key, Action<ImportFailure> failed, CancellationToken stop)
    {
        Disk.Run(folder, () => Directory.CreateDirectory(Path.Combine(folder, WorkFolder)));
        List<(ImportPart, ImportCounts)> counts = [];
        List<string> files = [];
        JoinMemory memory = new((int)parts.Max(static p => p.Part.Rows));
        foreach (ResultGroup group in ResultGroup.Of(parts.Select(static p => p.Part.Source).Distinct()))
        {
            using ResultWriter writer = await ResultWriter.OpenAsync(folder, group, failed, stop).ConfigureAwait(false);
            foreach ((ImportPart part, SfBulkJob? job) in parts.Where(p => group.Sources.Contains(p.Part.Source)))
            {
                PartJoin? join = job is null ? null : await JoinAsync(part, job, key, memory, stop).ConfigureAwait(false);
                counts.Add((part, await writer.WriteAsync(part, join, stop).ConfigureAwait(false)));
            }

            files.AddRange(await writer.CommitAsync(stop).ConfigureAwait(false));
        }

        journal.Add(new JournalEntry { Step = "results" });
        foreach ((ImportPart part, _) in parts)
            _download.Delete(part);
        return new ImportOutcome(counts, files);
    }

    private async Task<PartJoin> JoinAsync(ImportPart part, SfBulkJob job, string? key, JoinMemory memory, CancellationToken stop)
    {
        List<(ResultKind, string)> files = [];
        foreach (ResultKind kind in (ResultKind[])[ResultKind.Successful, ResultKind.Failed, ResultKind.Unprocessed])
            if (await _download.GetAsync(part, job, kind, stop).ConfigureAwait(false) is { } path)
                files.Add((kind, path));
        PartJoin join = new(part, files, key, memory);
        await join.RunAsync(stop).ConfigureAwait(false);
        return join;
    }
}
