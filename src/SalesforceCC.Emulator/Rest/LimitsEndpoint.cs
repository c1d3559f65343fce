using SalesforceCC.Emulator.Bulk;
using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Events;
using SalesforceCC.Emulator.Http;

namespace SalesforceCC.Emulator.Rest;

/// <summary><c>/limits</c> and <c>/limits/recordCount</c>.</summary>
internal sealed class LimitsEndpoint(ApiUsage usage, OrgStore store, BulkOrg bulk, EventOrg events)
{
    /// <summary>Limits that nothing here uses up, with the maxima of a Developer Edition.</summary>
    private static readonly Dictionary<string, int> s_untouched = new()
    {
        ["ActiveScratchOrgs"] = 3,
        ["ConcurrentAsyncGetReportInstances"] = 200,
        ["ConcurrentSyncReportRuns"] = 20,
        ["DailyAsyncApexExecutions"] = 250_000,
        ["DailyBulkV2QueryFileStorageMB"] = 976_562,
        ["DailyDurableStreamingApiEvents"] = 10_000,
        ["DailyGenericStreamingApiEvents"] = 10_000,
        ["DailyScratchOrgs"] = 6,
        ["DailyStandardVolumePlatformEvents"] = 10_000,
        ["DailyStreamingApiEvents"] = 10_000,
        ["DailyWorkflowEmails"] = 15,
        ["DataStorageMB"] = 5,
        ["DurableStreamingApiConcurrentClients"] = 20,
        ["FileStorageMB"] = 20,
        ["HourlyAsyncReportRuns"] = 1_200,
        ["HourlyODataCallout"] = 1_000,
        ["HourlyPublishedStandardVolumePlatformEvents"] = 1_000,
        ["HourlySyncReportRuns"] = 500,
        ["HourlyTimeBasedWorkflow"] = 50,
        ["MassEmail"] = 10,
        ["MonthlyPlatformEventsUsageEntitlement"] = 0,
        ["PermissionSets"] = 1_500,
        ["SingleEmail"] = 15,
        ["StreamingApiConcurrentClients"] = 20,
    };

    public Answer Get(Call call)
    {
        SortedDictionary<string, object> limits = new(StringComparer.Ordinal);
        foreach ((string? name, int max) in s_untouched)
            limits[name] = new { Max = max, Remaining = max };
        limits["DailyApiRequests"] = new { Max = usage.Allowed, Remaining = Math.Max(0, usage.Allowed - usage.Used) };
        limits["DailyBulkApiBatches"] = new { Max = BulkOrg.BatchesPerDay, Remaining = bulk.BatchesLeft };
        limits["DailyBulkV2QueryJobs"] = new { Max = bulk.Settings.QueryJobsPerDay, Remaining = bulk.QueryJobsLeft };
        limits["DailyDeliveredPlatformEvents"] = new { Max = events.Settings.DeliveredPerDay, Remaining = events.Usage.DeliveriesLeft };
        limits["HourlyPublishedPlatformEvents"] = new { Max = events.Settings.PublishedPerHour, Remaining = events.Usage.PublishingLeft };
        return Answer.Json(200, limits);
    }

    public Answer RecordCount(Call call)
    {
        string names = call.Query["sObjects"].ToString();
        IEnumerable<SObjectType> types = names.Length == 0
            ? store.Types
            : names.Split(',').Select(n => store.FindType(n.Trim())).OfType<SObjectType>().Where(t => !t.IsEvent);
        return Answer.Json(200, new
        {
            sObjects = types.Select(t => new { count = store.Count(t), name = t.Name }),
        });
    }
}
