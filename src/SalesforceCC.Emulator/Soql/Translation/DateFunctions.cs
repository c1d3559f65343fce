using SalesforceCC.Emulator.Data;

namespace SalesforceCC.Emulator.Soql.Translation;

/// <summary>Parts of dates. The fiscal year is the calendar's.</summary>
internal static class DateFunctions
{
    /// <summary>SQL and kind of the part; null for a function that is none of these.</summary>
    public static (string Sql, FieldKind Kind)? Translate(string name, string argument)
    {
        string day = $"substr({argument}, 1, 10)";
        string month = Number($"substr({argument}, 6, 2)");
        return name.ToUpperInvariant() switch
        {
            "CALENDAR_YEAR" or "FISCAL_YEAR" => (Number($"substr({argument}, 1, 4)"), FieldKind.Int),
            "CALENDAR_QUARTER" or "FISCAL_QUARTER" => ($"(({month} + 2) / 3)", FieldKind.Int),
            "CALENDAR_MONTH" or "FISCAL_MONTH" => (month, FieldKind.Int),
            "DAY_IN_MONTH" => (Number($"substr({argument}, 9, 2)"), FieldKind.Int),
            "DAY_IN_WEEK" => ($"({Number($"strftime('%w', {day})")} + 1)", FieldKind.Int),
            "DAY_IN_YEAR" => (Number($"strftime('%j', {day})"), FieldKind.Int),
            "WEEK_IN_MONTH" => ($"(({Number($"substr({argument}, 9, 2)")} + 6) / 7)", FieldKind.Int),
            "WEEK_IN_YEAR" => ($"(({Number($"strftime('%j', {day})")} + 6) / 7)", FieldKind.Int),
            "HOUR_IN_DAY" => (Number($"substr({argument}, 12, 2)"), FieldKind.Int),
            "DAY_ONLY" => (day, FieldKind.Date),
            _ => null,
        };
    }

    private static string Number(string text) => $"CAST({text} AS INTEGER)";
}
