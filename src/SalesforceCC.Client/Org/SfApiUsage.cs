using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace SalesforceCC;

/// <summary>API calls of the whole org in the last 24 hours, as Salesforce last reported them (Sforce-Limit-Info).</summary>
/// <param name="Used">Calls made.</param>
/// <param name="Allowed">Calls allowed.</param>
public sealed record SfApiUsage(long Used, long Allowed)
{
    /// <summary><c>29/15000</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{Used}/{Allowed}");

    /// <summary>Reads the header: <c>api-usage=29/15000, per-app-api-usage=17/250(appName=...)</c>.</summary>
    internal static bool TryParse(string header, [NotNullWhen(true)] out SfApiUsage? usage)
    {
        const string Name = "api-usage=";
        usage = null;
        foreach (string part in header.Split(','))
        {
            string item = part.Trim();
            if (!item.StartsWith(Name, StringComparison.OrdinalIgnoreCase))
                continue;
            string[] numbers = item.Substring(Name.Length).Split('/');
            if (numbers.Length == 2
                && long.TryParse(numbers[0], NumberStyles.None, CultureInfo.InvariantCulture, out long used)
                && long.TryParse(numbers[1], NumberStyles.None, CultureInfo.InvariantCulture, out long allowed))
                usage = new SfApiUsage(used, allowed);
            return usage is not null;
        }

        return false;
    }
}
