using System.Text.Json.Nodes;
using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Http;

namespace SalesforceCC.Emulator.Composite;

/// <summary><c>POST /composite/batch</c>: requests that have nothing to do with each other.</summary>
internal sealed class BatchEndpoint(Handler dispatch)
{
    public Answer Post(Call call)
    {
        var batch = BatchRequest.Read(call);
        var results = new JsonArray();
        var hasErrors = false;
        foreach (var part in batch.BatchRequests)
        {
            using var answer = hasErrors && batch.HaltOnError ? Halted() : Subrequest.OnlyJson(dispatch(ToCall(call, part)));
            hasErrors |= answer.Status >= 400;
            results.Add(new JsonObject
            {
                ["statusCode"] = answer.Status,
                ["result"] = answer.Body.IsEmpty ? null : JsonNode.Parse(answer.Body.Span),
            });
        }

        return Answer.Json(200, new JsonObject { ["hasErrors"] = hasErrors, ["results"] = results });
    }

    private static Call ToCall(Call call, BatchRequest.Part part) =>
        Subrequest.Make(call, part.Method, "/services/data/" + part.Url.TrimStart('/'), part.RichInput);

    private static Answer Halted() => Answer.Error(new SalesforceError(
        412, "BATCH_PROCESSING_HALTED", "Batch processing halted per request"));
}
