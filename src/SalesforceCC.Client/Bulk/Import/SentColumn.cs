namespace SalesforceCC.Bulk;

/// <summary>A column of a job, and where its values come from.</summary>
/// <param name="Name">As Salesforce spells it: result files leave out others.</param>
/// <param name="Index">The column of the source, from 0.</param>
/// <param name="IsBoolean">Salesforce takes true, false, 1 and 0 only.</param>
/// <param name="LineBreak">What line breaks within values are made of; null: they stay as they are.</param>
internal sealed record SentColumn(string Name, int Index, bool IsBoolean = false, string? LineBreak = null)
{
    /// <summary>What is sent for a value of the source.</summary>
    public string ValueOf(string cell) =>
        IsBoolean ? BooleanOf(cell)
        : LineBreak is null || cell.IndexOfAny(['\r', '\n']) < 0 ? cell
        : cell.Replace("\r\n", "\n").Replace('\r', '\n').Replace("\n", LineBreak);

    private static string BooleanOf(string cell) => cell.ToUpperInvariant() switch
    {
        "YES" or "Y" or "ON" => "true",
        "NO" or "N" or "OFF" => "false",
        _ => cell,
    };
}
