using System.Globalization;

namespace SalesforceCC;

/// <summary>
/// Finite numbers as text, as short as it can be: 0.1 is 0.1. System.Text.Json writes 0.10000000000000001 on .NET Framework.
/// </summary>
internal static class NumberText
{
    /// <summary>The text of a number.</summary>
    public static string Of(double number)
    {
        // .NET Framework's shortest text is at times that of a neighbour.
        string text = number.ToString("R", CultureInfo.InvariantCulture);
        return double.Parse(text, CultureInfo.InvariantCulture).Equals(number) ? text : number.ToString("G17", CultureInfo.InvariantCulture);
    }

    /// <summary>The text of a number.</summary>
    public static string Of(float number) => number.ToString("R", CultureInfo.InvariantCulture);
}
