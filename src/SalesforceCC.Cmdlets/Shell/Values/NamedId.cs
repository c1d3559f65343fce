using System.Management.Automation;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>The ID of something that is no record: given as text, or by an object that has it.</summary>
internal static class NamedId
{
    /// <summary>The ID in its form of 18 characters.</summary>
    /// <param name="input">A text, or an object.</param>
    /// <param name="prefix">What such IDs begin with.</param>
    /// <param name="what">What it is the ID of, for errors.</param>
    /// <param name="property">The property of an object that has it, before Id.</param>
    /// <exception cref="SfException">MALFORMED_ID.</exception>
    public static string Of(PSObject input, string prefix, string what, string property)
    {
        object? id = input.BaseObject is string ? input.BaseObject : Property(property) ?? Property("Id");
        string text = (id?.ToString() ?? "").Trim();
        return SfId.IsValid(text) && text.StartsWith(prefix, StringComparison.Ordinal)
            ? SfId.To18(text)
            : throw new SfException("MALFORMED_ID", text.Length == 0
                ? $"The object has no {property} or Id, which says what {what} is meant."
                : $"'{text}' is not the ID of a {what}, which begins with {prefix}.");

        object? Property(string name) => input.Properties[name]?.Value;
    }
}
