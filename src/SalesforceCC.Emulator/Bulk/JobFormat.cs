using SalesforceCC.Emulator.Soql.Results.Csv;

namespace SalesforceCC.Emulator.Bulk;

/// <summary>Names of delimiters and line endings.</summary>
/// <param name="ColumnDelimiter">For example COMMA.</param>
/// <param name="LineEnding">LF or CRLF.</param>
internal sealed record JobFormat(string ColumnDelimiter, string LineEnding)
{
    private static readonly Dictionary<string, char> s_delimiters = new(StringComparer.Ordinal)
    {
        ["BACKQUOTE"] = '`',
        ["CARET"] = '^',
        ["COMMA"] = ',',
        ["PIPE"] = '|',
        ["SEMICOLON"] = ';',
        ["TAB"] = '\t',
    };

    public CsvFormat Csv { get; } = new(s_delimiters[ColumnDelimiter], LineEnding == "CRLF" ? "\r\n" : "\n");

    /// <exception cref="Data.SalesforceError">There are no such names.</exception>
    public static JobFormat Of(string? columnDelimiter, string? lineEnding)
    {
        if (columnDelimiter is not null && !s_delimiters.ContainsKey(columnDelimiter))
            throw BulkErrors.InvalidValue("columnDelimiter", columnDelimiter);
        return lineEnding is null or "LF" or "CRLF"
            ? new JobFormat(columnDelimiter ?? "COMMA", lineEnding ?? "LF")
            : throw BulkErrors.InvalidValue("lineEnding", lineEnding);
    }
}
