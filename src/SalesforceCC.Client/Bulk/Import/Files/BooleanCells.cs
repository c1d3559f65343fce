namespace SalesforceCC.Bulk;

/// <summary>What can stand in a column of a checkbox: Salesforce takes true, false, 1 and 0, and some other words are known.</summary>
internal static class BooleanCells
{
    /// <summary>Whether Salesforce takes the value; null: it stands for one that it takes, and is sent as that.</summary>
    /// <param name="cell">The value.</param>
    public static bool? IsTaken(string cell) => cell.ToUpperInvariant() switch
    {
        "" or "TRUE" or "FALSE" or "1" or "0" or "#N/A" => true,
        "YES" or "Y" or "ON" or "NO" or "N" or "OFF" => null,
        _ => false,
    };

    /// <summary>The failure of another value.</summary>
    public static string Problem(string column, string cell) =>
        $"has '{(cell.Length <= 50 ? cell : cell.Substring(0, 50) + "...")}' in the column {column}, a checkbox: write true or false";
}
