using System.Globalization;
using System.Text.Json;

namespace SalesforceCC.Bulk;

/// <summary>The steps of an import as entries of its journal, and back.</summary>
internal static class ImportSteps
{
    /// <summary>A file, or rows of the pipeline.</summary>
    public const string Source = "source";

    /// <summary>Rows of a source that one job takes.</summary>
    public const string Split = "split";

    /// <summary>All parts have been told: from here on, something may have been sent.</summary>
    public const string Planned = "planned";

    /// <summary>A job was made for a part.</summary>
    public const string Created = "created";

    /// <summary>The rows of a part begin to be sent.</summary>
    public const string Uploading = "uploading";

    /// <summary>They were taken.</summary>
    public const string Uploaded = "uploaded";

    /// <summary>The job was told that all of its rows are there.</summary>
    public const string Closed = "closed";

    /// <summary>A job that is not closed is to be ended, and another made for its part.</summary>
    public const string Abandoned = "abandoned";

    /// <summary>A job has ended.</summary>
    public const string Finished = "finished";

    /// <summary>A source as an entry.</summary>
    public static JournalEntry Of(ImportSource source) => new()
    {
        Step = Source,
        Facts = new()
        {
            ["number"] = Number(source.Number),
            ["given"] = source.Given,
            ["file"] = source.File,
            ["delimiter"] = source.Dialect.Delimiter.ToString(),
            ["lineEnding"] = source.Dialect.LineEndingName,
            ["columns"] = JsonSerializer.Serialize(source.Columns),
            ["sent"] = JsonSerializer.Serialize(source.Sent),
            ["rewritten"] = source.IsRewritten ? "true" : null,
            ["length"] = source.Stamp is { } stamp ? Number(stamp.Length) : null,
            ["time"] = source.Stamp is { } time ? Number(time.Ticks) : null,
        },
    };

    /// <summary>A source of an entry.</summary>
    /// <exception cref="SfException">JOURNAL_UNUSABLE.</exception>
    public static ImportSource ReadSource(JournalEntry entry)
    {
        JournalFacts facts = new(entry);
        return new ImportSource
        {
            Number = (int)facts.Number("number"),
            Given = facts["given"],
            File = facts.Text("file"),
            Dialect = new CsvDialect(facts.Text("delimiter")[0], facts.Text("lineEnding") == "CRLF"),
            Columns = facts.List<string>("columns"),
            Sent = facts.List<SentColumn>("sent"),
            IsRewritten = facts["rewritten"] is not null,
            Stamp = facts["length"] is null ? null : new FileStamp(facts.Number("length"), facts.Number("time")),
        };
    }

    /// <summary>A part as an entry.</summary>
    public static JournalEntry Of(ImportPart part) => new()
    {
        Step = Split,
        Part = part.Number,
        Facts = new()
        {
            ["source"] = Number(part.Source.Number),
            ["offset"] = Number(part.Offset),
            ["length"] = Number(part.Length),
            ["rows"] = Number(part.Rows),
            ["line"] = Number(part.FirstLine),
        },
    };

    /// <summary>A part of an entry.</summary>
    /// <exception cref="SfException">JOURNAL_UNUSABLE.</exception>
    public static ImportPart ReadPart(JournalEntry entry, IReadOnlyDictionary<int, ImportSource> sources)
    {
        JournalFacts facts = new(entry);
        return new ImportPart
        {
            Number = entry.Part ?? 0,
            Source = sources.TryGetValue((int)facts.Number("source"), out ImportSource? source)
                ? source
                : throw new SfException(SfErrorCodes.JournalUnusable, $"The journal cannot be used: part {entry.Part} has no source."),
            Offset = facts.Number("offset"),
            Length = facts.Number("length"),
            Rows = facts.Number("rows"),
            FirstLine = facts.Number("line"),
        };
    }

    /// <summary>The end of a job as an entry.</summary>
    public static JournalEntry Of(ImportPart part, SfBulkJob job) => new()
    {
        Step = Finished,
        Part = part.Number,
        Job = job.Id,
        Facts = new()
        {
            ["state"] = job.State,
            ["processed"] = job.NumberRecordsProcessed is { } processed ? Number(processed) : null,
            ["failed"] = job.NumberRecordsFailed is { } failed ? Number(failed) : null,
            ["error"] = job.ErrorMessage,
        },
    };

    /// <summary>The job of such an entry.</summary>
    /// <exception cref="SfException">JOURNAL_UNUSABLE.</exception>
    public static SfBulkJob ReadJob(JournalEntry entry, ImportStart start)
    {
        JournalFacts facts = new(entry);
        return new SfBulkJob
        {
            Id = entry.Job ?? "",
            JobType = "V2Ingest",
            Object = start.Settings.Type,
            Operation = start.Settings.OperationName,
            ExternalIdFieldName = start.Settings.KeyField,
            ApiVersion = start.ApiVersion,
            State = facts.Text("state"),
            NumberRecordsProcessed = facts["processed"] is null ? null : facts.Number("processed"),
            NumberRecordsFailed = facts["failed"] is null ? null : facts.Number("failed"),
            ErrorMessage = facts["error"],
        };
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
