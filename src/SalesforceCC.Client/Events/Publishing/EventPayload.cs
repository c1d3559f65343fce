using System.Globalization;
using SalesforceCC.Events.Avro;

namespace SalesforceCC.Events.Publishing;

/// <summary>An event in Avro's binary form, with what Salesforce sets itself and its schema wants nevertheless.</summary>
internal static class EventPayload
{
    public static byte[] Of(EventType type, IReadOnlyList<EventMember> members, DateTimeOffset now, string? userId)
    {
        Dictionary<string, object?> values = new(StringComparer.Ordinal);
        foreach (EventField field in type.Columns)
        {
            if (field is { Name: "CreatedDate", Schema.Kind: AvroKind.Long })
                values[field.Name] = now.ToUnixTimeMilliseconds();
            else if (field is { Name: "CreatedById", Schema.Kind: AvroKind.String })
                values[field.Name] = userId ?? "";
        }

        foreach (EventMember member in members)
            values[member.Field.Name] = Value(member);
        return AvroWriter.Of(type.Schema, values);
    }

    private static object? Value(EventMember member)
    {
        AvroKind kind = member.Field.Schema.Values.First().Kind;
        return (kind, member.Value) switch
        {
            (AvroKind.Long or AvroKind.Int, DateTimeOffset moment) => moment.ToUnixTimeMilliseconds(),
            (AvroKind.Long or AvroKind.Int, DateTime day) => new DateTimeOffset(day.Ticks, TimeSpan.Zero).ToUnixTimeMilliseconds(),
            (AvroKind.Long, TimeSpan time) => (long)time.TotalMilliseconds,
            (AvroKind.Int, TimeSpan time) => (int)time.TotalMilliseconds,
            (AvroKind.Long, decimal number) => (long)number,
            (AvroKind.Int, decimal number) => (int)number,
            (AvroKind.Double, decimal or float or double) => Convert.ToDouble(member.Value, CultureInfo.InvariantCulture),
            (AvroKind.Float, decimal or float or double) => Convert.ToSingle(member.Value, CultureInfo.InvariantCulture),
            _ => member.Value,
        };
    }
}
