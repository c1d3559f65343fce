using System.Globalization;
using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Http;
using SalesforceCC.Emulator.Soql.Results.Csv;
using SalesforceCC.Emulator.Soql.Validation;

namespace SalesforceCC.Emulator.Bulk.Query;

/// <summary><c>/jobs/query</c>.</summary>
internal sealed class QueryJobs(BulkOrg bulk, JobList jobs)
{
    private const int PagesAtOnce = 5;
    private const int FirstVersionWithPages = 58;

    public async Task<Answer> CreateAsync(Call call, Stream body, CancellationToken cancel)
    {
        JobBody order = await JobBody.ReadAsync(call, body, cancel);
        if (order["operation"] is not ("query" or "queryAll")) throw BulkErrors.InvalidValue("operation", order["operation"]);
        if (string.IsNullOrWhiteSpace(order["query"])) throw BulkErrors.InvalidValue("query", order["query"]);
        JobFormat format = order.Format;
        QueryTable table = bulk.Store.Table(
            order["query"]!,
            new QueryOptions(order["operation"] == "queryAll", 1, call.Version.Path) { UserId = call.UserId, Api = SoqlApi.Bulk });
        BulkObjects.Supported(table.Type);
        if (!bulk.TryCountQuery()) throw BulkErrors.ExceededQuota("DailyBulkV2QueryJobs Limit exceeded.");
        QueryJob job = bulk.Add(new QueryJob(bulk, bulk.NewId(), table, call.UserId, call.Version)
        {
            Operation = order["operation"]!,
            Format = format,
        });
        job.TryClose();
        return JobInfo.New(job);
    }

    public async Task<Answer> PatchAsync(Call call, Stream body, CancellationToken cancel)
    {
        QueryJob job = jobs.Find<QueryJob>(call);
        JobBody order = await JobBody.ReadAsync(call, body, cancel);
        return order["state"] == "Aborted" ? await JobList.AbortAsync(job) : throw BulkErrors.InvalidValue("state", order["state"]);
    }

    public Answer Results(Call call)
    {
        QueryJob job = Finished(call);
        ResultLocator page = Page(call, job);
        int count = Math.Min(page.Count, job.Rows - page.From);
        int next = page.From + count;
        return Answer.Table(job.Open(page.From, count))
            .With("Sforce-Locator", next < job.Rows ? new ResultLocator(next, page.Count).ToString() : "null")
            .With("Sforce-NumberOfRecords", count.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Links to five pages, and to the next five.</summary>
    public Answer Pages(Call call)
    {
        if (call.Version.Number < FirstVersionWithPages) throw RouteTable.NotFound();
        QueryJob job = Finished(call);
        ResultLocator page = Page(call, job);
        int step = Math.Max(1, page.Count);
        int[] starts = [.. Enumerable.Range(0, PagesAtOnce).Select(i => page.From + (i * step)).Where(s => s < Math.Max(1, job.Rows))];
        int next = page.From + (PagesAtOnce * step);
        bool done = next >= job.Rows;
        string start = bulk.Settings.ResultLinks ? $"/jobs/query/{job.Id}" : $"{call.Version.Path}/jobs/query/{job.Id}";
        return Answer.Json(200, writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("resultPages");
            foreach (int from in starts)
            {
                writer.WriteStartObject();
                writer.WriteString(
                    bulk.Settings.ResultLinks ? "resultLink" : "resultUrl", $"{start}/results?locator={new ResultLocator(from, step)}");
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
            writer.WriteString("nextRecordsUrl", done ? null : $"{start}/resultPages?locator={new ResultLocator(next, step)}");
            writer.WriteBoolean("done", done);
            writer.WriteEndObject();
        });
    }

    private QueryJob Finished(Call call)
    {
        QueryJob job = jobs.Find<QueryJob>(call);
        if (job.Version != call.Version) throw BulkErrors.OtherVersion(job.Version.Name);
        JobList.CheckOver(job);
        return job.State == JobState.JobComplete ? job : throw RouteTable.NotFound();
    }

    private ResultLocator Page(Call call, QueryJob job)
    {
        ResultLocator page = new(0, bulk.Settings.PageRows);
        string text = call.Query["locator"].ToString();
        if (text.Length > 0 && (!ResultLocator.TryParse(text, out page) || page.From >= Math.Max(1, job.Rows)))
            throw new SalesforceError(400, "INVALID_QUERY_LOCATOR", "invalid query locator");
        string most = call.Query["maxRecords"].ToString();
        if (most.Length == 0) return page;
        return int.TryParse(most, NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count > 0
            ? page with { Count = count }
            : throw BulkErrors.InvalidValue("maxRecords", most);
    }
}
