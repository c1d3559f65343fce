using System.Text.Json;
using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Http;

namespace SalesforceCC.Emulator.Rest.Collections;

/// <summary>
/// <c>/composite/sobjects/X</c>: rows by their ids, in the order of the ids; null for each that is not there. Errors are
/// from memory.
/// </summary>
internal sealed class RetrieveEndpoint(OrgStore store)
{
    private const int MaxIds = 2_000;

    public Answer Get(Call call) => Read(call, RowFields.Split(call.Query["ids"].ToString()), RowFields.Split(call.Query["fields"].ToString()));

    public Answer Post(Call call)
    {
        JsonElement body = call.ReadObject();
        return Read(call, List(body, "ids"), List(body, "fields"));
    }

    private Answer Read(Call call, IReadOnlyList<string> ids, IReadOnlyList<string> fields)
    {
        SObjectType type = store.TypeOf(call);
        if (ids.Count == 0 || fields.Count == 0)
            throw new SalesforceError(400, "MISSING_ARGUMENT", "The request needs ids and fields");
        if (ids.Count > MaxIds)
            throw new SalesforceError(
                400, "EXCEEDED_ID_LIMIT", $"record limit reached. cannot submit more than {MaxIds} records into this call");
        return Answer.Json(200, writer =>
        {
            writer.WriteStartArray();
            foreach (string id in ids) Write(writer, call, type, id, fields);
            writer.WriteEndArray();
        });
    }

    private void Write(Utf8JsonWriter writer, Call call, SObjectType type, string id, IReadOnlyList<string> fields)
    {
        try
        {
            store.WriteRow(writer, type, id, RowFields.WithId(fields), call.Version.Path);
        }
        catch (SalesforceError e) when (e.ErrorCode is "NOT_FOUND" or "ENTITY_IS_DELETED" or "MALFORMED_ID")
        {
            writer.WriteNullValue();
        }
    }

    private static string[] List(JsonElement body, string name) =>
        body.TryGetProperty(name, out JsonElement items) && items.ValueKind == JsonValueKind.Array
            ? [.. items.EnumerateArray().Select(item => item.ToString())]
            : [];
}
