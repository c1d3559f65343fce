using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace SalesforceCC.Fuzz.Oracles;

/// <summary>What a value of a record should be, worked out from the document: as text that can be compared.</summary>
internal static partial class RecordModel
{
    private static readonly string[] s_pageMembers =
        ["totalSize", "done", "records", "nextRecordsUrl", "size", "queryLocator", "entityTypeName"];

    public static string Of(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object when IsChildPage(value) => $"children[{string.Join(',', Records(value).Select(OfRecord))}]",
        JsonValueKind.Object => OfRecord(value),
        JsonValueKind.Array => $"array[{string.Join(',', value.EnumerateArray().Select(Of))}]",
        _ => OfScalar(value),
    };

    public static string OfScalar(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => Of(JsonModel.Text(value)),
        JsonValueKind.Number => OfNumber(value),
        JsonValueKind.True or JsonValueKind.False => Of(value.GetBoolean()),
        _ => "null",
    };

    /// <summary>The same text of what was read.</summary>
    public static string Of(object? value) => value switch
    {
        null => "null",
        SfRecord record =>
            $"{record.GetObjectName()}{{{string.Join(',', record.GetFieldNames().Select(f => $"{Encode(f)}={Of(record.GetValue(f))}"))}}}",
        SfJsonObject other => $"object{{{string.Join(',', other.Select(m => $"{Encode(m.Key)}={Of(m.Value)}"))}}}",
        SfRecord[] children => $"children[{string.Join(',', children.Select(Of))}]",
        object?[] array => $"array[{string.Join(',', array.Select(Of))}]",
        string text => Encode(text),
        IFormattable number => $"{number.GetType().Name} {number.ToString(null, CultureInfo.InvariantCulture)}",
        _ => $"{value.GetType().Name} {value}",
    };

    public static string OfRecord(JsonElement record)
    {
        string type = "Record";
        string? given = null;
        List<(string Name, JsonElement Value)> fields = [];
        foreach (JsonProperty member in record.EnumerateObject())
        {
            if (JsonModel.RawName(member) == "attributes" && member.Value.ValueKind == JsonValueKind.Object)
                given = TypeOf(member.Value) ?? given;
            else
                Put(fields, JsonModel.Name(member), member.Value);
        }

        if (given is null) type = CompoundName([.. fields.Select(f => f.Name)]);
        else if (Identifier().IsMatch(given)) type = given;
        return $"{type}{{{string.Join(',', fields.Select(f => $"{Encode(f.Name)}={Of(f.Value)}"))}}}";
    }

    /// <summary>The last value stands where the name stood first, whatever its case.</summary>
    public static void Put(List<(string Name, JsonElement Value)> fields, string name, JsonElement value)
    {
        int known = fields.FindIndex(f => string.Equals(f.Name, name, StringComparison.OrdinalIgnoreCase));
        if (known < 0) fields.Add((name, value));
        else fields[known] = (fields[known].Name, value);
    }

    /// <summary>Whether it has the members of a page of child rows, no others, and each of the right kind.</summary>
    public static bool IsChildPage(JsonElement value)
    {
        Dictionary<string, JsonElement> members = new(StringComparer.Ordinal);
        foreach (JsonProperty member in value.EnumerateObject())
            members[JsonModel.RawName(member)] = member.Value;
        return members.ContainsKey("records") && members.All(m => s_pageMembers.Contains(m.Key) && IsRight(m.Key, m.Value));
    }

    /// <summary>The rows of a page: the last member of that name.</summary>
    public static IEnumerable<JsonElement> Records(JsonElement page) =>
        page.EnumerateObject().Last(m => JsonModel.RawName(m) == "records").Value.EnumerateArray();

    public static string Encode(string text) => JsonSerializer.Serialize(text);

    private static bool IsRight(string name, JsonElement value) => name switch
    {
        "totalSize" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        "done" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "nextRecordsUrl" => value.ValueKind is JsonValueKind.String or JsonValueKind.Null,
        "records" => value.ValueKind == JsonValueKind.Array
            && value.EnumerateArray().All(e => e.ValueKind == JsonValueKind.Object && !IsChildPage(e)),
        _ => true,
    };

    private static string? TypeOf(JsonElement attributes)
    {
        string? type = null;
        foreach (JsonProperty member in attributes.EnumerateObject())
            if (JsonModel.RawName(member) == "type" && member.Value.ValueKind == JsonValueKind.String)
                type = JsonModel.Text(member.Value);
        return type;
    }

    private static string CompoundName(List<string> fields) =>
        !fields.Contains("latitude") || !fields.Contains("longitude") ? "Record"
        : fields.Contains("street") ? "Address"
        : fields.Count == 2 ? "Location" : "Record";

    private static string OfNumber(JsonElement number)
    {
        bool isWhole = number.GetRawText().AsSpan().IndexOfAny('.', 'e', 'E') < 0;
        if (isWhole && number.TryGetInt32(out int small))
            return Of(small);
        if (isWhole && number.TryGetInt64(out long large))
            return Of(large);
        return number.TryGetDecimal(out decimal exact) && (exact != 0 || number.GetDouble() == 0 && !NonZero().IsMatch(number.GetRawText()))
            ? Of((object)exact)
            : Of(number.GetDouble());
    }

    [GeneratedRegex(@"^[A-Za-z_][A-Za-z_0-9]{0,254}\z")]
    private static partial Regex Identifier();

    // 1e-999 is no zero, though as a double it is one.
    [GeneratedRegex("^[-0.]*[1-9]")]
    private static partial Regex NonZero();
}
