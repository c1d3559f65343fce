using System.Globalization;
using System.Text.Json;
using SalesforceCC.Http;
using SalesforceCC.Json;
using SalesforceCC.Rest;
using SalesforceCC.Values;

namespace SalesforceCC.Apex.Tests;

/// <summary>Runs of Apex tests: how they are begun, watched and read. They are watched by asking alone.</summary>
internal sealed class ApexTestApi(SfSession session)
{
    private const string RunFields =
        "AsyncApexJobId, Status, ClassesCompleted, ClassesEnqueued, MethodsEnqueued, MethodsCompleted, MethodsFailed, StartTime, EndTime, TestTime, UserId";

    // From this version on, results say whether they are those of a setup.
    private const decimal FirstVersionOfSetup = 61;

    // 100 ids take 2,100 characters of a URL.
    private const int MostIds = 100;

    /// <summary>Begins a run. Without an answer nobody knows whether it began, so that it is not repeated.</summary>
    /// <returns>The 18-character id of the run.</returns>
    /// <exception cref="SfException">Salesforce's refusal, or a failure on the way.</exception>
    public Task<string> StartAsync(ApexTestOrder order, CancellationToken stop) => JsonCall.SendAsync(
        session,
        new ApiRequest
        {
            Method = HttpMethod.Post,
            Url = session.Resolve("tooling/runTestsAsynchronous/"),
            Body = RequestBody.Of(JsonBody.Of(order.ToBody()), "application/json"),
        },
        "ID of the test run",
        static root => root.GetString() is { } id && SfId.IsValid(id) ? SfId.To18(id) : throw JsonReply.Malformed("ID of the test run"),
        stop);

    /// <summary>The runs that Salesforce still keeps, the newest first.</summary>
    public Task<List<SfApexTestRun>> ListAsync(CancellationToken stop) =>
        ToolingQuery.AllAsync(session, $"SELECT {RunFields} FROM ApexTestRunResult ORDER BY StartTime DESC", "list of test runs", Run, stop);

    /// <summary>A run. Its row may be missing for a moment after the start: until then, its queue tells of it.</summary>
    /// <exception cref="SfException">NOT_FOUND: there is no such run.</exception>
    public async Task<SfApexTestRun> GetAsync(string id, CancellationToken stop)
    {
        List<SfApexTestRun> runs = await ToolingQuery.AllAsync(
            session, $"SELECT {RunFields} FROM ApexTestRunResult WHERE AsyncApexJobId = '{id}'", "test run", Run, stop).ConfigureAwait(false);
        if (runs.Count > 0)
            return runs[0];
        List<string> queue = await ToolingQuery.AllAsync(
            session, $"SELECT Id, Status FROM ApexTestQueueItem WHERE ParentJobId = '{id}'", "queue of the test run", static r => r.GetProperty("Status").GetString()!, stop).ConfigureAwait(false);
        return queue.Count > 0
            ? new SfApexTestRun(id) { ClassesEnqueued = queue.Count }
            : throw new SfException("NOT_FOUND", $"There is no test run with the ID {id}, or Salesforce has deleted it.");
    }

    /// <summary>The states of a run, until it is finished or the time is up.</summary>
    /// <param name="id">The run.</param>
    /// <param name="limit">How long it is waited for; null: until it is finished.</param>
    /// <param name="interval">Between two questions; null: more and more rarely.</param>
    /// <param name="stop">Ends the waiting.</param>
    public IAsyncEnumerable<SfApexTestRun> WatchAsync(string id, TimeSpan? limit, TimeSpan? interval, CancellationToken stop)
    {
        JobPolling polling = new(session.Clock)
        {
            FirstPause = interval ?? TimeSpan.FromSeconds(1),
            Growth = interval is null ? 2 : 1,
            LongestPause = interval ?? TimeSpan.FromSeconds(10),
            Limit = limit,
        };
        return polling.WatchAsync(async token => (await GetAsync(id, token).ConfigureAwait(false), (TimeSpan?)null), static r => r.IsFinished, stop);
    }

