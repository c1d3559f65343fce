using System.Text;
using SalesforceCC.Records;
using SalesforceCC.Values;

namespace SalesforceCC.GraphQL;

/// <summary>
/// Values of fields as types of .NET. Nobody is asked for types: known are those of the fields that every object has, and
/// of objects that the session has described already.
/// </summary>
internal static class GraphQlValue
{
    /// <summary>The value in the type of its field, as far as that is known.</summary>
    /// <param name="value">As it was read.</param>
    /// <param name="field">The field's name.</param>
    /// <param name="fields">The fields of its object; null: not known.</param>
    public static object? Of(object? value, string field, ObjectFields? fields)
    {
        FieldType type = FieldTypes.OfAuditField(field);
        if (type == FieldType.Unknown)
            type = fields?.TypeOf(field) ?? FieldType.Unknown;
        return (type, value) switch
        {
            (FieldType.Number, int number) => (decimal)number,
            (FieldType.Number, long number) => (decimal)number,
            (FieldType.Date, string text) when SalesforceTime.TryDate(Encoding.UTF8.GetBytes(text), out DateTime date) => date,
            (FieldType.DateTime, string text) when SalesforceTime.TryDateTime(Encoding.UTF8.GetBytes(text), out DateTimeOffset moment) => moment,
            (FieldType.Time, string text) when SalesforceTime.TryTime(Encoding.UTF8.GetBytes(text), out TimeSpan time) => time,
            _ => value,
        };
    }
}
