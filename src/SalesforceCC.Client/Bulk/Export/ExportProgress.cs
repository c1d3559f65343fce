using System.Globalization;

namespace SalesforceCC.Bulk;

/// <summary>
/// How far an export is, kept in its journal where it has one: each step is written down when it has been taken. Safe to use
/// from many threads.
/// </summary>
internal sealed class ExportProgress
{
    private readonly BulkJournal? _journal;
    private readonly object _lock = new();
    private readonly List<PageLink> _links = [];
    private readonly Dictionary<int, FetchedPage> _fetched = [];

    /// <param name="journal">The journal, with the steps that were taken before; null: none is kept.</param>
    public ExportProgress(BulkJournal? journal)
    {
        _journal = journal;
        foreach (JournalEntry entry in journal?.Entries ?? [])
            Read(entry);
    }

    /// <summary>The job; null: none was made.</summary>
    public string? Job { get; private set; }

    /// <summary>The pages that are known.</summary>
    public IReadOnlyList<PageLink> Links
    {
        get
        {
            lock (_lock)
                return [.. _links];
        }
    }

    /// <summary>How many pages are known.</summary>
    public int LinkCount
    {
        get
        {
            lock (_lock)
                return _links.Count;
        }
    }

    /// <summary>There are no more than are known.</summary>
    public bool HasAllLinks { get; private set; }

    /// <summary>Where more of them are listed; null: that is not known.</summary>
    public string? NextList { get; private set; }

    /// <summary>So many pages are in the file.</summary>
    public int AppendedPages { get; private set; }

    /// <summary>So long the file was with them.</summary>
    public long AppendedLength { get; private set; }

    /// <summary>How long the whole file is; null: it is not whole.</summary>
    public long? WholeLength { get; private set; }

    /// <summary>A page by its number, from 1.</summary>
    public PageLink Link(int number)
    {
        lock (_lock)
            return _links[number - 1];
    }

    /// <summary>A page that was fetched before.</summary>
    public FetchedPage? Fetched(int number)
    {
        lock (_lock)
            return _fetched.TryGetValue(number, out FetchedPage? page) ? page : null;
    }

    /// <summary>The job was made.</summary>
    public void SetJob(string job)
    {
        Job = job;
        Add(new JournalEntry { Step = "created", Job = job });
    }

    /// <summary>Salesforce has finished the job.</summary>
    public void SetFinished(SfBulkJob job) => Add(new JournalEntry
    {
        Step = "finished",
        Job = job.Id,
        Facts = new() { ["state"] = job.State, ["records"] = Text(job.NumberRecordsProcessed) },
    });

    /// <summary>More pages are known.</summary>
    /// <param name="rests">Where they are.</param>
    /// <param name="next">Where more are listed.</param>
    /// <param name="isAll">There are no more.</param>
    public void AddLinks(IReadOnlyList<string> rests, string? next, bool isAll)
    {
        JournalEntry entry;
        lock (_lock)
        {
            entry = new JournalEntry { Step = "pages", Facts = new() { ["next"] = next, ["all"] = isAll ? "true" : null } };
            for (int i = 0; i < rests.Count; i++)
                entry.Facts[Text(_links.Count + i + 1)!] = rests[i];
            Read(entry);
        }

        Add(entry);
    }

    /// <summary>A page is on the disk.</summary>
    public void AddFetched(FetchedPage page)
    {
        lock (_lock)
            _fetched[page.Number] = page;
        Add(new JournalEntry
        {
            Step = "fetched",
            Part = page.Number,
            Facts = new()
            {
                ["file"] = page.File,
                ["length"] = Text(page.Length),
                ["sum"] = Text(page.Sum),
                ["rows"] = Text(page.Rows),
                ["received"] = Text(page.Received),
                ["header"] = page.Header,
            },
        });
    }

    /// <summary>Pages are in the file, and survive there.</summary>
    public void SetAppended(int pages, long length)
    {
        (AppendedPages, AppendedLength) = (pages, length);
        Add(new JournalEntry { Step = "appended", Part = pages, Facts = new() { ["length"] = Text(length) } });
    }

    /// <summary>The file is whole, and is put in its place next.</summary>
    public void SetWhole(long length)
    {
        WholeLength = length;
        Add(new JournalEntry { Step = "whole", Facts = new() { ["length"] = Text(length) } });
    }

    /// <summary>Nothing of the file is there any more.</summary>
    public void ForgetAppended() => (AppendedPages, AppendedLength, WholeLength) = (0, 0, null);

    private void Add(JournalEntry entry) => _journal?.Add(entry);

    private void Read(JournalEntry entry)
    {
        string? Fact(string name) => entry.Facts is { } facts && facts.TryGetValue(name, out string? value) ? value : null;
        switch (entry.Step)
        {
            case BulkExport.FirstStep or "created":
                Job = entry.Job;
                break;
            case "pages":
                for (string? rest; (rest = Fact(Text(_links.Count + 1)!)) is not null;)
                    _links.Add(new PageLink(_links.Count + 1, rest));
                (NextList, HasAllLinks) = (Fact("next"), Fact("all") == "true");
                break;
            case "fetched":
                _fetched[entry.Part!.Value] = new FetchedPage
                {
                    Number = entry.Part.Value,
                    File = Fact("file") ?? "",
                    Length = Number(Fact("length")),
                    Sum = (uint)Number(Fact("sum")),
                    Rows = Number(Fact("rows")),
                    Received = Number(Fact("received")),
                    Header = Fact("header"),
                };
                break;
            case "appended":
                (AppendedPages, AppendedLength) = (entry.Part!.Value, Number(Fact("length")));
                break;
            case "whole":
                WholeLength = Number(Fact("length"));
                break;
        }
    }

    private static string? Text(IFormattable? number) => number?.ToString(null, CultureInfo.InvariantCulture);

    private static long Number(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : 0;
}
