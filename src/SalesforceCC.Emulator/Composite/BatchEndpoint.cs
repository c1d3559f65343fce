using System.Text.Json.Nodes;
using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Http;

namespace SalesforceCC.Emulator.Composite;

/// <summary><c>POST /composite/batch</c>: up to 25 independent requests with urls relative to <c>/services/data</c>.</summary>
internal sealed class BatchEndpoint(Handler dispatch)
{
    private const int MaxRequests = 25;

    public Answer Post(Call call)
    {
        var body = JsonObject.Create(call.ReadObject())!;
        if (body["batchRequests"] is not JsonArray requests)
            throw new SalesforceError(400, "JSON_PARSER_ERROR", "batchRequests is missing");
        if (requests.Count > MaxRequests)
            throw new SalesforceError(400, "LIMIT_EXCEEDED", $"At most {MaxRequests} requests are allowed");

        var haltOnError = body["haltOnError"]?.GetValue<bool>() ?? false;
        var results = new JsonArray();
        var hasErrors = false;
        foreach (var request in requests)
        {
            if (hasErrors && haltOnError)
            {
                using var halted = Answer.Error(new SalesforceError(
                    412, "BATCH_PROCESSING_HALTED", "Batch processing halted per request"));
                results.Add(ToJson(halted));
                continue;
            }

            using var answer = Run(call, request);
            hasErrors |= answer.Status >= 400;
            results.Add(ToJson(answer));
        }

        return Answer.Json(200, new JsonObject { ["hasErrors"] = hasErrors, ["results"] = results });
    }

    private Answer Run(Call call, JsonNode? request)
    {
        if (request?["method"]?.ToString() is not { } method || request["url"]?.ToString() is not { } url)
            return Answer.Error(new SalesforceError(400, "JSON_PARSER_ERROR", "method or url is missing"));
        return dispatch(Subrequest.Make(
            call, method, "/services/data/" + url.TrimStart('/'), request["richInput"]?.DeepClone()));
    }

    private static JsonObject ToJson(Answer answer) => new()
    {
        ["statusCode"] = answer.Status,
        ["result"] = answer.Body.IsEmpty ? null : JsonNode.Parse(answer.Body.Span),
    };
}
