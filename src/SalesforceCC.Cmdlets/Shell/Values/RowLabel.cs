using SalesforceCC.Data;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>How a row is called where a user is asked about it.</summary>
internal static class RowLabel
{
    private static readonly string[] s_names = ["Name", "LastName", "Subject", "Title", "DeveloperName"];

    /// <summary>The object with the record's id, key or name, as far as it has one.</summary>
    public static string Of(WriteRow row, WriteSettings settings)
    {
        string? label = row.Id
            ?? Text(row, settings.KeyField)
            ?? s_names.Select(n => Text(row, n)).FirstOrDefault(static n => n is not null);
        string type = settings.TakesIds
            ? (((row.Input as System.Management.Automation.PSObject)?.BaseObject as SfRecord)?.GetObjectName() ?? "record")
            : row.Type;
        return label is null ? type : $"{type} {label}";
    }

    private static string? Text(WriteRow row, string? field) =>
        row.Fields.FirstOrDefault(f => f.Key.Equals(field, StringComparison.OrdinalIgnoreCase)).Value?.ToString() is { Length: > 0 } text ? text : null;
}
