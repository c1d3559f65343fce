using System.Globalization;
using System.Text;
using System.Text.Json;
using SalesforceCC.Json;
using SalesforceCC.Values;

namespace SalesforceCC.Bulk;

/// <summary>Reads what Salesforce says of jobs. Which members an answer has depends on the request.</summary>
internal static class BulkJobReader
{
    /// <summary>One job.</summary>
    public static SfBulkJob Read(JsonElement job) => new()
    {
        Id = SfId.To18(job.GetProperty("id").GetString()!),
        JobType = JsonMember.Text(job, "jobType") ?? "",
        Operation = JsonMember.Text(job, "operation") ?? "",
        Object = JsonMember.Text(job, "object") ?? "",
        State = job.GetProperty("state").GetString()!,
        NumberRecordsProcessed = Number(job, "numberRecordsProcessed"),
        NumberRecordsFailed = Number(job, "numberRecordsFailed"),
        ErrorMessage = JsonMember.Text(job, "errorMessage") is { Length: > 0 } message ? message : null,
        ExternalIdFieldName = JsonMember.Text(job, "externalIdFieldName") is { Length: > 0 } key ? key : null,
        CreatedDate = Time(job, "createdDate"),
        CreatedById = JsonMember.Text(job, "createdById"),
        SystemModstamp = Time(job, "systemModstamp"),
        ApiVersion = ApiVersion(job),
        ConcurrencyMode = JsonMember.Text(job, "concurrencyMode"),
        LineEnding = JsonMember.Text(job, "lineEnding"),
        ColumnDelimiter = JsonMember.Text(job, "columnDelimiter"),
        Retries = Number(job, "retries"),
        TotalProcessingTime = Milliseconds(job, "totalProcessingTime"),
        ApiActiveProcessingTime = Milliseconds(job, "apiActiveProcessingTime"),
        ApexProcessingTime = Milliseconds(job, "apexProcessingTime"),
        IsPkChunkingSupported = job.TryGetProperty("isPkChunkingSupported", out JsonElement chunking)
            && chunking.ValueKind is JsonValueKind.True or JsonValueKind.False ? chunking.GetBoolean() : null,
    };

    /// <summary>A page of a list, and the link to the next.</summary>
    public static (IReadOnlyList<SfBulkJob> Jobs, string? Next) ReadList(JsonElement root) =>
        ([.. root.GetProperty("records").EnumerateArray().Select(Read)],
            root.TryGetProperty("done", out JsonElement done) && done.ValueKind == JsonValueKind.True ? null : JsonMember.Text(root, "nextRecordsUrl"));

    // 58.0, 47.0 and plain 53 were all seen; in a text, too.
    private static string ApiVersion(JsonElement job)
    {
        if (!job.TryGetProperty("apiVersion", out JsonElement version))
            return "";
        string text = version.ValueKind == JsonValueKind.String ? version.GetString()! : version.GetRawText();
        return decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal number)
            ? number.ToString("0.0", CultureInfo.InvariantCulture)
            : text;
    }

    private static long? Number(JsonElement job, string name) =>
        job.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out long number) ? number : null;

    private static TimeSpan? Milliseconds(JsonElement job, string name) =>
        Number(job, name) is { } time ? TimeSpan.FromMilliseconds(time) : null;

    private static DateTimeOffset? Time(JsonElement job, string name) =>
        JsonMember.Text(job, name) is { } text && SalesforceTime.TryDateTime(Encoding.UTF8.GetBytes(text), out DateTimeOffset time) ? time : null;
}
