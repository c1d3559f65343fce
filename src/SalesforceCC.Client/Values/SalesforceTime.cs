#if NET
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
#endif

namespace SalesforceCC.Values;

/// <summary>Salesforce's dates and times, straight from their bytes.</summary>
internal static class SalesforceTime
{
    private const int DateLength = 10;
#if NET
    private const int UsualLength = 28;
#endif

    /// <summary>Whether a text has the shape of a date, datetime or time, so that only describe can say what it is.</summary>
    public static bool IsShapeOf(ReadOnlySpan<byte> text)
    {
        // Two bytes tell for nearly every text.
        if (text.Length < 9)
            return false;
        if (text[4] == '-')
            return text.Length == DateLength ? TryDate(text, out _) : IsDateTime(text);
        return text[2] == ':' && text[text.Length - 1] == 'Z' && TryTime(text, out _);
    }

    /// <summary><c>2010-01-01</c>.</summary>
    public static bool TryDate(ReadOnlySpan<byte> text, out DateTime date)
    {
        date = default;
        if (text.Length != DateLength || text[4] != '-' || text[7] != '-'
            || !TryDigits(text, 0, 4, out int year) || !TryDigits(text, 5, 2, out int month)
            || !TryDigits(text, 8, 2, out int day))
            return false;
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
            return false;
        date = new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Unspecified);
        return true;
    }

    /// <summary><c>2011-07-07T00:37:00.000+0000</c>, also with <c>Z</c> or <c>+00:00</c>.</summary>
    public static bool TryDateTime(ReadOnlySpan<byte> text, out DateTimeOffset moment)
    {
        moment = default;
        if (text.Length < DateLength + 2 || text[DateLength] != 'T' || !TryDate(text.Slice(0, DateLength), out DateTime date)
            || !TryClock(text.Slice(DateLength + 1), out long ticks, out int used)
            || !TryOffset(text.Slice(DateLength + 1 + used), out int minutes))
            return false;

        // At the ends of the calendar an offset can lead out of it.
        long utc = date.Ticks + ticks - (minutes * TimeSpan.TicksPerMinute);
        if (utc < DateTime.MinValue.Ticks || utc > DateTime.MaxValue.Ticks)
            return false;
        moment = new DateTimeOffset(date.Ticks + ticks, new TimeSpan(minutes * TimeSpan.TicksPerMinute));
        return true;
    }

    /// <summary>Whether it is a datetime, at a fraction of the time that reading one takes where it is in the usual form.</summary>
    public static bool IsDateTime(ReadOnlySpan<byte> text) =>
#if NET
        IsUsualDateTime(text) ||
#endif
        TryDateTime(text, out _);

#if NET
    // Each byte has its least and its greatest; two bytes together tell of the month, the day and the hour. Days that not
    // every month has are left to TryDateTime.
    private static bool IsUsualDateTime(ReadOnlySpan<byte> text)
    {
        if (!Vector128.IsHardwareAccelerated || text.Length != UsualLength)
            return false;
        Vector128<byte> head = MemoryMarshal.Read<Vector128<byte>>(text);
        Vector128<byte> tail = MemoryMarshal.Read<Vector128<byte>>(text.Slice(UsualLength - Vector128<byte>.Count));
        return IsBetween(head, "0000-00-00T00:00"u8, "9999-19-29T29:59"u8) && IsBetween(tail, "0:00:00.000+0000"u8, "9:59:59.999+0000"u8)
            && Two(text, 0) + Two(text, 2) > 0 && Two(text, 5) is >= 1 and <= 12 && Two(text, 8) is >= 1 and <= 28 && Two(text, 11) <= 23;
    }

    private static bool IsBetween(Vector128<byte> text, ReadOnlySpan<byte> least, ReadOnlySpan<byte> greatest) =>
        Vector128.Max(Vector128.Min(text, MemoryMarshal.Read<Vector128<byte>>(greatest)), MemoryMarshal.Read<Vector128<byte>>(least)) == text;

    private static int Two(ReadOnlySpan<byte> text, int start) => ((text[start] - '0') * 10) + text[start + 1] - '0';
#endif

    /// <summary><c>09:30:00.000Z</c>.</summary>
    public static bool TryTime(ReadOnlySpan<byte> text, out TimeSpan time)
    {
        bool isTime = TryClock(text, out long ticks, out int used)
            && (used == text.Length || (used == text.Length - 1 && text[used] == 'Z'));
        time = isTime ? new TimeSpan(ticks) : default;
        return isTime;
    }

    private static bool TryClock(ReadOnlySpan<byte> text, out long ticks, out int used)
    {
        ticks = 0;
        used = 8;
        if (text.Length < 8 || text[2] != ':' || text[5] != ':'
            || !TryDigits(text, 0, 2, out int hours) || !TryDigits(text, 3, 2, out int minutes)
            || !TryDigits(text, 6, 2, out int seconds) || hours > 23 || minutes > 59 || seconds > 59)
            return false;

        ticks = (((hours * 60L) + minutes) * 60L + seconds) * TimeSpan.TicksPerSecond;
        if (text.Length <= used || text[used] != '.')
            return true;

        used++;
        long unit = TimeSpan.TicksPerSecond;
        int first = used;
        for (; used < text.Length && (uint)(text[used] - '0') <= 9; used++)
        {
            unit /= 10;
            ticks += (text[used] - '0') * unit;
        }

        return used > first;
    }

    private static bool TryOffset(ReadOnlySpan<byte> text, out int minutes)
    {
        minutes = 0;
        if (text.Length == 1)
            return text[0] == 'Z';
        bool hasColon = text.Length == 6 && text[3] == ':';
        if ((text.Length != 5 && !hasColon) || text[0] is not ((byte)'+' or (byte)'-')
            || !TryDigits(text, 1, 2, out int hours) || !TryDigits(text, hasColon ? 4 : 3, 2, out minutes)
            || minutes > 59 || hours > 14)
            return false;

        minutes += hours * 60;
        if (minutes > 14 * 60)
            return false;
        if (text[0] == '-')
            minutes = -minutes;
        return true;
    }

    private static bool TryDigits(ReadOnlySpan<byte> text, int start, int count, out int value)
    {
        value = 0;
        for (int i = start; i < start + count; i++)
        {
            uint digit = (uint)(text[i] - '0');
            if (digit > 9)
                return false;
            value = (value * 10) + (int)digit;
        }

        return true;
    }
}
