using SalesforceCC.Emulator.Data.Sql;

namespace SalesforceCC.Emulator.Data;

/// <summary>The time zone that a user has chosen: in it, days begin for TODAY and the like.</summary>
internal static class UserTime
{
    /// <summary>The zone of a user; UTC for the org itself, and where the zone is not known here.</summary>
    public static TimeZoneInfo ZoneOf(SqlConnection connection, string? userId) =>
        userId is not null &&
        connection.ReadText("SELECT \"TimeZoneSidKey\" FROM \"User\" WHERE \"Id\" = ?1", userId) is { } name
            ? Find(name)
            : TimeZoneInfo.Utc;

    public static TimeZoneInfo Find(string name) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(name, out TimeZoneInfo? zone) ? zone : TimeZoneInfo.Utc;

    /// <summary>When a day begins in a zone. Where clocks go forward at midnight, that is an hour later.</summary>
    public static DateTimeOffset StartOf(DateOnly day, TimeZoneInfo zone)
    {
        DateTime midnight = day.ToDateTime(TimeOnly.MinValue);
        while (zone.IsInvalidTime(midnight)) midnight = midnight.AddMinutes(30);
        return new DateTimeOffset(midnight, zone.GetUtcOffset(midnight));
    }
}
