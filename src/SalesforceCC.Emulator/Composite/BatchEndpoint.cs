using System.Text.Json;
using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Http;

namespace SalesforceCC.Emulator.Composite;

/// <summary><c>POST /composite/batch</c>: requests that have nothing to do with each other.</summary>
internal sealed class BatchEndpoint(Handler dispatch)
{
    public Answer Post(Call call)
    {
        BatchRequest batch = BatchRequest.Read(call);
        List<Answer> answers = new List<Answer>();
        try
        {
            bool hasErrors = false;
            foreach (BatchRequest.Part part in batch.BatchRequests)
            {
                Answer answer = hasErrors && batch.HaltOnError ? Halted() : Subrequest.OnlyJson(dispatch(ToCall(call, part)));
                answers.Add(answer);
                hasErrors |= answer.Status >= 400;
            }

            return Answer.Json(200, writer => Write(writer, answers, hasErrors));
        }
        finally
        {
            answers.ForEach(static a => a.Dispose());
        }
    }

    // The parts may be whole query pages: they go in as they are.
    private static void Write(Utf8JsonWriter writer, List<Answer> answers, bool hasErrors)
    {
        writer.WriteStartObject();
        writer.WriteBoolean("hasErrors", hasErrors);
        writer.WriteStartArray("results");
        foreach (Answer answer in answers)
        {
            writer.WriteStartObject();
            writer.WriteNumber("statusCode", answer.Status);
            writer.WritePropertyName("result");
            if (answer.Body.IsEmpty)
                writer.WriteNullValue();
            else
                writer.WriteRawValue(answer.Body.Span, skipInputValidation: true);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static Call ToCall(Call call, BatchRequest.Part part) =>
        Subrequest.Make(call, part.Method, "/services/data/" + part.Url.TrimStart('/'), part.RichInput);

    private static Answer Halted() => Answer.Error(new SalesforceError(
        412, "BATCH_PROCESSING_HALTED", "Batch processing halted per request"));
}
