using System.Text.Json;
using SalesforceCC.Emulator.Bulk.Ingest;
using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Http;

namespace SalesforceCC.Emulator.Bulk;

/// <summary>Writes jobs. Which keys an answer has depends on the request; names and order are recorded.</summary>
internal static class JobInfo
{
    /// <summary>What a new job is answered with: without counters, which it has none of.</summary>
    public static Answer New(BulkJob job) => Answer.Json(200, writer =>
    {
        Start(writer, job, job.State is JobState.Open ? JobState.Open : JobState.UploadComplete);
        if (job is IngestJob { State: JobState.Open } ingest) writer.WriteString("contentUrl", ingest.ContentUrl);
        WriteFormat(writer, job);
        writer.WriteEndObject();
    });

    /// <summary>What a change of the state is answered with.</summary>
    public static Answer Changed(BulkJob job, JobState state) => Answer.Json(200, writer =>
    {
        Start(writer, job, state);
        writer.WriteEndObject();
    });

    public static Answer Full(BulkJob job, JobState state) => Answer.Json(200, writer =>
    {
        Start(writer, job, state);
        WriteType(writer, job, state);
        bool over = state is JobState.JobComplete or JobState.Failed or JobState.Aborted;
        writer.WriteNumber("numberRecordsProcessed", job.Processed);
        if (job is IngestJob) writer.WriteNumber("numberRecordsFailed", job.Failed);
        writer.WriteNumber("retries", 0);
        writer.WriteNumber("totalProcessingTime", over ? job.Milliseconds : 0);
        if (job is IngestJob)
        {
            writer.WriteNumber("apiActiveProcessingTime", over ? job.Milliseconds : 0);
            writer.WriteNumber("apexProcessingTime", 0);
        }
        if (job is Query.QueryJob query) writer.WriteBoolean("isPkChunkingSupported", !query.Ordered);
        if (state == JobState.Failed) writer.WriteString("errorMessage", job.ErrorMessage);
        writer.WriteEndObject();
    });

    /// <summary>One of a list.</summary>
    public static void WriteItem(Utf8JsonWriter writer, BulkJob job)
    {
        JobState state = job.Shown();
        Start(writer, job, state);
        WriteType(writer, job, state);
        writer.WriteEndObject();
    }

    private static void Start(Utf8JsonWriter writer, BulkJob job, JobState state)
    {
        writer.WriteStartObject();
        writer.WriteString("id", job.Id);
        writer.WriteString("operation", job.Operation);
        writer.WriteString("object", job.Type.Name);
        writer.WriteString("createdById", job.UserId);
        writer.WriteString("createdDate", FieldFormat.DateTime(job.Created));
        writer.WriteString("systemModstamp", FieldFormat.DateTime(job.Modified));
        writer.WriteString("state", state.ToString());
        if (job is IngestJob { Key: { } key }) writer.WriteString("externalIdFieldName", key.Name);
        writer.WriteString("concurrencyMode", "Parallel");
        writer.WriteString("contentType", "CSV");
        writer.WritePropertyName("apiVersion");
        writer.WriteRawValue(job.Version.Name);
    }

    private static void WriteType(Utf8JsonWriter writer, BulkJob job, JobState state)
    {
        writer.WriteString("jobType", job.JobType);
        if (state == JobState.Open && job is IngestJob ingest) writer.WriteString("contentUrl", ingest.ContentUrl);
        WriteFormat(writer, job);
    }

    private static void WriteFormat(Utf8JsonWriter writer, BulkJob job)
    {
        writer.WriteString("lineEnding", job.Format.LineEnding);
        writer.WriteString("columnDelimiter", job.Format.ColumnDelimiter);
    }
}
