namespace SalesforceCC.Bulk;

/// <summary>What a page of CSV held.</summary>
/// <param name="Header">The line of the names of its columns, without its line break; null: there was none.</param>
/// <param name="Rows">How many rows.</param>
/// <param name="Received">How many bytes.</param>
internal readonly record struct PageRows(string? Header, long Rows, long Received);
