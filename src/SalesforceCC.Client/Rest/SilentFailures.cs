using System.Text.Json;
using SalesforceCC.Http;

namespace SalesforceCC.Rest;

/// <summary>
/// What a response with a status of success says of failures: Salesforce answers 200 to collections, batches, composites
/// and graphs, whatever became of their parts.
/// </summary>
/// <param name="Failed">How many parts failed.</param>
/// <param name="Total">Of how many.</param>
/// <param name="First">The first error that is not only the consequence of another, as code and text.</param>
internal sealed record SilentFailures(int Failed, int Total, string First)
{
    private static readonly string[] s_flags = ["success", "isSuccess", "isSuccessful"];

    /// <summary>The failures; null: the response tells of none, or is no JSON.</summary>
    public static SilentFailures? Find(byte[] json)
    {
        // Most responses are rows, and large.
        if (json.AsSpan().IndexOf("uccess"u8) < 0 && json.AsSpan().IndexOf("StatusCode"u8) < 0 && json.AsSpan().IndexOf("statusCode"u8) < 0)
            return null;
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            List<JsonElement> parts = [.. Parts(document.RootElement)];
            List<JsonElement> failed = parts.FindAll(HasFailed);
            return failed.Count == 0 ? null : new SilentFailures(failed.Count, parts.Count, FirstOf(failed));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    // A list of results; a composite, each part of which may be a list of results; graphs of these; a batch; one result.
    private static IEnumerable<JsonElement> Parts(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Array)
            return value.EnumerateArray().Where(IsResult);
        if (value.ValueKind != JsonValueKind.Object)
            return [];
        if (List(value, "compositeResponse") is { } composite)
            return composite.SelectMany(static p => OfPart(p, "httpStatusCode", "body"));
        if (List(value, "graphs") is { } graphs)
            return graphs.SelectMany(static g => g.TryGetProperty("graphResponse", out JsonElement response) ? Parts(response) : []);
        if (List(value, "results") is { } results)
            return results.SelectMany(static p => OfPart(p, "statusCode", "result"));
        return IsResult(value) ? [value] : [];
    }

    private static IEnumerable<JsonElement> OfPart(JsonElement part, string status, string body)
    {
        if (part.ValueKind != JsonValueKind.Object)
            return [];
        bool isFailure = part.TryGetProperty(status, out JsonElement code) && code.ValueKind == JsonValueKind.Number && code.GetInt32() >= 400;
        return !isFailure && part.TryGetProperty(body, out JsonElement inner) && inner.ValueKind == JsonValueKind.Array && Parts(inner).ToArray() is { Length: > 0 } rows
            ? rows
            : [part];
    }

    private static JsonElement[]? List(JsonElement value, string name) =>
        value.TryGetProperty(name, out JsonElement list) && list.ValueKind == JsonValueKind.Array
        && list.EnumerateArray().All(static i => i.ValueKind == JsonValueKind.Object)
            ? [.. list.EnumerateArray()]
            : null;

    private static bool IsResult(JsonElement value) => value.ValueKind == JsonValueKind.Object && s_flags.Any(f => IsFlag(value, f, out _));

    private static bool HasFailed(JsonElement part)
    {
        foreach (string flag in s_flags)
            if (IsFlag(part, flag, out bool holds))
                return !holds;
        foreach (string status in new[] { "httpStatusCode", "statusCode" })
            if (part.TryGetProperty(status, out JsonElement code) && code.ValueKind == JsonValueKind.Number)
                return code.GetInt32() >= 400;
        return false;
    }

    private static bool IsFlag(JsonElement value, string name, out bool holds)
    {
        holds = value.TryGetProperty(name, out JsonElement flag) && flag.ValueKind == JsonValueKind.True;
        return holds || flag.ValueKind == JsonValueKind.False;
    }

    private static JsonElement Said(JsonElement part) =>
        part.TryGetProperty("body", out JsonElement said) || part.TryGetProperty("result", out said) ? said : part;

    private static string FirstOf(IEnumerable<JsonElement> failed)
    {
        FoundError[] found = [.. failed.SelectMany(static p => JsonErrors.Find(Said(p).GetRawText()) ?? [])];
        if (found.Length == 0)
            return "no reason was given";
        SfError first = ErrorText.Of(found, "UNKNOWN_EXCEPTION").Errors[0];
        return SentSecrets.Mask(null, first.ToString());
    }
}
