using System.Globalization;
using System.Text.Json;
using SalesforceCC.Emulator.Data;

namespace SalesforceCC.Emulator.Apex.Tests;

/// <summary>The rows that tell of runs.</summary>
internal sealed class TestRows(OrgStore store, TimeProvider clock)
{
    public string NewJob() => Keep("AsyncApexJob", null, new { JobType = "TestRequest", Status = "Processing" });

    public void Queue(TestRun run, QueuedClass queued)
    {
        queued.Status = run.Times.HoldSeconds > 0 ? "Holding" : "Queued";
        queued.ItemId = Keep("ApexTestQueueItem", null, new
        {
            ApexClassId = queued.ClassId,
            queued.Status,
            ParentJobId = run.JobId,
            ShouldSkipCodeCoverage = run.SkipsCoverage,
        });
    }

    public string StatusOf(string itemId) =>
        store.Rows($"SELECT Status FROM ApexTestQueueItem WHERE Id = '{itemId}'")[0].GetProperty("Status").GetString()!;

    /// <summary>Makes the row of a run.</summary>
    public void Begin(TestRun run) => run.ResultId = Keep("ApexTestRunResult", null, new
    {
        AsyncApexJobId = run.JobId,
        run.UserId,
        IsAllTests = run.IsAll,
        Source = "API",
        StartTime = FieldFormat.DateTime(run.Start),
        Status = run.Status = "Queued",
        ClassesEnqueued = run.Classes.Count,
        ClassesCompleted = 0,
        MethodsEnqueued = run.Classes.Sum(static c => Tests(c).Count()),
        MethodsCompleted = 0,
        MethodsFailed = 0,
    });

    /// <summary>Moves a class to its next state, with the results of its tests at the end.</summary>
    public void Move(TestRun run, QueuedClass queued, string status, TestCatalog catalog)
    {
        queued.Status = status;
        int passed = Tests(queued).Count(static m => m.Outcome == "Pass");
        Keep("ApexTestQueueItem", queued.ItemId, new
        {
            Status = status,
            TestRunResultId = run.ResultId,
            ExtendedStatus = status == "Completed" ? string.Create(CultureInfo.InvariantCulture, $"({passed}/{Tests(queued).Count()})") : null,
        });
        if (status != "Completed") return;
        foreach (TestMethod method in queued.Methods) Result(run, queued, method);
        if (!run.SkipsCoverage) Coverage(queued, catalog);
    }

    /// <summary>Brings the row of a run up to date.</summary>
    /// <returns>It has just come to its end.</returns>
    public bool Update(TestRun run, DateTimeOffset now)
    {
        string status = run.IsDone ? (run.Classes.Any(static c => c.Status == "Aborted") ? "Aborted" : "Completed")
            : run.Classes.Any(static c => c.Status is "Processing" or "Completed") ? "Processing"
            : "Queued";
        QueuedClass[] completed = [.. run.Classes.Where(static c => c.Status == "Completed")];
        Keep("ApexTestRunResult", run.ResultId, new
        {
            Status = status,
            ClassesCompleted = completed.Length,
            MethodsCompleted = completed.Sum(static c => Tests(c).Count()),
            MethodsFailed = completed.Sum(static c => Tests(c).Count(static m => m.Outcome is "Fail" or "CompileFail")),
            TestTime = completed.Sum(static c => Tests(c).Sum(static m => m.RunTime)),
            TestSetupTime = completed.Sum(static c => c.Methods.Where(static m => m.IsTestSetup).Sum(static m => m.RunTime)),
            EndTime = run.IsDone ? FieldFormat.DateTime(now) : null,
        });
        bool ends = run.IsDone && run.Status != status;
        run.Status = status;
        if (ends) Keep("AsyncApexJob", run.JobId, new { Status = status, CompletedDate = FieldFormat.DateTime(now) });
        return ends;
    }

    /// <summary>Coverage of all classes, from that of all tests.</summary>
    public void Aggregate()
    {
        Clear("ApexCodeCoverageAggregate", "");
        int covered = 0;
        int lines = 0;
        foreach (IGrouping<string, JsonElement> rows in store
            .Rows("SELECT ApexClassOrTriggerId, Coverage FROM ApexCodeCoverage")
            .GroupBy(static r => r.GetProperty("ApexClassOrTriggerId").GetString()!))
        {
            HashSet<int> run = [];
            HashSet<int> known = [];
            foreach (JsonElement row in rows)
            {
                using JsonDocument value = JsonDocument.Parse(row.GetProperty("Coverage").GetString()!);
                int[] reached = [.. value.RootElement.GetProperty("coveredLines").EnumerateArray().Select(static l => l.GetInt32())];
                run.UnionWith(reached);
                known.UnionWith(reached);
                known.UnionWith(value.RootElement.GetProperty("uncoveredLines").EnumerateArray().Select(static l => l.GetInt32()));
            }
            covered += run.Count;
            lines += known.Count;
            Keep("ApexCodeCoverageAggregate", null, new
            {
                ApexClassOrTriggerId = rows.Key,
                NumLinesCovered = run.Count,
                NumLinesUncovered = known.Count - run.Count,
                Coverage = Lines(run.Order(), known.Except(run).Order()),
            });
        }
        Clear("ApexOrgWideCoverage", "");
        Keep("ApexOrgWideCoverage", null, new { PercentCovered = lines == 0 ? 0 : covered * 100 / lines });
    }

    private static IEnumerable<TestMethod> Tests(QueuedClass queued) => queued.Methods.Where(static m => !m.IsTestSetup);

    private void Result(TestRun run, QueuedClass queued, TestMethod method) => Keep("ApexTestResult", null, new
    {
        TestTimestamp = FieldFormat.DateTime(clock.GetUtcNow()),
        method.Outcome,
        ApexClassId = queued.ClassId,
        MethodName = method.Name,
        method.Message,
        method.StackTrace,
        AsyncApexJobId = run.JobId,
        QueueItemId = queued.ItemId,
        ApexTestRunResultId = run.ResultId,
        method.RunTime,
        method.IsTestSetup,
    });

    private void Coverage(QueuedClass queued, TestCatalog catalog)
    {
        Clear("ApexCodeCoverage", $" WHERE ApexTestClassId = '{queued.ClassId}'");
        foreach (TestMethod method in Tests(queued))
            foreach (TestCoverage coverage in queued.Class.Coverage.Where(c => c.Method is null || c.Method == method.Name))
                Keep("ApexCodeCoverage", null, new
                {
                    ApexTestClassId = queued.ClassId,
                    TestMethodName = method.Name,
                    ApexClassOrTriggerId = catalog.IdOf(coverage.Name),
                    NumLinesCovered = coverage.Covered.Count,
                    NumLinesUncovered = coverage.Uncovered.Count,
                    Coverage = Lines(coverage.Covered, coverage.Uncovered),
                });
    }

    private static string Lines(IEnumerable<int> covered, IEnumerable<int> uncovered) =>
        JsonSerializer.Serialize(new { coveredLines = covered, uncoveredLines = uncovered });

    private void Clear(string type, string where)
    {
        foreach (JsonElement row in store.Rows($"SELECT Id FROM {type}{where}"))
            store.Delete(store.FindType(type)!, row.GetProperty("Id").GetString()!, store.AdminUserId);
    }

    private string Keep(string type, string? id, object fields) =>
        store.Keep(store.FindType(type)!, id, JsonSerializer.SerializeToElement(fields));
}
