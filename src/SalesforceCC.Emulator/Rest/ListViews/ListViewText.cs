using System.Globalization;
using System.Text.Json;
using SalesforceCC.Emulator.Data;

namespace SalesforceCC.Emulator.Rest.ListViews;

/// <summary>
/// Values as results of list views have them: all are text, and moments look as Java prints them. Days without a time
/// are from memory.
/// </summary>
internal static class ListViewText
{
    private const string Moment = "ddd MMM dd HH:mm:ss 'GMT' yyyy";

    public static string? Of(JsonElement row, ListViewColumn column)
    {
        JsonElement value = row;
        foreach (string part in column.Path.Split('.'))
        {
            if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty(part, out value))
                return null;
        }

        return value.ValueKind switch
        {
            JsonValueKind.Null => null,
            JsonValueKind.String => Text(value.GetString()!, column.Field),
            _ => value.GetRawText(),
        };
    }

    private static string Text(string value, SObjectField field) => field.Kind switch
    {
        FieldKind.DateTime => Java(value, "yyyy-MM-dd'T'HH:mm:ss.fffzzz"),
        FieldKind.Date => Java(value, "yyyy-MM-dd"),
        _ => value,
    };

    private static string Java(string value, string format) => DateTimeOffset
        .ParseExact(value, format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal)
        .UtcDateTime.ToString(Moment, CultureInfo.InvariantCulture);
}
