using System.Net;
using System.Text.Json;
using SalesforceCC.Http;
using SalesforceCC.Json;

namespace SalesforceCC.Data;

/// <summary>What Salesforce says of each row of a collection.</summary>
internal static class CollectionResponse
{
    /// <summary>What the responses are called in errors.</summary>
    public const string What = "response about the records";

    /// <summary>The results of as many rows, in their order.</summary>
    /// <exception cref="SfException">INVALID_RESPONSE: it does not say of each row what became of it.</exception>
    public static List<RowOutcome> Read(JsonElement root, int count)
    {
        int length = root.GetArrayLength();
        if (length != count)
            throw Mismatch(length, count);
        return [.. root.EnumerateArray().Select(ReadOne)];
    }

    /// <summary>The failure of a response that does not say of each row what became of it.</summary>
    public static SfException Mismatch(int length, int count) =>
        new(SfErrorCodes.InvalidResponse, FormattableString.Invariant($"The response has {length} results for {count} records."));

    /// <summary>The failure of a row whose place in the response has the result of another record.</summary>
    public static SfException OfAnother(string answered, string sent) =>
        new(SfErrorCodes.InvalidResponse, $"The response has the result of {answered} where that of {sent} belongs.");

    /// <summary>The outcome of a row that failed, with what is said of it.</summary>
    public static RowOutcome Failed(string? id, bool? created, FoundError[] found)
    {
        if (found.Length == 0)
            found = [new FoundError("UNKNOWN_EXCEPTION", "Salesforce did not save the record, and gives no reason.", [])];
        ErrorText text = ErrorText.Of(found, "UNKNOWN_EXCEPTION");

        // Several errors name their fields themselves.
        string message = text.Errors.Count == 1 && text.Errors[0].Fields.Count > 0
            ? $"{text.Message} ({string.Join(", ", text.Errors[0].Fields)})"
            : text.Message;
        return new RowOutcome(id, Success: false, created, new SfException(text.Code, message) { Errors = text.Errors });
    }

    /// <summary>The results of several collections of one composite request.</summary>
    /// <exception cref="SfException">INVALID_RESPONSE.</exception>
    public static List<List<RowOutcome>> ReadComposite(JsonElement root, IReadOnlyList<RowBatch> batches)
    {
        JsonElement responses = root.GetProperty("compositeResponse");
        int length = responses.GetArrayLength();
        if (length != batches.Count)
            throw new SfException(
                SfErrorCodes.InvalidResponse, FormattableString.Invariant($"The response has {length} parts for {batches.Count} batches of records."));
        List<List<RowOutcome>> all = [];
        for (int i = 0; i < length; i++)
        {
            JsonElement body = responses[i].GetProperty("body");
            HttpStatusCode status = (HttpStatusCode)responses[i].GetProperty("httpStatusCode").GetInt32();
            bool isList = body.ValueKind == JsonValueKind.Array && body.GetArrayLength() > 0 && body[0].TryGetProperty("success", out _);
            all.Add(isList
                ? Read(body, batches[i].Count)
                : Refused(ErrorReader.OfSubrequest(status, body.GetRawText(), "POST composite (collection)"), batches[i].Count));
        }

        return all;
    }

    private static List<RowOutcome> Refused(SfException e, int count) =>
        [.. Enumerable.Repeat(new RowOutcome(null, Success: false, Created: null, e), count)];

    private static RowOutcome ReadOne(JsonElement result)
    {
        bool success = result.GetProperty("success").GetBoolean();
        string? id = JsonMember.Text(result, "id");
        bool? created = result.TryGetProperty("created", out JsonElement flag) && flag.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? flag.GetBoolean()
            : null;
        if (success)
            return new RowOutcome(id, Success: true, created, null);
        return Failed(id, created, result.TryGetProperty("errors", out JsonElement errors) && errors.ValueKind == JsonValueKind.Array
            ? [.. errors.EnumerateArray().Select(ReadError)]
            : []);
    }

    // What is no Salesforce may repeat what it was sent.
    private static FoundError ReadError(JsonElement error) => new(
        JsonMember.Text(error, "statusCode") ?? JsonMember.Text(error, "errorCode"),
        JsonMember.Text(error, "message") is { } message ? SentSecrets.Mask(null, message) : null,
        error.TryGetProperty("fields", out JsonElement fields) && fields.ValueKind == JsonValueKind.Array
            ? [.. fields.EnumerateArray().Where(static f => f.ValueKind == JsonValueKind.String).Select(static f => f.GetString()!)]
            : []);
}
