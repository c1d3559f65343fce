using System.Text.Json;
using SalesforceCC.Records;

namespace SalesforceCC.Fuzz.Oracles;

/// <summary>What a query page holds; as text that can be compared.</summary>
internal static class PageModel
{
    /// <summary>The page that the document is; null where it is none, and must be refused.</summary>
    public static string? Of(JsonDocument document)
    {
        JsonElement root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object || root.EnumerateObject().Count(m => JsonModel.RawName(m) == "records") != 1)
            return null;

        long? total = null;
        bool? done = null;
        string? next = null;
        foreach (JsonProperty member in root.EnumerateObject())
        {
            JsonElement value = member.Value;
            switch (JsonModel.RawName(member))
            {
                case "totalSize":
                    if (value.ValueKind != JsonValueKind.Number || !value.TryGetInt64(out long number)) return null;
                    total = number;
                    break;
                case "done":
                    if (value.ValueKind is not (JsonValueKind.True or JsonValueKind.False)) return null;
                    done = value.GetBoolean();
                    break;
                case "nextRecordsUrl" when value.ValueKind != JsonValueKind.Null:
                    if (value.ValueKind != JsonValueKind.String) return null;
                    next = JsonModel.Text(value);
                    break;
                case "records":
                    if (value.ValueKind != JsonValueKind.Array || value.EnumerateArray().Any(IsNoRow)) return null;
                    break;
            }
        }

        if (done == false && next is null)
            return null;
        return Text(total, done ?? next is null, next, RecordModel.Records(root).Select(RecordModel.OfRecord));
    }

    public static string Of(RecordPage page) =>
        Text(page.TotalSize, page.Done, page.NextRecordsUrl, page.Select(RecordModel.Of));

    /// <summary>No object; or child rows somewhere in it that are not all there, without the place of the others.</summary>
    private static bool IsNoRow(JsonElement row) => row.ValueKind != JsonValueKind.Object || HasLostRows(row, isRow: true);

    private static bool HasLostRows(JsonElement value, bool isRow) => value.ValueKind switch
    {
        // The rest of rows that stand in an array would have no place.
        JsonValueKind.Array => value.EnumerateArray().Any(e => IsChildPage(e) && LastOf(e, "nextRecordsUrl") is { ValueKind: JsonValueKind.String })
            || value.EnumerateArray().Any(e => HasLostRows(e, isRow: false)),
        JsonValueKind.Object when !isRow && RecordModel.IsChildPage(value) =>
            (LastOf(value, "done") is { ValueKind: JsonValueKind.False } && LastOf(value, "nextRecordsUrl") is not { ValueKind: JsonValueKind.String })
                || Fields(value).Any(e => HasLostRows(e, isRow: false)),
        JsonValueKind.Object => Fields(value).Any(e => HasLostRows(e, isRow: false)),
        _ => false,
    };

    private static bool IsChildPage(JsonElement value) => value.ValueKind == JsonValueKind.Object && RecordModel.IsChildPage(value);

    private static IEnumerable<JsonElement> Fields(JsonElement record) => record.EnumerateObject()
        .Where(m => JsonModel.RawName(m) != "attributes" || m.Value.ValueKind != JsonValueKind.Object)
        .Select(m => m.Value);

    private static JsonElement? LastOf(JsonElement page, string name) =>
        page.EnumerateObject().Where(m => JsonModel.RawName(m) == name).Select(m => (JsonElement?)m.Value).LastOrDefault();

    private static string Text(long? total, bool done, string? next, IEnumerable<string> rows) =>
        $"{total} {done} {(next is null ? "-" : RecordModel.Encode(next))}\n{string.Join('\n', rows)}";
}
