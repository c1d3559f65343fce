using System.Management.Automation;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>The IDs that users give.</summary>
internal static class RecordId
{
    /// <summary>An ID in its form of 18 characters.</summary>
    /// <exception cref="SfException">MALFORMED_ID: it is none. Digits without quotes are a number to PowerShell, without the zeros before it.</exception>
    public static string Checked(object? id)
    {
        if (IsNumber(id))
            throw new SfException("MALFORMED_ID", $"{id} is a number, and a record ID is text.");
        return id?.ToString()?.Trim() is { } text && SfId.IsValid(text)
            ? SfId.To18(text)
            : throw new SfException("MALFORMED_ID", id is null ? "The record has no Id." : $"'{id}' is not a record ID.");
    }

    /// <summary>Whether a value is a number, wrapped or not.</summary>
    public static bool IsNumber(object? value) =>
        (value is PSObject wrapped ? wrapped.BaseObject : value) is int or long or ulong or decimal or double;
}
