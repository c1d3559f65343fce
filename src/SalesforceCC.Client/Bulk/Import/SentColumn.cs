namespace SalesforceCC.Bulk;

/// <summary>A column of a job, and where its values come from.</summary>
/// <param name="Name">As Salesforce spells it: result files leave out others.</param>
/// <param name="Index">The column of the source, from 0.</param>
/// <param name="IsBoolean">Salesforce takes true, false, 1 and 0 only.</param>
internal sealed record SentColumn(string Name, int Index, bool IsBoolean = false)
{
    /// <summary>What is sent for a value of the source.</summary>
    public string ValueOf(string cell) => !IsBoolean ? cell : cell.ToUpperInvariant() switch
    {
        "YES" or "Y" or "ON" => "true",
        "NO" or "N" or "OFF" => "false",
        _ => cell,
    };
}
