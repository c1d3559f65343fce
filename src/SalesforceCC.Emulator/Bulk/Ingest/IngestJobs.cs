using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Http;
using SalesforceCC.Emulator.Rest;

namespace SalesforceCC.Emulator.Bulk.Ingest;

/// <summary><c>/jobs/ingest</c>.</summary>
internal sealed class IngestJobs(BulkOrg bulk, JobList jobs)
{
    public async Task<Answer> CreateAsync(Call call, Stream body, CancellationToken cancel)
    {
        if (!call.ContentType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
            return JobInfo.New(bulk.Add(Create(call, await JobBody.ReadAsync(call, body, cancel))));
        IngestJob? job = null;
        bool content = false;
        await foreach (MultipartPart part in MultipartBody.ReadAsync(call, body, cancel))
        {
            if (part.IsJson)
            {
                HeaderDictionary headers = new() { ["Content-Type"] = part.ContentType };
                job = Create(call, JobBody.Read(call with { Headers = headers }, await part.ReadAsync(cancel)));
            }
            else if (job is not null)
            {
                await job.ReceiveAsync(part.Body, cancel);
                content = true;
            }
        }
        if (job is null || !content)
            throw new SalesforceError(400, "INVALID_MULTIPART_REQUEST", "The request needs a part named job with JSON, and behind it one named content with CSV");
        bulk.Add(job).TryClose();
        return JobInfo.New(job);
    }

    public async Task<Answer> UploadAsync(Call call, Stream body, CancellationToken cancel)
    {
        IngestJob job = jobs.Find<IngestJob>(call);
        if (!call.ContentType.Equals("text/csv", StringComparison.OrdinalIgnoreCase))
            throw new SalesforceError(
                415, "UNSUPPORTED_MEDIA_TYPE", $"Content type {call.ContentType} not supported for this resource");
        await job.ReceiveAsync(body, cancel);
        return Answer.Empty(201);
    }

    public async Task<Answer> PatchAsync(Call call, Stream body, CancellationToken cancel)
    {
        IngestJob job = jobs.Find<IngestJob>(call);
        JobBody order = await JobBody.ReadAsync(call, body, cancel);
        switch (order["state"])
        {
            case "Aborted":
                return await JobList.AbortAsync(job);
            case "UploadComplete":
                if (!job.TryClose()) throw BulkErrors.InvalidState($"Closing already {job.Shown()} Job not allowed");
                return JobInfo.Changed(job, JobState.UploadComplete);
            default:
                throw BulkErrors.InvalidValue("state", order["state"]);
        }
    }

    public Answer Results(Call call, ResultKind kind)
    {
        IngestJob job = jobs.Find<IngestJob>(call);
        JobList.CheckOver(job);
        bool any = kind switch
        {
            ResultKind.Successful => job.Processed > job.Failed,
            ResultKind.Failed => job.Failed > 0,
            _ => true,
        };
        return (any || !bulk.Settings.NoContent) && job.Open(kind) is { } file ? Answer.Table(file) : Answer.Empty(204);
    }

    private IngestJob Create(Call call, JobBody order)
    {
        string? operation = order["operation"];
        if (operation is not ("insert" or "update" or "upsert" or "delete" or "hardDelete"))
            throw BulkErrors.InvalidValue("operation", operation);
        JobFormat format = order.Format;
        SObjectType type = bulk.Store.FindType(order["object"] ?? "", call.UserId) ??
            throw BulkErrors.InvalidJob($"Unable to find object: {order["object"]}");
        BulkObjects.Supported(type);
        if (operation == "hardDelete" && !bulk.Store.HasPermission(call.UserId, "BulkApiHardDelete"))
            throw new SalesforceError(
                400, "FEATURENOTENABLED", "FeatureNotEnabled : hardDelete needs the permission Bulk API Hard Delete");
        return new IngestJob(bulk, bulk.NewId(), type, operation == "upsert" ? Key(type, order["externalIdFieldName"]) : null, call.UserId, call.Version)
        {
            Operation = operation,
            Origin = ChangeHeaders.OriginOf(call, "bulkapi"),
            Format = format,
        };
    }

    private static SObjectField Key(SObjectType type, string? name) =>
        type.FindField(name ?? "") is { } field && (field.ExternalId || field.IdLookup || field.Type == "id")
            ? field
            : throw BulkErrors.InvalidJob($"Field name provided, {name} does not match an External ID for {type.Name}");
}
