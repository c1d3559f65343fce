using SalesforceCC.Emulator.Bulk.Ingest;
using SalesforceCC.Emulator.Bulk.Query;
using SalesforceCC.Emulator.Hosting;
using SalesforceCC.Emulator.Rest;

namespace SalesforceCC.Emulator.Bulk;

/// <summary>Bulk API 2.0: jobs that read rows into CSV, and jobs that change rows by CSV.</summary>
internal sealed class BulkApi : IApi
{
    public void AddTo(Org org, DataApi api)
    {
        JobList jobs = new(org.Bulk);
        QueryJobs query = new(org.Bulk, jobs);
        IngestJobs ingest = new(org.Bulk, jobs);
        api.Routes
            .Map("GET", "/jobs/query", call => jobs.Get(call, "query"))
            .MapStream("POST", "/jobs/query", query.CreateAsync)
            .MapStream("GET", "/jobs/query/{id}", (call, _, cancel) => jobs.InfoAsync<QueryJob>(call, cancel))
            .MapStream("PATCH", "/jobs/query/{id}", query.PatchAsync)
            .MapStream("DELETE", "/jobs/query/{id}", (call, _, _) => jobs.DeleteAsync<QueryJob>(call))
            .Map("GET", "/jobs/query/{id}/results", query.Results)
            .Map("GET", "/jobs/query/{id}/resultPages", query.Pages)
            .Map("GET", "/jobs/query/{id}/resultpages", query.Pages)
            .Map("GET", "/jobs/ingest", call => jobs.Get(call, "ingest"))
            .MapStream("POST", "/jobs/ingest", ingest.CreateAsync)
            .MapStream("GET", "/jobs/ingest/{id}", (call, _, cancel) => jobs.InfoAsync<IngestJob>(call, cancel))
            .MapStream("PATCH", "/jobs/ingest/{id}", ingest.PatchAsync)
            .MapStream("DELETE", "/jobs/ingest/{id}", (call, _, _) => jobs.DeleteAsync<IngestJob>(call))
            .MapStream("PUT", "/jobs/ingest/{id}/batches", ingest.UploadAsync)
            .Map("GET", "/jobs/ingest/{id}/successfulResults", call => ingest.Results(call, ResultKind.Successful))
            .Map("GET", "/jobs/ingest/{id}/failedResults", call => ingest.Results(call, ResultKind.Failed))
            .Map("GET", "/jobs/ingest/{id}/unprocessedrecords", call => ingest.Results(call, ResultKind.Unprocessed))
            .Map("GET", "/jobs/ingest/{id}/unprocessedRecords", call => ingest.Results(call, ResultKind.Unprocessed));
    }
}
