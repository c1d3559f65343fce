using System.Text.Json.Nodes;
using SalesforceCC.Emulator.Http;

namespace SalesforceCC.Emulator.Composite;

/// <summary>What became of a subrequest.</summary>
internal sealed record CompositeResult(
    string ReferenceId, int Status, JsonNode? Body, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>A list of rows that were to be saved all or not at all, and were not: answered with 200 like any other.</summary>
    public bool TookBack { get; init; }

    public bool IsSuccess => Status < 400 && !TookBack;

    /// <summary>Whether one of a list of rows was not saved.</summary>
    public bool HasFailedRow => Body is JsonArray rows &&
        rows.Any(row => row is JsonObject one && one["success"] is JsonValue flag && flag.TryGetValue(out bool saved) && !saved);

    public static CompositeResult Of(string referenceId, Answer answer) => new(
        referenceId,
        answer.Status,
        answer.Body.IsEmpty ? null : JsonNode.Parse(answer.Body.Span),
        answer.Headers.ToDictionary(h => h.Key, h => h.Value));

    public JsonNode ToJson() => new JsonObject
    {
        ["body"] = Body?.DeepClone(),
        ["httpHeaders"] = new JsonObject(Headers.Select(h => KeyValuePair.Create<string, JsonNode?>(h.Key, h.Value))),
        ["httpStatusCode"] = Status,
        ["referenceId"] = ReferenceId,
    };
}
