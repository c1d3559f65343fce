using System.Management.Automation;
using SalesforceCC.Json;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>JSON as objects of PowerShell: plain ones, with every member that was sent.</summary>
internal static class PsJson
{
    /// <summary>Deeper than any answer, and not so deep that the stack would end.</summary>
    private const int MaxDepth = 500;

    /// <summary>Reads a JSON text into the client's objects.</summary>
    /// <exception cref="SfException">INVALID_RESPONSE: no JSON, or one without bottom.</exception>
    public static object? Read(byte[] json) => JsonValues.Read(json, MaxDepth);

    /// <summary>The same value for PowerShell: objects become PSObjects, arrays arrays.</summary>
    /// <exception cref="SfException">INVALID_RESPONSE: members that no object can have.</exception>
    public static object? Of(object? value) => value switch
    {
        SfJsonObject members => ToObject(members),
        object?[] items => Array.ConvertAll(items, Of),
        _ => value,
    };

    private static PSObject ToObject(SfJsonObject members)
    {
        PSObject custom = new();
        HashSet<string> names = new(StringComparer.OrdinalIgnoreCase);
        foreach (KeyValuePair<string, object?> member in members)
        {
            if (!names.Add(member.Key))
                throw Invalid($"has members whose names differ only in case: '{members.First(m => m.Key.Equals(member.Key, StringComparison.OrdinalIgnoreCase)).Key}' and '{member.Key}'");
            try
            {
                custom.Properties.Add(new PSNoteProperty(member.Key, Of(member.Value)), preValidated: true);
            }
            catch (Exception e) when (e is ExtendedTypeSystemException or PSArgumentException)
            {
                throw Invalid($"has a member named '{member.Key}'");
            }
        }

        // A view for Salesforce.Account is one for what came this way, too.
        if (members["attributes"] is SfJsonObject attributes && attributes["type"] is string { Length: > 0 } type)
            custom.TypeNames.Insert(0, "Salesforce." + type);
        return custom;
    }

    private static SfException Invalid(string what) => new(
        SfErrorCodes.InvalidResponse, $"The answer {what}, which no object of PowerShell can hold. -Raw gives the text of the answer.");
}
