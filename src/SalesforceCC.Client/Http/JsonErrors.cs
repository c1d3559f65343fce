using System.Text.Json;

namespace SalesforceCC.Http;

/// <summary>
/// The errors in JSON, in all forms that Salesforce has for them: the REST array, the bare object of Connect, OAuth's pair,
/// Bulk's exceptionCode, GraphQL's errors with extensions, the results of collections and trees, the field errors of the
/// User Interface API; and what Apex REST makes up by itself, as far as it says its texts by usual names.
/// </summary>
internal static class JsonErrors
{
    private static readonly string[] s_codes = ["errorCode", "exceptionCode", "statusCode", "error", "code"];

    private static readonly string[] s_texts =
        ["message", "error_description", "exceptionMessage", "errorMessage", "detail", "description", "title", "Message"];

    private static readonly string[] s_nested =
        ["errors", "error", "results", "output", "fieldErrors", "errorDetails", "details", "compositeResponse", "body"];

    /// <summary>The errors; null where the text is no JSON, none where it names none.</summary>
    public static IReadOnlyList<FoundError>? Find(string body)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            JsonElement root = document.RootElement;
            List<FoundError> found = [];
            Collect(root, nested: IsText(root), [], found);
            return found;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: half a surrogate pair, which has no text.
            return null;
        }
    }

    // Apex REST answers what its author thought of: one text, or a list of them.
    private static bool IsText(JsonElement root) =>
        root.ValueKind == JsonValueKind.String
        || (root.ValueKind == JsonValueKind.Array && root.EnumerateArray().All(static i => i.ValueKind == JsonValueKind.String));

    // JsonDocument reads no more than 64 levels, so this goes no deeper.
    private static void Collect(JsonElement value, bool nested, IReadOnlyList<string> fields, List<FoundError> found)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Array:
                foreach (JsonElement item in value.EnumerateArray())
                    Collect(item, nested, fields, found);
                break;
            case JsonValueKind.Object:
                CollectObject(value, nested, fields, found);
                break;
            case JsonValueKind.String when nested && OrNull(value.GetString()) is { } text:
                found.Add(new FoundError(null, text, fields));
                break;
        }
    }

    private static void CollectObject(JsonElement value, bool nested, IReadOnlyList<string> fields, List<FoundError> found)
    {
        string? code = Code(value);
        string? text = Message(value);
        if (code is not null || text is not null)
            found.Add(new FoundError(code, text, Fields(value) is { Count: > 0 } own ? own : fields));

        bool isError = code is not null || text is not null;
        foreach (JsonProperty member in value.EnumerateObject())
            if (s_nested.Contains(member.Name) && member.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array)
                Collect(member.Value, member.Name is not ("results" or "compositeResponse" or "body"), fields, found);
            else if (nested && !isError && !s_codes.Contains(member.Name))
                Collect(member.Value, nested: true, [member.Name], found);
    }

    private static string? Code(JsonElement value)
    {
        foreach (string name in s_codes)
            if (Text(value, name) is { } code && (name != "error" || !code.Any(char.IsWhiteSpace)))
                return code;
        return value.TryGetProperty("extensions", out JsonElement extensions) && extensions.ValueKind == JsonValueKind.Object
            ? Text(extensions, "ErrorType") ?? Text(extensions, "errorType") ?? Text(extensions, "code")
            : null;
    }

    private static string? Message(JsonElement value)
    {
        foreach (string name in s_texts)
            if (Text(value, name) is { } text)
                return text;
        return Duplicates(value) ?? (Text(value, "error") is { } error && error.Any(char.IsWhiteSpace) ? error : null);
    }

    // Salesforce writes the name wrong; both have been seen.
    private static string? Duplicates(JsonElement value) =>
        (value.TryGetProperty("duplicateResult", out JsonElement result) || value.TryGetProperty("duplicateResut", out result))
        && result.ValueKind == JsonValueKind.Object
            ? Text(result, "errorMessage")
            : null;

    private static IReadOnlyList<string> Fields(JsonElement value)
    {
        if (Text(value, "field") is { } field)
            return [field];
        if (!value.TryGetProperty("fields", out JsonElement fields))
            return [];
        return fields.ValueKind switch
        {
            JsonValueKind.Array => [.. fields.EnumerateArray().Where(static f => f.ValueKind == JsonValueKind.String).Select(static f => f.GetString()!)],
            JsonValueKind.String when OrNull(fields.GetString()) is { } one => [one],
            _ => [],
        };
    }

    private static string? Text(JsonElement value, string name) =>
        value.TryGetProperty(name, out JsonElement text) && text.ValueKind == JsonValueKind.String ? OrNull(text.GetString()) : null;

    private static string? OrNull(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
