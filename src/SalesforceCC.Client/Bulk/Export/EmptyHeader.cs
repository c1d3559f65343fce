using SalesforceCC.Records;

namespace SalesforceCC.Bulk;

/// <summary>The header of a file without rows: Salesforce sends none then.</summary>
internal static class EmptyHeader
{
    /// <summary>The names of the columns of a query, in quotes.</summary>
    /// <exception cref="SfException">Any failure of the describe.</exception>
    public static async Task<string> OfAsync(SfSession session, Selection? selection, CsvDialect dialect, CancellationToken stop)
    {
        List<string> names = [];
        foreach (SelectedColumn column in selection?.Columns ?? [])
        {
            if (!column.IsOpen)
                names.Add(string.Join(".", column.Path));
            else
                names.AddRange((await session.Schema.GetAsync(selection!.ObjectName, stop).ConfigureAwait(false)).Fields.Select(static f => f.Name));
        }

        return string.Join(dialect.Delimiter.ToString(), names.Distinct(StringComparer.OrdinalIgnoreCase).Select(static n => $"\"{n}\""));
    }
}
