using System.Globalization;

namespace SalesforceCC.Emulator.Apex.Running;

/// <summary>Values as <c>System.debug</c> and <c>+</c> write them.</summary>
internal static class ApexText
{
    public static string Of(object? value) => value switch
    {
        null => "null",
        bool truth => truth ? "true" : "false",
        string text => text,
        double number => double.IsInteger(number) ? number.ToString("0.0", CultureInfo.InvariantCulture) : number.ToString("R", CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("yyyy-MM-dd 00:00:00", CultureInfo.InvariantCulture),
        DateTimeOffset moment => moment.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        List<object?> list => $"({string.Join(", ", list.Select(Of))})",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
