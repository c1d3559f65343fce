namespace SalesforceCC.Emulator.Soql.Results.Csv;

/// <summary>What stands between the values of a CSV file, and what ends its lines.</summary>
/// <param name="Delimiter">Between values.</param>
/// <param name="LineEnding">Behind each line, the last one too.</param>
internal sealed record CsvFormat(char Delimiter, string LineEnding)
{
    /// <summary>Commas and line feeds.</summary>
    public static CsvFormat Default { get; } = new(',', "\n");
}
