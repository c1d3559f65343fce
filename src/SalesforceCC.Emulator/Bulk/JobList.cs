using System.Globalization;
using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Http;

namespace SalesforceCC.Emulator.Bulk;

/// <summary>The list of jobs, newest first, and what can be done with each sort of job.</summary>
internal sealed class JobList(BulkOrg bulk)
{
    private const int PageSize = 1_000;

    /// <summary><c>GET /jobs/ingest</c> and <c>/jobs/query</c>: jobs of all sorts, unless jobType names one.</summary>
    public Answer Get(Call call, string resource)
    {
        string type = call.Query["jobType"].ToString();
        string chunking = call.Query["isPkChunkingEnabled"].ToString();
        int.TryParse(call.Query["queryLocator"], NumberStyles.None, CultureInfo.InvariantCulture, out int from);
        BulkJob[] jobs =
        [
            .. bulk.Jobs.Where(j => type.Length == 0 || j.JobType.Equals(type, StringComparison.OrdinalIgnoreCase))
                .Where(j => chunking.Length == 0 || chunking.Equals("false", StringComparison.OrdinalIgnoreCase)),
        ];
        int next = from + PageSize;
        return Answer.Json(200, writer =>
        {
            writer.WriteStartObject();
            writer.WriteBoolean("done", next >= jobs.Length);
            writer.WriteStartArray("records");
            foreach (BulkJob job in jobs.Skip(from).Take(PageSize)) JobInfo.WriteItem(writer, job);
            writer.WriteEndArray();
            writer.WriteString("nextRecordsUrl", next >= jobs.Length ? null : FormattableString.Invariant($"{call.Version.Path}/jobs/{resource}?queryLocator={next}"));
            writer.WriteEndObject();
        });
    }

    public T Find<T>(Call call)
        where T : BulkJob => bulk.Find<T>(call.Values["id"]) ?? throw RouteTable.NotFound();

    public async Task<Answer> InfoAsync<T>(Call call, CancellationToken cancel)
        where T : BulkJob
    {
        T job = Find<T>(call);
        return JobInfo.Full(job, await job.AskAsync(cancel));
    }

    /// <summary>Ends a job.</summary>
    public static async Task<Answer> AbortAsync(BulkJob job)
    {
        if (!await job.TryAbortAsync())
            throw BulkErrors.InvalidState(job.State == JobState.JobComplete
                ? "Aborting already Completed Job not allowed"
                : $"Aborting already {job.State} Job not allowed");
        return JobInfo.Changed(job, JobState.Aborted);
    }

    /// <summary>Forgets a job, with its results; what it has done to rows stays.</summary>
    public async Task<Answer> DeleteAsync<T>(Call call)
        where T : BulkJob
    {
        T job = Find<T>(call);
        JobState state = job.Shown();
        if (state is JobState.Open or JobState.InProgress)
            throw BulkErrors.InvalidState($"InvalidJobState : Deleting a Job in state {state} not allowed");
        await job.StopAsync();
        bulk.Remove(job);
        return Answer.Empty(204);
    }

    /// <summary>Refuses to give results that are not there yet; code and text are from memory.</summary>
    public static void CheckOver(BulkJob job)
    {
        if (job.Shown() is JobState.Open or JobState.UploadComplete or JobState.InProgress)
            throw BulkErrors.InvalidState($"InvalidJobState : Results of a Job in state {job.Shown()} are not available");
    }
}
