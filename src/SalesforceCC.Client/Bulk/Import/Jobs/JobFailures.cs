namespace SalesforceCC.Bulk;

/// <summary>Why jobs of an import ended before all their rows were processed.</summary>
internal static class JobFailures
{
    /// <summary>The failure, and what it means for the rows.</summary>
    public static SfException Of(SfBulkJob job, ImportPart part) => JobEnd.Failure(
        job, FormattableString.Invariant($"{Place(job.ErrorMessage, part)} {job.NumberRecordsProcessed ?? 0} of {part.Rows} rows were processed."));

    // Of what is known of this error, a break within quotes is the one thing that a look at the rows cannot rule out before.
    private static string Place(string? message, ImportPart part)
    {
        if (message?.IndexOf("LineEnding is invalid", StringComparison.OrdinalIgnoreCase) is null or < 0 || part.Source.Sent.Any(static c => c.LineBreak is not null))
            return "";
        ImportSource source = part.Source;
        using CsvRecords records = new(FileRange.Open(source.File, part.Offset, part.Length), source.Dialect.Delimiter, source.File, part.Offset, part.FirstLine);
        while (records.Read())
            if (records.HasQuotes && LineBreaks.HasOther(records.Current, source.Dialect.IsCrLf))
                return FormattableString.Invariant($" The first row with a line break of the other kind within quotes begins in line {records.Line} of {source.Given ?? "the input"}.");
        return "";
    }
}
