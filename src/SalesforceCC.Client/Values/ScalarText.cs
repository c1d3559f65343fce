using System.Globalization;
using System.Numerics;
using System.Security;
using SalesforceCC.Records;

namespace SalesforceCC.Values;

/// <summary>
/// A single value in the form that Salesforce reads, whatever the culture. SOQL, JSON and CSV all take it from here, and
/// add only their own quotes.
/// </summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The form, without quotes.</param>
internal readonly record struct ScalarText(ScalarKind Kind, string Text)
{
    /// <summary>The form of a value; null where it is no single value, or <paramref name="problem"/> says why it has none.</summary>
    /// <param name="value">Any value.</param>
    /// <param name="type">The type of the field it is for: decides between date and moment.</param>
    /// <param name="problem">What is wrong with the value, to stand behind its name.</param>
    public static ScalarText? Of(object? value, FieldType type, out string? problem)
    {
        problem = null;
        switch (value)
        {
            case null or DBNull: return new(ScalarKind.Null, "");
            case string text: return new(ScalarKind.Text, text);
            case bool flag: return new(ScalarKind.Boolean, flag ? "true" : "false");
            case double number when double.IsNaN(number) || double.IsInfinity(number):
            case float single when float.IsNaN(single) || float.IsInfinity(single):
                problem = "is not a finite number";
                return null;
            case double number: return new(ScalarKind.Number, NumberText.Of(number));
            case float number: return new(ScalarKind.Number, NumberText.Of(number));
            case Enum or Guid or Version or char: return new(ScalarKind.Text, value.ToString()!);
            case Uri uri: return new(ScalarKind.Text, uri.OriginalString);
            case sbyte or byte or short or ushort or int or uint or long or ulong or decimal or BigInteger:
                return new(ScalarKind.Number, ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture));
            case DateTimeOffset moment when type == FieldType.Date: return Date(moment.DateTime);
            case DateTimeOffset moment: return Moment(moment.DateTime, moment.Offset);
            case DateTime time: return IsDate(time, type) ? Date(time) : Moment(time, OffsetOf(time));
            case TimeSpan time when time < TimeSpan.Zero || time >= TimeSpan.FromDays(1):
                problem = "is a TimeSpan, but no time of day";
                return null;
            case TimeSpan time: return Time(time);
#if NET
            case DateOnly date when type == FieldType.DateTime:
                DateTime midnight = date.ToDateTime(TimeOnly.MinValue);
                return Moment(midnight, OffsetOf(midnight));
            case DateOnly date: return Date(date.ToDateTime(TimeOnly.MinValue));
            case TimeOnly time: return Time(time.ToTimeSpan());
            case Half number when !Half.IsFinite(number):
                problem = "is not a finite number";
                return null;
            case Half or Int128 or UInt128:
                return new(ScalarKind.Number, ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture));
#endif
            case byte[] bytes: return new(ScalarKind.Binary, Convert.ToBase64String(bytes));
            case SecureString:
                problem = "is a SecureString, which is not written in clear text";
                return null;
            default: return null;
        }
    }

    /// <summary>
    /// Whether only the field's type tells if a DateTime is a day or a moment: at midnight without a zone, or of this
    /// machine's.
    /// </summary>
    public static bool IsUnclear(object? value) => value is DateTime { Kind: not DateTimeKind.Utc } time && time.TimeOfDay == TimeSpan.Zero;

    // Where the type is not known, a midnight that nobody gave a zone is a day: a date field of a record comes as one,
    // and so does [datetime]::Today.
    private static bool IsDate(DateTime time, FieldType type) => type switch
    {
        FieldType.Date => true,
        FieldType.DateTime => false,
        _ => IsUnclear(time),
    };

    private static ScalarText Date(DateTime day) => new(ScalarKind.Date, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    private static ScalarText Time(TimeSpan time) =>
        new(ScalarKind.Time, time.ToString(@"hh\:mm\:ss\.fff'Z'", CultureInfo.InvariantCulture));

    // With the offset as it is, not converted to UTC: a date field takes the day that is written, and in the first hours
    // of a day in Europe, or the last ones in America, UTC has another. Nor does the end of the calendar need a conversion.
    private static ScalarText Moment(DateTime time, TimeSpan offset) => new(
        ScalarKind.DateTime,
        time.ToString("yyyy-MM-dd'T'HH:mm:ss.fff", CultureInfo.InvariantCulture)
            + (offset == TimeSpan.Zero ? "Z" : (offset < TimeSpan.Zero ? '-' : '+') + offset.ToString(@"hh\:mm", CultureInfo.InvariantCulture)));

    private static TimeSpan OffsetOf(DateTime time) =>
        time.Kind == DateTimeKind.Utc ? TimeSpan.Zero : TimeZoneInfo.Local.GetUtcOffset(time);
}
