using SalesforceCC.Emulator.Data;
using Xunit;

namespace SalesforceCC.Emulator.Tests.Data;

/// <summary>Dates and times as they may be sent, and as they are kept.</summary>
public sealed class FieldFormatTests
{
    [Theory]
    [InlineData("2026-11-24", "2026-11-24")]
    [InlineData("2026-11-24T23:59:59Z", "2026-11-24")]
    [InlineData("2026-11-24 23:59:59Z", "2026-11-24")]
    [InlineData("2026-11-24T23:59:59.999-08:00", "2026-11-24")]
    [InlineData("2024-02-29", "2024-02-29")]
    [InlineData("2026-02-29", null)]
    [InlineData("2026-11-24T", null)]
    [InlineData("2026-11-24T25:00:00Z", null)]
    [InlineData("2026-11-24x", null)]
    [InlineData("2026-11-241", null)]
    [InlineData("2026-1-2", null)]
    [InlineData("24.11.2026", null)]
    [InlineData("", null)]
    public void Dates(string text, string? kept)
    {
        Assert.Equal(kept is not null, FieldFormat.TryDate(text, out string? date));
        Assert.Equal(kept, date);
    }

    [Theory]
    [InlineData("2026-11-24T15:30:05Z", "2026-11-24T15:30:05.000+0000")]
    [InlineData("2026-11-24t15:30:05z", "2026-11-24T15:30:05.000+0000")]
    [InlineData("2026-11-24T15:30:05.999Z", "2026-11-24T15:30:05.000+0000")]
    [InlineData("2026-11-24T15:30:05.1234567+0530", "2026-11-24T10:00:05.000+0000")]
    [InlineData("2026-11-24T15:30:05-05:00", "2026-11-24T20:30:05.000+0000")]
    [InlineData("2026-11-24T15:30:05", "2026-11-24T15:30:05.000+0000")]
    [InlineData("2026-11-24T15:30Z", "2026-11-24T15:30:00.000+0000")]
    [InlineData("2026-11-24T15:30+01:00", "2026-11-24T14:30:00.000+0000")]
    [InlineData("2026-11-24 15:30:05Z", "2026-11-24T15:30:05.000+0000")]
    [InlineData("2026-11-24", "2026-11-24T00:00:00.000+0000")]
    [InlineData("2026-11-24T15", null)]
    [InlineData("2026-11-24T15:60:00Z", null)]
    [InlineData("2026-13-24T15:30:00Z", null)]
    [InlineData("", null)]
    public void Moments(string text, string? kept)
    {
        Assert.Equal(kept is not null, FieldFormat.TryDateTime(text, out string? moment));
        Assert.Equal(kept, moment);
    }

    [Theory]
    [InlineData("15:30:05Z", "15:30:05.000Z")]
    [InlineData("15:30:05.1239Z", "15:30:05.123Z")]
    [InlineData("15:30:05.5", "15:30:05.500Z")]
    [InlineData("15:30Z", "15:30:00.000Z")]
    [InlineData("00:00", "00:00:00.000Z")]
    [InlineData("24:00", null)]
    [InlineData("15:30:05+01:00", null)]
    [InlineData("3:30", null)]
    [InlineData("", null)]
    public void Times(string text, string? kept)
    {
        Assert.Equal(kept is not null, FieldFormat.TryTime(text, out string? time));
        Assert.Equal(kept, time);
    }
}
