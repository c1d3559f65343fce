using System.Globalization;
using SalesforceCC.Events;

namespace SalesforceCC.Records;

/// <summary>A record in a few words, as it stands in another record or in a text.</summary>
internal static class RecordLabel
{
    /// <summary>Its name, its object with the Id, its values, or its object; of an event, its place on the topic.</summary>
    public static string Of(SfRecord record)
    {
        if (record is SfEvent)
            return $"{record.GetObjectName()} {record.GetValue(nameof(EventProperty.ReplayId))}";
        string? name = NameField.Of(record.GetObjectName(), record.GetFieldNames());
        if (name is not null && record.GetValue(name) is string { Length: > 0 } text)
            return text;
        if (record.GetValue("Id") is string { Length: > 0 } id)
            return $"{record.GetObjectName()} {id}";
        string values = string.Join(", ", record.GetFieldNames().Select(f => TextOf(record.GetValue(f))).Where(static t => t.Length > 0));
        return values.Length > 0 ? values : record.GetObjectName();
    }

    // Rows of a subquery are not what a record is called.
    private static string TextOf(object? value) => value is null or Array ? "" : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
}
