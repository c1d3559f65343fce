using SalesforceCC.Emulator.Data;

namespace SalesforceCC.Emulator.Events.Schemas;

/// <summary>Names of change events, and which objects have them.</summary>
internal static class EventNames
{
    private const string Suffix = "ChangeEvent";

    // Of the standard objects that this org has, those that the documentation lists.
    private static readonly HashSet<string> s_standard = new(StringComparer.Ordinal)
    {
        "Account", "Campaign", "Case", "Contact", "Event", "Lead", "Opportunity", "Pricebook2", "Product2", "Task", "User",
    };

    /// <summary><c>AccountChangeEvent</c> for Account, <c>Invoice__ChangeEvent</c> for Invoice__c.</summary>
    public static string ChangeEventOf(string objectName) =>
        objectName.EndsWith("__c", StringComparison.Ordinal) ? objectName[..^1] + Suffix : objectName + Suffix;

    /// <summary>The object whose changes events of that name tell; null for other names.</summary>
    public static string? ObjectOf(string changeEvent)
    {
        if (!changeEvent.EndsWith(Suffix, StringComparison.Ordinal)) return null;
        string start = changeEvent[..^Suffix.Length];
        string name = start.EndsWith("__", StringComparison.Ordinal) ? start + "c" : start;
        return ChangeEventOf(name) == changeEvent && name.Length > 0 ? name : null;
    }

    /// <summary>Changes of its rows can be captured.</summary>
    public static bool HasChangeEvent(SObjectType type) =>
        !type.ToolingOnly && !type.IsEvent && (type.Custom || s_standard.Contains(type.Name));
}
