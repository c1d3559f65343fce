using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>Completes names of limits that every org has. Asks no network.</summary>
public sealed class LimitCompleter : IArgumentCompleter
{
    private static readonly string[] s_names =
    [
        "DailyApiRequests", "DailyAsyncApexExecutions", "DailyBulkApiBatches", "DailyBulkV2QueryFileStorageMB",
        "DailyBulkV2QueryJobs", "DailyDeliveredPlatformEvents", "DailyStreamingApiEvents", "DailyWorkflowEmails",
        "DataStorageMB", "FileStorageMB", "HourlyAsyncReportRuns", "HourlyDashboardRefreshes",
        "HourlyPublishedPlatformEvents", "HourlyTimeBasedWorkflow", "MassEmail", "SingleEmail",
    ];

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        s_names.Select(static n => new KeyValuePair<string, string>(n, n)).ToCompletions(wordToComplete);
}
