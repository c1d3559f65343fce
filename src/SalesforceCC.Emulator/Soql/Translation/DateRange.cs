namespace SalesforceCC.Emulator.Soql.Translation;

/// <summary>
/// A span of days, such as LAST_MONTH. Weeks begin on Sunday, the fiscal year is the calendar's: the
/// org's locale is en_US with no fiscal settings.
/// </summary>
/// <param name="Start">First day.</param>
/// <param name="End">The day after the last.</param>
internal readonly record struct DateRange(DateOnly Start, DateOnly End)
{
    /// <summary>The span that a name means today.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The span lies outside the calendar.</exception>
    public static DateRange Of(string name, int n, DateOnly today)
    {
        name = name.Replace("FISCAL_", "", StringComparison.Ordinal);
        switch (name)
        {
            case "YESTERDAY": return Day(today.AddDays(-1));
            case "TODAY": return Day(today);
            case "TOMORROW": return Day(today.AddDays(1));
            // These two include today, or begin after it, unlike the spans of whole weeks and months.
            case "LAST_90_DAYS": return new DateRange(today.AddDays(-90), today.AddDays(1));
            case "NEXT_90_DAYS": return new DateRange(today.AddDays(1), today.AddDays(91));
            case "LAST_N_DAYS": return new DateRange(today.AddDays(-n), today.AddDays(1));
            case "NEXT_N_DAYS": return new DateRange(today.AddDays(1), today.AddDays(n + 1));
        }
        string[] words = name.Split('_');
        if (words[0] == "N") return Units(words[1], today, -n, 1);
        if (words[1] == "N") return words[0] == "LAST" ? Units(words[2], today, -n, n) : Units(words[2], today, 1, n);
        return Units(words[1], today, words[0] switch { "LAST" => -1, "NEXT" => 1, _ => 0 }, 1);
    }

    private static DateRange Day(DateOnly day) => new(day, day.AddDays(1));

    /// <summary>So many whole units, the first of them so many after the current one.</summary>
    private static DateRange Units(string unit, DateOnly today, int first, int count) => unit.TrimEnd('S') switch
    {
        "DAY" => new DateRange(today.AddDays(first), today.AddDays(first + count)),
        "WEEK" => Weeks(today.AddDays(-(int)today.DayOfWeek), first, count),
        "MONTH" => Months(new DateOnly(today.Year, today.Month, 1), first, count),
        "QUARTER" => Months(new DateOnly(today.Year, today.Month - ((today.Month - 1) % 3), 1), first * 3, count * 3),
        _ => Months(new DateOnly(today.Year, 1, 1), first * 12, count * 12),
    };

    private static DateRange Weeks(DateOnly start, int first, int count) =>
        new(start.AddDays(first * 7), start.AddDays((first + count) * 7));

    private static DateRange Months(DateOnly start, int first, int count) =>
        new(start.AddMonths(first), start.AddMonths(first + count));
}
