using System.Text.RegularExpressions;

namespace SalesforceCC.Bulk;

/// <summary>Why jobs ended before all their rows were processed.</summary>
internal static class JobFailures
{
    private static readonly Regex s_message = new(@"^(\w+) ?: ?(.+)\z", RegexOptions.CultureInvariant | RegexOptions.Singleline);

    /// <summary>The failure: Salesforce's text, with its first word as code, and what it means for the rows.</summary>
    public static SfException Of(SfBulkJob job, ImportPart part)
    {
        string rows = FormattableString.Invariant($" Job {job.Id}: {job.NumberRecordsProcessed ?? 0} of {part.Rows} rows were processed.");
        if (job.ErrorMessage is not { } text)
            return job.State == "Aborted"
                ? new SfException(SfErrorCodes.JobAborted, $"The job was aborted.{rows}")
                : new SfException(SfErrorCodes.JobFailed, $"The job failed, and Salesforce does not say why.{rows}");
        Match match = s_message.Match(text);
        string message = match.Success ? match.Groups[2].Value : text;
        if (!message.EndsWith(".", StringComparison.Ordinal))
            message += ".";
        return new SfException(match.Success ? match.Groups[1].Value : SfErrorCodes.JobFailed, $"{message}{Place(message, part)}{rows}");
    }

    // Of what is known of this error, a break within quotes is the one thing that a look at the rows cannot rule out before.
    private static string Place(string message, ImportPart part)
    {
        if (message.IndexOf("LineEnding is invalid", StringComparison.OrdinalIgnoreCase) < 0 || part.Source.Sent.Any(static c => c.LineBreak is not null))
            return "";
        ImportSource source = part.Source;
        using CsvRecords records = new(FileRange.Open(source.File, part.Offset, part.Length), source.Dialect.Delimiter, source.File, part.Offset, part.FirstLine);
        while (records.Read())
            if (records.HasQuotes && LineBreaks.HasOther(records.Current, source.Dialect.IsCrLf))
                return FormattableString.Invariant($" The first row with a line break of the other kind within quotes begins in line {records.Line} of {source.Given ?? "the input"}.");
        return "";
    }
}
