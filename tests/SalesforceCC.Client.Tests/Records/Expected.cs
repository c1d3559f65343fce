using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace SalesforceCC.Client.Tests.Records;

/// <summary>What a record should hold, worked out from a JsonDocument, as text that can be compared.</summary>
internal static class Expected
{
    private static readonly string[] s_pageMembers =
        ["totalSize", "done", "records", "nextRecordsUrl", "size", "queryLocator", "entityTypeName"];

    /// <summary>The rows of a page, which are records whatever they look like.</summary>
    public static string[] OfRows(JsonElement rows) => [.. rows.EnumerateArray().Select(OfRecord)];

    public static string Of(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object when IsChildPage(value) =>
            $"children[{string.Join(",", value.EnumerateObject().Last(m => m.Name == "records").Value.EnumerateArray().Select(Of))}]",
        JsonValueKind.Object => OfRecord(value),
        JsonValueKind.Array => $"array[{string.Join(",", value.EnumerateArray().Select(Of))}]",
        JsonValueKind.String => Of(value.GetString()),
        JsonValueKind.Number => OfNumber(value),
        JsonValueKind.True or JsonValueKind.False => Of(value.GetBoolean()),
        _ => "null",
    };

    /// <summary>The same text of what was read.</summary>
    public static string Of(object? value) => value switch
    {
        null => "null",
        SfRecord record => $"{record.GetObjectName()}{{{string.Join(",", record.GetFieldNames().Select(
            f => $"{JsonEncode(f)}={Of(record.GetValue(f))}"))}}}",
        SfRecord[] children => $"children[{string.Join(",", children.Select(Of))}]",
        object?[] array => $"array[{string.Join(",", array.Select(Of))}]",
        string text => JsonEncode(text),
        IFormattable number => $"{number.GetType().Name} {number.ToString(null, CultureInfo.InvariantCulture)}",
        _ => $"{value.GetType().Name} {value}",
    };

    private static string OfRecord(JsonElement record)
    {
        // The last value stands where the name stood first, whatever its case.
        string type = "Record";
        List<(string Name, JsonElement Value)> fields = [];
        foreach (JsonProperty member in record.EnumerateObject())
        {
            if (member.Name == "attributes" && member.Value.ValueKind == JsonValueKind.Object)
            {
                foreach (JsonProperty attribute in member.Value.EnumerateObject())
                {
                    if (attribute.Name == "type" && attribute.Value.ValueKind == JsonValueKind.String)
                        type = attribute.Value.GetString()!;
                }

                continue;
            }

            int known = fields.FindIndex(f => string.Equals(f.Name, member.Name, StringComparison.OrdinalIgnoreCase));
            if (known < 0)
                fields.Add((member.Name, member.Value));
            else
                fields[known] = (fields[known].Name, member.Value);
        }

        string name = Regex.IsMatch(type, "^[A-Za-z_][A-Za-z_0-9]{0,254}\\z") ? type : "Record";
        return $"{name}{{{string.Join(",", fields.Select(f => $"{JsonEncode(f.Name)}={Of(f.Value)}"))}}}";
    }

    private static bool IsChildPage(JsonElement value)
    {
        List<JsonProperty> members = [.. value.EnumerateObject()];
        return members.Count > 0
            && members.TrueForAll(m => s_pageMembers.Contains(m.Name) && m.Name switch
            {
                "totalSize" => m.Value.ValueKind == JsonValueKind.Number && m.Value.TryGetInt64(out _),
                "done" => m.Value.ValueKind is JsonValueKind.True or JsonValueKind.False,
                "nextRecordsUrl" => m.Value.ValueKind is JsonValueKind.String or JsonValueKind.Null,
                "records" => m.Value.ValueKind == JsonValueKind.Array && m.Value.EnumerateArray().All(
                    e => e.ValueKind == JsonValueKind.Object && !IsChildPage(e)),
                _ => true,
            })
            && members.Exists(m => m.Name == "records");
    }

    private static string OfNumber(JsonElement number)
    {
        string literal = number.GetRawText();
        bool isWhole = literal.IndexOfAny(['.', 'e', 'E']) < 0;
        if (isWhole && number.TryGetInt32(out int small))
            return Of(small);
        if (isWhole && number.TryGetInt64(out long large))
            return Of(large);
        return number.TryGetDecimal(out decimal exact) && (exact != 0 || number.GetDouble() == 0)
            ? Of((object)exact)
            : Of(number.GetDouble());
    }

    private static string JsonEncode(string text) => JsonSerializer.Serialize(text);
}
