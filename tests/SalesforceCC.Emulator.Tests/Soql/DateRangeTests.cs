using System.Globalization;
using SalesforceCC.Emulator.Soql.Translation;
using Xunit;

namespace SalesforceCC.Emulator.Tests.Soql;

public sealed class DateRangeTests
{
    // 2026-11-24 is a Tuesday.
    [Theory]
    [InlineData("YESTERDAY", 0, "2026-11-23", "2026-11-24")]
    [InlineData("TODAY", 0, "2026-11-24", "2026-11-25")]
    [InlineData("TOMORROW", 0, "2026-11-25", "2026-11-26")]
    [InlineData("LAST_WEEK", 0, "2026-11-15", "2026-11-22")]
    [InlineData("THIS_WEEK", 0, "2026-11-22", "2026-11-29")]
    [InlineData("NEXT_WEEK", 0, "2026-11-29", "2026-12-06")]
    [InlineData("LAST_MONTH", 0, "2026-10-01", "2026-11-01")]
    [InlineData("THIS_MONTH", 0, "2026-11-01", "2026-12-01")]
    [InlineData("NEXT_MONTH", 0, "2026-12-01", "2027-01-01")]
    [InlineData("LAST_90_DAYS", 0, "2026-08-26", "2026-11-25")]
    [InlineData("NEXT_90_DAYS", 0, "2026-11-25", "2027-02-23")]
    [InlineData("LAST_QUARTER", 0, "2026-07-01", "2026-10-01")]
    [InlineData("THIS_FISCAL_QUARTER", 0, "2026-10-01", "2027-01-01")]
    [InlineData("NEXT_QUARTER", 0, "2027-01-01", "2027-04-01")]
    [InlineData("LAST_FISCAL_YEAR", 0, "2025-01-01", "2026-01-01")]
    [InlineData("THIS_YEAR", 0, "2026-01-01", "2027-01-01")]
    [InlineData("NEXT_YEAR", 0, "2027-01-01", "2028-01-01")]
    [InlineData("LAST_N_DAYS", 3, "2026-11-21", "2026-11-25")]
    [InlineData("NEXT_N_DAYS", 3, "2026-11-25", "2026-11-28")]
    [InlineData("N_DAYS_AGO", 3, "2026-11-21", "2026-11-22")]
    [InlineData("LAST_N_WEEKS", 2, "2026-11-08", "2026-11-22")]
    [InlineData("N_WEEKS_AGO", 2, "2026-11-08", "2026-11-15")]
    [InlineData("LAST_N_MONTHS", 12, "2025-11-01", "2026-11-01")]
    [InlineData("NEXT_N_MONTHS", 2, "2026-12-01", "2027-02-01")]
    [InlineData("N_MONTHS_AGO", 2, "2026-09-01", "2026-10-01")]
    [InlineData("LAST_N_QUARTERS", 2, "2026-04-01", "2026-10-01")]
    [InlineData("N_FISCAL_QUARTERS_AGO", 1, "2026-07-01", "2026-10-01")]
    [InlineData("LAST_N_YEARS", 2, "2024-01-01", "2026-01-01")]
    [InlineData("NEXT_N_FISCAL_YEARS", 1, "2027-01-01", "2028-01-01")]
    [InlineData("N_YEARS_AGO", 1, "2025-01-01", "2026-01-01")]
    public void Means_these_days(string name, int n, string start, string end) => Assert.Equal(
        new DateRange(Day(start), Day(end)), DateRange.Of(name, n, new DateOnly(2026, 11, 24)));

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
