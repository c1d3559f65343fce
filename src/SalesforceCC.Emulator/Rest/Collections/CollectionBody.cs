using System.Text.Json;
using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Http;

namespace SalesforceCC.Emulator.Rest.Collections;

/// <summary>
/// The body of a collections request: <c>{"allOrNone":false,"records":[{"attributes":{"type":"Account"},...}]}</c>. The
/// texts about what is missing are from memory.
/// </summary>
/// <param name="AllOrNone">One wrong row takes all others back.</param>
/// <param name="Records">The rows.</param>
internal sealed record CollectionBody(bool AllOrNone, IReadOnlyList<JsonElement> Records)
{
    private const int MaxRecords = 200;

    public static CollectionBody Read(Call call)
    {
        JsonElement body = call.ReadObject();
        if (!body.TryGetProperty("records", out JsonElement records) || records.ValueKind != JsonValueKind.Array)
            throw new SalesforceError(400, "MISSING_ARGUMENT", "The request needs an array named records");
        CheckCount(records.GetArrayLength());
        bool allOrNone = body.TryGetProperty("allOrNone", out JsonElement flag) && flag.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False or JsonValueKind.Null => false,
            _ => throw new SalesforceError(400, "JSON_PARSER_ERROR", "allOrNone must be true or false"),
        };
        return new CollectionBody(allOrNone, [.. records.EnumerateArray()]);
    }

    /// <summary>Refuses more rows than one request may have.</summary>
    public static void CheckCount(int count)
    {
        if (count > MaxRecords)
            throw new SalesforceError(
                400,
                "EXCEEDED_ID_LIMIT",
                $"record limit reached. cannot submit more than {MaxRecords} records into this call");
    }

    /// <summary>The object of a row, as its attributes tell.</summary>
    public static SObjectType TypeOf(OrgStore store, Call call, JsonElement row)
    {
        if (row.ValueKind != JsonValueKind.Object)
            throw new SalesforceError(400, "JSON_PARSER_ERROR", "Each of the records must be a JSON object");
        string? name = row.TryGetProperty("attributes", out JsonElement attributes) &&
            attributes.ValueKind == JsonValueKind.Object && attributes.TryGetProperty("type", out JsonElement type)
            ? type.ToString()
            : throw new SalesforceError(400, "INVALID_TYPE", "Each of the records needs attributes with a type");
        if (attributes.TryGetProperty("binaryPartName", out _))
            throw new SalesforceError(
                400, "INVALID_MULTIPART_REQUEST", "The embedded org does not serve collections with binary parts");
        return store.FindType(name, call.UserId) ??
            throw new SalesforceError(400, "INVALID_TYPE", $"sObject type '{name}' is not supported.");
    }

    /// <summary>The id that a row of an update names itself by.</summary>
    public static string? IdOf(JsonElement row)
    {
        foreach (JsonProperty property in row.EnumerateObject())
            if (property.Name.Equals("Id", StringComparison.OrdinalIgnoreCase) && property.Value.ValueKind == JsonValueKind.String)
                return property.Value.GetString();
        return null;
    }
}
