using System.Xml.Linq;

namespace SalesforceCC.Emulator.Metadata;

/// <summary>Reads the values of a component as Salesforce does, with its errors.</summary>
internal static class ComponentXml
{
    /// <summary>The text of an element; null where it is missing or empty.</summary>
    public static string? Text(this XElement parent, string name) =>
        parent.Element(MetadataPackage.Namespace + name)?.Value is { Length: > 0 } text ? text : null;

    public static string Required(this XElement parent, string name) =>
        parent.Text(name) ?? throw new ComponentProblem($"Required field is missing: {name}", parent);

    public static IEnumerable<XElement> All(this XElement parent, string name) => parent.Elements(MetadataPackage.Namespace + name);

    public static bool Flag(this XElement parent, string name, bool otherwise = false) => parent.Text(name) switch
    {
        null => otherwise,
        "true" or "1" => true,
        "false" or "0" => false,
        { } text => throw new ComponentProblem(
            $"'{text}' is not a valid value for the type xsd:boolean", parent.Element(MetadataPackage.Namespace + name)),
    };

    /// <summary>One of the values of an enumeration.</summary>
    public static string? OneOf(this XElement parent, string name, string enumeration, params string[] values) =>
        parent.Text(name) is not { } text || values.Contains(text)
            ? parent.Text(name)
            : throw new ComponentProblem(
                $"'{text}' is not a valid value for the enum '{enumeration}'", parent.Element(MetadataPackage.Namespace + name));

    /// <summary>The items of a comma-separated list.</summary>
    public static IReadOnlyList<string> List(this XElement parent, string name) =>
        parent.Text(name)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
}
