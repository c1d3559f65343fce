using System.Globalization;
using SalesforceCC.Emulator.Data;

namespace SalesforceCC.Emulator.Events.Changes;

/// <summary>Values of rows as Avro has them: times are milliseconds.</summary>
internal static class AvroValue
{
    public static object Of(SObjectField field, object value) => field.Kind switch
    {
        FieldKind.Boolean => value is 1L,
        FieldKind.Int => (int)(long)value,
        FieldKind.Double => Convert.ToDouble(value, CultureInfo.InvariantCulture),
        FieldKind.Date => Moment($"{value}T00:00:00Z"),
        FieldKind.DateTime => Moment((string)value),
        FieldKind.Time => (long)TimeOnly.Parse(((string)value).TrimEnd('Z'), CultureInfo.InvariantCulture).ToTimeSpan().TotalMilliseconds,
        _ => value.ToString()!,
    };

    private static long Moment(string text) =>
        DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).ToUnixTimeMilliseconds();
}
