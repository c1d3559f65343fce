namespace SalesforceCC.Bulk;

/// <summary>What jobs are told of their CSV: the delimiter and the line ending. Quotes are always double quotes.</summary>
/// <param name="Delimiter">One of those that Salesforce knows.</param>
/// <param name="IsCrLf">Lines end with CR and LF, not with LF.</param>
internal sealed record CsvDialect(char Delimiter, bool IsCrLf = false)
{
    /// <summary>Comma and LF.</summary>
    public static CsvDialect Default { get; } = new(',');

    /// <summary>What a job says of its CSV.</summary>
    public static CsvDialect Of(SfBulkJob job) =>
        new(Delimiters.TryGetValue(job.ColumnDelimiter ?? "", out char delimiter) ? delimiter : Default.Delimiter, job.LineEnding == "CRLF");

    /// <summary>The delimiters that Salesforce knows, by its names.</summary>
    public static IReadOnlyDictionary<string, char> Delimiters { get; } = new Dictionary<string, char>(StringComparer.OrdinalIgnoreCase)
    {
        ["COMMA"] = ',',
        ["TAB"] = '\t',
        ["SEMICOLON"] = ';',
        ["PIPE"] = '|',
        ["CARET"] = '^',
        ["BACKQUOTE"] = '`',
    };

    /// <summary>Salesforce's name of the delimiter.</summary>
    public string DelimiterName => Delimiters.First(d => d.Value == Delimiter).Key;

    /// <summary>Salesforce's name of the line ending.</summary>
    public string LineEndingName => IsCrLf ? "CRLF" : "LF";

    /// <summary>The line ending.</summary>
    public string LineEnding => IsCrLf ? "\r\n" : "\n";
}
