using System.Globalization;
using System.Text;
using SalesforceCC.Values;

namespace SalesforceCC.Records;

/// <summary>Values that a user puts into a field.</summary>
internal static class FieldValue
{
    /// <summary>Whether two values are the same to Salesforce: numbers by what they count, whatever their type.</summary>
    public static bool AreSame(object? one, object? other)
    {
        if (Equals(one, other))
            return true;
        return one is not null && other is not null && IsNumber(one) && IsNumber(other)
            && TryNumber(one, out decimal left) && TryNumber(other, out decimal right) && left == right;
    }

    /// <summary>
    /// The value as one of the field's type. Only what can mean nothing else is converted: a shell's own conversion would
    /// make true of 'false', 15 of '1,5' and 0 of ''.
    /// </summary>
    /// <exception cref="SfException">INVALID_PARAMETER: it is no value of that type.</exception>
    public static object? To(FieldType type, object? value, string objectName, string field)
    {
        if (value is null || type is FieldType.Unknown or FieldType.Long or FieldType.Children)
            return value;
        if (value is string { Length: 0 } && type != FieldType.Text)
            return null;
        return Convert(type, value) ?? throw new SfException(
            SfErrorCodes.InvalidParameter,
            $"{objectName}.{field} holds {NameOf(type)}, and {Show(value)} is none.");
    }

    private static object? Convert(FieldType type, object value) => type switch
    {
        FieldType.Text => ToText(value),
        FieldType.Boolean => value as bool? ?? (value is string text && bool.TryParse(text, out bool flag) ? flag : null),
        FieldType.Number => TryNumber(value, out decimal number) ? number : null,
        FieldType.Integer => TryNumber(value, out decimal whole) && whole == decimal.Truncate(whole)
            && whole is >= int.MinValue and <= int.MaxValue ? (int)whole : null,
        FieldType.Date => ToDate(value),
        FieldType.DateTime => ToMoment(value),
        FieldType.Time => ToTime(value),
        _ => value,
    };

    private static string? ToText(object value) => value switch
    {
        string text => text,
        char or Guid or Uri or Enum => value.ToString(),
        bool flag => flag ? "true" : "false",
        _ => IsNumber(value) ? ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture) : null,
    };

    private static object? ToDate(object value) => value switch
    {
        DateTime day => DateTime.SpecifyKind(day.Date, DateTimeKind.Unspecified),
        DateTimeOffset moment => moment.Date,
        string text when SalesforceTime.TryDate(Encoding.UTF8.GetBytes(text), out DateTime date) => date,
#if NET
        DateOnly day => day.ToDateTime(TimeOnly.MinValue),
#endif
        _ => null,
    };

    private static object? ToMoment(object value) => value switch
    {
        DateTimeOffset => value,
        // As everywhere in .NET, a time that names no zone is one of this machine.
        DateTime time => new DateTimeOffset(time),
        string text when SalesforceTime.TryDateTime(Encoding.UTF8.GetBytes(text), out DateTimeOffset moment) => moment,
        _ => null,
    };

    private static object? ToTime(object value) => value switch
    {
        TimeSpan time when time >= TimeSpan.Zero && time < TimeSpan.FromDays(1) => time,
        string text when SalesforceTime.TryTime(Encoding.UTF8.GetBytes(text), out TimeSpan time) => time,
#if NET
        TimeOnly time => time.ToTimeSpan(),
#endif
        _ => null,
    };

    private static bool TryNumber(object value, out decimal number)
    {
        number = 0;
        if (value is string text)
            return decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number);
        if (!IsNumber(value))
            return false;
        try
        {
            number = System.Convert.ToDecimal(value, CultureInfo.InvariantCulture);
            return true;
        }
        catch (OverflowException)
        {
            return false;
        }
    }

    private static bool IsNumber(object value) =>
        value is int or long or decimal or double or float or short or byte or sbyte or ushort or uint or ulong;

    private static string NameOf(FieldType type) => type switch
    {
        FieldType.Text => "text",
        FieldType.Boolean => "true or false",
        FieldType.Integer => "a whole number (int)",
        FieldType.Number => "a number (decimal)",
        FieldType.Date => "a date (as text: yyyy-MM-dd)",
        FieldType.DateTime => "a date and time (as text: yyyy-MM-ddTHH:mm:ssZ)",
        _ => "a time of day (as text: HH:mm:ss)",
    };

    private static string Show(object value) => value is string or ValueType
        ? $"'{(value is IFormattable f ? f.ToString(null, CultureInfo.InvariantCulture) : value)}' ({value.GetType().Name})"
        : $"a value of the type {value.GetType().Name}";
}
