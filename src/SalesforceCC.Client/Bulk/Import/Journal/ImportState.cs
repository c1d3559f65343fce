namespace SalesforceCC.Bulk;

/// <summary>How far an import is, by its journal.</summary>
internal sealed class ImportState
{
    private readonly Dictionary<int, string> _jobs = [];
    private readonly HashSet<string> _abandoned = new(StringComparer.Ordinal);

    private ImportState(ImportStart start) => Start = start;

    /// <summary>What is imported where.</summary>
    public ImportStart Start { get; }

    /// <summary>All parts are known; before, nothing was sent.</summary>
    public bool IsPlanned { get; private set; }

    /// <summary>What became of all rows; null: they do not all have an outcome yet.</summary>
    public ImportSummary? Summary { get; private set; }

    /// <summary>The jobs that have ended, as they were then, by their parts.</summary>
    public Dictionary<int, SfBulkJob> Ended { get; } = [];

    /// <summary>The sources.</summary>
    public Dictionary<int, ImportSource> Sources { get; } = [];

    /// <summary>The parts, in their order.</summary>
    public List<ImportPart> Parts { get; } = [];

    /// <summary>How many rows there are.</summary>
    public long Rows => Parts.Sum(static p => p.Rows);

    /// <summary>The job of a part; null: it has none.</summary>
    public string? JobOf(ImportPart part) => _jobs.TryGetValue(part.Number, out string? job) ? job : null;

    /// <summary>The job was to be ended before it was closed, to make another.</summary>
    public bool IsAbandoned(string job) => _abandoned.Contains(job);

    /// <summary>Reads a journal. What was begun anew counts from there on.</summary>
    /// <exception cref="SfException">JOURNAL_UNUSABLE.</exception>
    public static ImportState Read(BulkJournal journal)
    {
        ImportState? state = null;
        foreach (JournalEntry entry in journal.Entries)
        {
            if (entry.Step == ImportStart.Step)
                state = new ImportState(ImportStart.Of(entry));
            else if (state is not null)
                state.Add(entry);
        }

        return state ?? throw new SfException(SfErrorCodes.JournalUnusable, $"'{journal.Path}' is not the journal of an import.");
    }

    private void Add(JournalEntry entry)
    {
        switch (entry.Step)
        {
            case ImportSteps.Source:
                ImportSource source = ImportSteps.ReadSource(entry);
                Sources[source.Number] = source;
                break;
            case ImportSteps.Split:
                Parts.Add(ImportSteps.ReadPart(entry, Sources));
                break;
            case ImportSteps.Planned:
                IsPlanned = true;
                break;
            case ImportSteps.Created when entry is { Part: { } part, Job: { } job }:
                _jobs[part] = job;
                break;
            case ImportSteps.Finished when entry.Part is { } number:
                Ended[number] = ImportSteps.ReadJob(entry, Start);
                break;
            case ImportSummary.Step:
                Summary = ImportSummary.Of(entry);
                break;
            case ImportSteps.Abandoned when entry.Job is { } job:
                _abandoned.Add(job);
                break;
        }
    }
}
