using System.Globalization;

namespace SalesforceCC.Fuzz.Inputs;

/// <summary>Values of every kind that may be bound.</summary>
internal static class RandomSoqlValue
{
    private static readonly string[] s_texts =
    [
        "", "'", "''", "\\", "\\\\", "\\'", "\\\\'", "x' OR Name != '", "x\\' OR Name != \\'", "\\%", "\\_", "\\\\%", "%_", "a\\%b\\_c\\\\", "\\u0027", "\\n", "\n'", ":a",
        "' OR Id IN (SELECT Id FROM User) LIMIT 1 --", "’", "＇", "\u02bc", "\0'", "null", "TRUE", "2024-01-01",
    ];

    public static object? Any(Random random) => random.Percent(12)
        ? Enumerable.Range(0, random.Next(1, 5)).Select(_ => One(random)).ToArray()
        : One(random);

    private static object? One(Random random) => random.Next(22) switch
    {
        < 5 => random.Of<string>(s_texts),
        < 10 => Characters.Any(random, 20),
        10 => null,
        11 => random.Percent(50),
        12 => random.Next(int.MinValue, int.MaxValue),
        13 => random.NextInt64(long.MinValue, long.MaxValue),
        14 => new decimal(random.Next(), random.Next(), random.Next(), random.Percent(50), (byte)random.Next(29)),
        15 => Double(random),
        16 => Moment(random),
        17 => DateTime.SpecifyKind(Moment(random).DateTime, random.Of(DateTimeKind.Unspecified, DateTimeKind.Utc, DateTimeKind.Local)),
        18 => Moment(random).Date,
        19 => random.Percent(50) ? TimeSpan.FromTicks(random.NextInt64(TimeSpan.TicksPerDay)) : TimeSpan.FromHours(random.Next(-30, 30)),
        20 => random.Next(5) switch
        {
            0 => DateOnly.FromDateTime(Moment(random).Date),
            1 => new TimeOnly(random.NextInt64(TimeSpan.TicksPerDay)),
            2 => new Guid(random.Next(), 1, 2, 3, 4, 5, 6, 7, 8, 9, 10),
            3 => (char)random.Next(char.MaxValue + 1),
            _ => random.Of(DayOfWeek.Friday, (DayOfWeek)9),
        },
        _ => random.Next(5) switch
        {
            0 => new object(),
            1 => Array.Empty<int>(),
            2 => new CultureInfo("de-DE"),
            3 => (byte)random.Next(256),
            _ => new[] { new[] { 1 } },
        },
    };

    private static double Double(Random random) => random.Percent(50)
        ? random.Of(0.0, -0.0, double.Epsilon, double.MaxValue, double.MinValue, double.NaN, double.PositiveInfinity, 1e15, 1e16, 1e-5, 123456789.5)
        : BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue));

    private static DateTimeOffset Moment(Random random) => random.Percent(5)
        ? random.Of(DateTimeOffset.MinValue, DateTimeOffset.MaxValue)
        : new DateTimeOffset(random.NextInt64(TimeSpan.TicksPerDay, DateTime.MaxValue.Ticks - TimeSpan.TicksPerDay), TimeSpan.FromMinutes(random.Next(-840, 841)));
}
