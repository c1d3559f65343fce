using System.Text.Json.Nodes;
using SalesforceCC.Emulator.Http;

namespace SalesforceCC.Emulator.Composite;

/// <summary>What became of a subrequest.</summary>
internal sealed record CompositeResult(
    string ReferenceId, int Status, JsonNode? Body, IReadOnlyDictionary<string, string> Headers)
{
    public bool IsSuccess => Status < 400;

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
