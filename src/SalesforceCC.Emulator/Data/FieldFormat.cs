using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace SalesforceCC.Emulator.Data;

/// <summary>Dates and times in the one form in which they are stored, compared as text, and written.</summary>
internal static class FieldFormat
{
    private const string DateTimeForm = "yyyy-MM-dd'T'HH:mm:ss'.000+0000'";

    private static readonly string[] s_dateTimes =
    [
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", "yyyy-MM-dd'T'HH:mmK",
        "yyyy-MM-dd'T'HH:mmzzz", "yyyy-MM-dd' 'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd",
    ];

    private static readonly string[] s_times = ["HH:mm:ss.FFFFFFF'Z'", "HH:mm:ss.FFFFFFF", "HH:mm'Z'", "HH:mm"];

    public static string Date(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Salesforce keeps whole seconds.</summary>
    public static string DateTime(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString(DateTimeForm, CultureInfo.InvariantCulture);

    public static bool TryDate(string text, [NotNullWhen(true)] out string? date)
    {
        // A datetime is accepted for a date; its time is dropped.
        string day = text.Length > 10 && text[10] is 'T' or ' ' && TryDateTime(text, out _) ? text[..10] : text;
        bool valid = DateOnly.TryParseExact(
            day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly parsed);
        date = valid ? Date(parsed) : null;
        return valid;
    }

    public static bool TryDateTime(string text, [NotNullWhen(true)] out string? moment)
    {
        bool valid = DateTimeOffset.TryParseExact(
            text.ToUpperInvariant(),
            s_dateTimes,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out DateTimeOffset parsed);
        moment = valid ? DateTime(parsed) : null;
        return valid;
    }

    public static bool TryTime(string text, [NotNullWhen(true)] out string? time)
    {
        bool valid = TimeOnly.TryParseExact(
            text, s_times, CultureInfo.InvariantCulture, DateTimeStyles.None, out TimeOnly parsed);
        time = valid ? parsed.ToString("HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture) : null;
        return valid;
    }
}
