namespace SalesforceCC.Events;

/// <summary>Times in events: milliseconds, as the schema has no other type for them.</summary>
internal static class EventTime
{
    private const long First = -62_135_596_800_000;
    private const long Last = 253_402_300_799_999;
    private const long Day = 86_400_000;

    /// <summary>Whether they are a moment that .NET has.</summary>
    public static bool IsMoment(long milliseconds) => milliseconds is >= First and <= Last;

    public static bool IsTime(long milliseconds) => milliseconds is >= 0 and < Day;

    public static DateTimeOffset Moment(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);

    /// <summary>The day, of kind Unspecified as everywhere in records.</summary>
    public static DateTime Date(long milliseconds) => Moment(milliseconds).Date;
}
