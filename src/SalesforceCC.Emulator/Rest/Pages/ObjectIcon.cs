using System.Text.Json.Nodes;
using SalesforceCC.Emulator.Data;

namespace SalesforceCC.Emulator.Rest.Pages;

/// <summary>Colours and icons of an object: two sizes for Classic (theme3), a drawing and two sizes for Lightning (theme4).</summary>
internal static class ObjectIcon
{
    // Recorded for accounts; the others share what custom objects have.
    private static readonly (string Lightning, string Classic) s_account = ("5867E8", "236FBD");
    private static readonly (string Lightning, string Classic) s_other = ("06A59A", "A55647");

    public static JsonArray Colors(SObjectType type)
    {
        (string? lightning, string? classic) = type.Name == "Account" ? s_account : s_other;
        return [Color(lightning, "theme4"), Color(classic, "theme3")];
    }

    public static JsonArray All(SObjectType type, string origin)
    {
        string classic = type.Custom ? "custom" : type.LabelPlural.ToLowerInvariant().Replace(" ", "", StringComparison.Ordinal);
        string lightning = type.Custom ? "custom/custom1" : $"standard/{type.Name.ToLowerInvariant()}";
        return
        [
            Icon("image/png", 32, "theme3", $"{origin}/img/icon/{classic}32.png"),
            Icon("image/png", 16, "theme3", $"{origin}/img/icon/{classic}16.png"),
            Icon("image/svg+xml", 0, "theme4", $"{origin}/img/icon/t4v35/{lightning}.svg"),
            Icon("image/png", 60, "theme4", $"{origin}/img/icon/t4v35/{lightning}_60.png"),
            Icon("image/png", 120, "theme4", $"{origin}/img/icon/t4v35/{lightning}_120.png"),
        ];
    }

    private static JsonObject Color(string color, string theme) =>
        new() { ["color"] = color, ["context"] = "primary", ["theme"] = theme };

    private static JsonObject Icon(string contentType, int size, string theme, string url) => new()
    {
        ["contentType"] = contentType,
        ["height"] = size,
        ["theme"] = theme,
        ["url"] = url,
        ["width"] = size,
    };
}
