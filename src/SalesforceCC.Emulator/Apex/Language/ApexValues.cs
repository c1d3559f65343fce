using System.Globalization;
using System.Text.Json;
using SalesforceCC.Emulator.Apex.Running;
using SalesforceCC.Emulator.Data;

namespace SalesforceCC.Emulator.Apex.Language;

/// <summary>Fields of rows as types and values of Apex.</summary>
internal static class ApexValues
{
    /// <summary>The type; null for one that is not served.</summary>
    public static ApexType? TypeOf(SObjectField field) => field.Kind switch
    {
        FieldKind.Text or FieldKind.LongText => ApexType.String,
        FieldKind.Id => ApexType.Id,
        FieldKind.Boolean => ApexType.Boolean,
        FieldKind.Int => ApexType.Integer,
        FieldKind.Double => ApexType.Decimal,
        FieldKind.Date => ApexType.Date,
        FieldKind.DateTime => ApexType.Datetime,
        _ => null,
    };

    /// <summary>A row of a query.</summary>
    public static ApexRow Row(SObjectType type, JsonElement json, Func<string, SObjectType?> find)
    {
        ApexRow row = new(type, queried: true);
        foreach (JsonProperty member in json.EnumerateObject())
        {
            if (member.Name == "attributes") continue;
            if (type.FindField(member.Name) is { } field) row.Note(field.Name, Value(TypeOf(field), member.Value));
            else row.Note(member.Name, Parent(member.Value, find));
        }
        // It comes with every row, asked for or not.
        if (row.Id is null && json.TryGetProperty("attributes", out JsonElement attributes))
            row.Note("Id", attributes.GetProperty("url").GetString()!.Split('/')[^1]);
        return row;
    }

    private static ApexRow? Parent(JsonElement json, Func<string, SObjectType?> find) =>
        json.ValueKind == JsonValueKind.Object && find(json.GetProperty("attributes").GetProperty("type").GetString()!) is { } type
            ? Row(type, json, find)
            : null;

    private static object? Value(ApexType? type, JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => type == ApexType.Integer ? json.GetInt32() : json.GetDecimal(),
        JsonValueKind.String when type == ApexType.Date => DateOnly.ParseExact(json.GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture),
        JsonValueKind.String when type == ApexType.Datetime =>
            DateTimeOffset.ParseExact(json.GetString()!, "yyyy-MM-dd'T'HH:mm:ss.fffzzz", CultureInfo.InvariantCulture),
        JsonValueKind.String => json.GetString(),
        _ => null,
    };
}