    /// <summary>The same run with its tests.</summary>
    /// <param name="run">The run.</param>
    /// <param name="coverage">With the lines that the tests reached.</param>
    /// <param name="stop">Ends it.</param>
    public async Task<SfApexTestRun> WithTestsAsync(SfApexTestRun run, bool coverage, CancellationToken stop)
    {
        string setup = TellsSetup ? ", IsTestSetup" : "";
        List<SfApexTest> results = await ToolingQuery.AllAsync(
            session,
            "SELECT Id, MethodName, Outcome, Message, StackTrace, RunTime, TestTimestamp, ApexLogId, ApexClassId, ApexClass.Name, ApexClass.NamespacePrefix"
                + $"{setup} FROM ApexTestResult WHERE AsyncApexJobId = '{run.Id}'",
            "results of the test run",
            row => Test(row, run.Id),
            stop).ConfigureAwait(false);
        // A setup that went well is no test; one that did not says why those behind it failed.
        SfApexTest[] tests = [.. results
            .Where(static t => !t.IsSetup || t.IsFailed)
            .OrderBy(static t => t.FullClassName, StringComparer.OrdinalIgnoreCase)
            .ThenBy(static t => t.MethodName, StringComparer.OrdinalIgnoreCase)];
        return run.With(tests, coverage ? await CoverageAsync(tests, stop).ConfigureAwait(false) : []);
    }

    private bool TellsSetup =>
        !decimal.TryParse(session.ApiVersion, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal version) || version >= FirstVersionOfSetup;

    // Of the tests of this run only: the coverage of all tests together is brought up to date later, and has that of others.
    private async Task<SfApexCoverage[]> CoverageAsync(SfApexTest[] tests, CancellationToken stop)
    {
        string[] ids = [.. tests.Select(static t => t.ClassId).OfType<string>().Distinct(StringComparer.Ordinal)];
        HashSet<(string?, string?)> ran = [.. tests.Select(static t => (t.ClassId, (string?)t.MethodName))];
        ApexCoverageTable table = new();
        for (int at = 0; at < ids.Length; at += MostIds)
        {
            string some = string.Join(",", ids.Skip(at).Take(MostIds).Select(ToolingQuery.Quote));
            await ToolingQuery.AllAsync(
                session,
                "SELECT ApexTestClassId, TestMethodName, ApexClassOrTriggerId, ApexClassOrTrigger.Name, Coverage FROM ApexCodeCoverage"
                    + $" WHERE ApexTestClassId IN ({some})",
                "code coverage",
                row => !ran.Contains((ToolingQuery.Text(row, "ApexTestClassId"), ToolingQuery.Text(row, "TestMethodName"))) || table.Add(row),
                stop).ConfigureAwait(false);
        }

        return table.ToArray();
    }

    private static SfApexTestRun Run(JsonElement row) => new(SfId.To18(row.GetProperty("AsyncApexJobId").GetString()!))
    {
        Status = row.GetProperty("Status").GetString()!,
        StartTime = ToolingQuery.Time(row, "StartTime"),
        EndTime = ToolingQuery.Time(row, "EndTime"),
        TestTime = ToolingQuery.Number(row, "TestTime") is { } milliseconds ? TimeSpan.FromMilliseconds(milliseconds) : null,
        ClassesEnqueued = ToolingQuery.Number(row, "ClassesEnqueued") ?? 0,
        ClassesCompleted = ToolingQuery.Number(row, "ClassesCompleted") ?? 0,
        MethodsEnqueued = ToolingQuery.Number(row, "MethodsEnqueued") ?? 0,
        MethodsCompleted = ToolingQuery.Number(row, "MethodsCompleted") ?? 0,
        MethodsFailed = ToolingQuery.Number(row, "MethodsFailed") ?? 0,
        UserId = ToolingQuery.Text(row, "UserId"),
    };

    private static SfApexTest Test(JsonElement row, string run) => new()
    {
        Id = ToolingQuery.Text(row, "Id"),
        ClassId = ToolingQuery.Text(row, "ApexClassId"),
        ClassName = ToolingQuery.Text(row, "ApexClass", "Name") ?? ToolingQuery.Text(row, "ApexClassId") ?? "",
        Namespace = ToolingQuery.Text(row, "ApexClass", "NamespacePrefix"),
        MethodName = ToolingQuery.Text(row, "MethodName") ?? "",
        Outcome = row.GetProperty("Outcome").GetString()!,
        Message = ToolingQuery.Text(row, "Message"),
        StackTrace = ToolingQuery.Text(row, "StackTrace"),
        RunTime = TimeSpan.FromMilliseconds(ToolingQuery.Number(row, "RunTime") ?? 0),
        TestTimestamp = ToolingQuery.Time(row, "TestTimestamp"),
        RunId = run,
        LogId = ToolingQuery.Text(row, "ApexLogId"),
        IsSetup = row.TryGetProperty("IsTestSetup", out JsonElement setup) && setup.ValueKind == JsonValueKind.True,
    };
}
