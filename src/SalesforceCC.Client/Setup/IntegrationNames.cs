using System.Globalization;
using System.Text;

namespace SalesforceCC.Setup;

/// <summary>Names of an integration's parts, made from the name of the system that it connects.</summary>
internal static class IntegrationNames
{
    private const string System = "The name of the system";
    private const string Suffix = "Integration";
    private const int Longest = 80;

    /// <summary><c>SAP</c> gives <c>SAP Integration</c>; what ends so already stays.</summary>
    /// <exception cref="SfException">INVALID_PARAMETER.</exception>
    public static string Label(string system)
    {
        string text = IntegrationOptions.Text(System, system, Longest);
        string label = text.EndsWith(Suffix, StringComparison.OrdinalIgnoreCase) ? text : $"{text} {Suffix}";
        return label.Length <= Longest
            ? label
            : throw IntegrationOptions.Invalid($"{System} must have at most {Longest - Suffix.Length - 1} characters; it has {text.Length}.");
    }

    /// <summary>
    /// The label as API name: letters, digits and single underscores, a letter first. Accents are dropped; a leading
    /// digit gets an X, as Salesforce itself does it.
    /// </summary>
    /// <exception cref="SfException">INVALID_PARAMETER: nothing but the suffix would be left.</exception>
    public static string ApiName(string label)
    {
        StringBuilder name = new();
        foreach (char c in label.Normalize(NormalizationForm.FormD))
        {
            if (c is >= 'A' and <= 'Z' or >= 'a' and <= 'z' or >= '0' and <= '9')
                name.Append(c);
            else if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark && name.Length > 0 && name[name.Length - 1] != '_')
                name.Append('_');
        }

        string trimmed = name.ToString().Trim('_');
        if (trimmed.Length == 0 || trimmed.Equals(Suffix, StringComparison.OrdinalIgnoreCase))
            throw IntegrationOptions.Invalid($"{System} must have a letter A-Z or a digit for its API name.");
        string api = trimmed[0] is >= '0' and <= '9' ? "X" + trimmed : trimmed;
        return api.Length <= Longest ? api : api.Substring(0, Longest).TrimEnd('_');
    }
}
