using System.Globalization;
using System.Text;
using SalesforceCC.Records;
using SalesforceCC.Values;

namespace SalesforceCC.Data;

/// <summary>
/// Text for a field of another type, such as that of a CSV file: taken where it can mean one thing only. No culture has a
/// part in it.
/// </summary>
internal static class TextValue
{
    private const NumberStyles Whole = NumberStyles.AllowLeadingSign;

    private const NumberStyles Decimal = Whole | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    /// <summary>The value that a text stands for; the text itself where it stays one, or where nothing is known of the field.</summary>
    /// <param name="text">The text.</param>
    /// <param name="type">The field's type.</param>
    /// <param name="problem">Why the field cannot take it, to stand behind the text.</param>
    public static object Of(string text, FieldType type, out string? problem)
    {
        problem = null;
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        switch (type)
        {
            case FieldType.Boolean:
                if (text.Equals("true", StringComparison.OrdinalIgnoreCase))
                    return true;
                if (text.Equals("false", StringComparison.OrdinalIgnoreCase))
                    return false;
                problem = "is neither true nor false";
                break;
            case FieldType.Integer or FieldType.Long:
                if (long.TryParse(text, Whole, CultureInfo.InvariantCulture, out long whole))
                    return whole;
                problem = "is not a whole number";
                break;
            case FieldType.Number:
                if (decimal.TryParse(text, Decimal, CultureInfo.InvariantCulture, out decimal number))
                    return number;
                if (double.TryParse(text, Decimal, CultureInfo.InvariantCulture, out double large) && !double.IsInfinity(large))
                    return large;
                problem = "is not a number such as 1234.5";
                break;
            case FieldType.Date:
                if (SalesforceTime.TryDate(bytes, out _) || SalesforceTime.TryDateTime(bytes, out _))
                    return text.Substring(0, 10);
                problem = "is not a date such as 2026-01-31";
                break;
            case FieldType.DateTime:
                if (!SalesforceTime.TryDateTime(bytes, out _))
                    problem = "is not a date and time with offset such as 2026-01-31T09:30:00Z";
                break;
            case FieldType.Time:
                if (!SalesforceTime.TryTime(bytes, out _))
                    problem = "is not a time such as 09:30:00.000Z";
                break;
        }

        if (problem is not null && text.Length == 0)
            problem += "; null clears a field";
        return text;
    }
}
