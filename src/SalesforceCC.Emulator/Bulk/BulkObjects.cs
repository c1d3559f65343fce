using SalesforceCC.Emulator.Data;

namespace SalesforceCC.Emulator.Bulk;

/// <summary>Which objects the Bulk API knows: not those that stand for settings and shares.</summary>
internal static class BulkObjects
{
    private static readonly HashSet<string> s_without = new(StringComparer.OrdinalIgnoreCase)
    {
        "EntityDefinition", "FieldDefinition", "ListView", "LoginHistory", "UserLogin",
    };

    private static readonly string[] s_endings = ["Share", "Tag", "Status"];

    public static SObjectType Supported(SObjectType type) => s_without.Contains(type.Name) ||
        Array.Exists(s_endings, e => type.Name.EndsWith(e, StringComparison.Ordinal))
            ? throw BulkErrors.NotSupported(type)
            : type;
}
