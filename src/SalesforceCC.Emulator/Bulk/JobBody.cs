using System.Text.Json;
using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Http;

namespace SalesforceCC.Emulator.Bulk;

/// <summary>What a request says of a job.</summary>
internal sealed class JobBody
{
    private static readonly string[] s_known =
    [
        "object", "operation", "query", "externalIdFieldName", "columnDelimiter", "lineEnding", "contentType", "concurrencyMode",
        "assignmentRuleId", "state",
    ];

    private readonly Dictionary<string, string?> _values = new(StringComparer.Ordinal);

    private JobBody(JsonElement json)
    {
        foreach (JsonProperty property in json.EnumerateObject())
        {
            if (!s_known.Contains(property.Name))
                throw new SalesforceError(400, "JSON_PARSER_ERROR", $"Unrecognized field \"{property.Name}\" at [line:1, column:1]");
            _values[property.Name] = property.Value.ValueKind == JsonValueKind.Null ? null : property.Value.ToString();
        }
    }

    public string? this[string name] => _values.GetValueOrDefault(name);

    public JobFormat Format => JobFormat.Of(this["columnDelimiter"], this["lineEnding"]);

    public static JobBody Read(Call call, ReadOnlyMemory<byte> json)
    {
        JobBody body = new((call with { Body = json }).ReadObject());
        if (body["contentType"] is not (null or "CSV")) throw BulkErrors.InvalidValue("contentType", body["contentType"]);
        return body;
    }

    public static async Task<JobBody> ReadAsync(Call call, Stream body, CancellationToken cancel)
    {
        MemoryStream bytes = new();
        await body.CopyToAsync(bytes, cancel);
        return Read(call, bytes.ToArray());
    }
}
