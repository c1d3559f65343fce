namespace SalesforceCC.Emulator.Apex.Tests;

/// <summary>The answer to a synchronous run, which leaves no rows.</summary>
internal static class SynchronousResult
{
    public static object Of(QueuedClass queued, bool skipsCoverage, TestCatalog catalog)
    {
        TestMethod[] tests = [.. queued.Methods.Where(static m => !m.IsTestSetup)];
        return new
        {
            apexLogId = (string?)null,
            codeCoverage = skipsCoverage ? [] : queued.Class.Coverage.Select(c => new
            {
                id = catalog.IdOf(c.Name),
                locationsNotCovered = c.Uncovered.Select(static l => new { column = 0, line = l, numExecutions = 0, time = -1.0 }),
                name = c.Name,
                @namespace = (string?)null,
                numLocations = c.Covered.Count + c.Uncovered.Count,
                numLocationsNotCovered = c.Uncovered.Count,
                type = "Class",
            }).ToArray(),
            codeCoverageWarnings = Array.Empty<object>(),
            failures = tests.Where(static m => m.Outcome is "Fail" or "CompileFail").Select(m => new
            {
                id = queued.ClassId,
                message = m.Message,
                methodName = m.Name,
                name = queued.Class.Name,
                @namespace = queued.Class.Namespace,
                seeAllData = false,
                stackTrace = m.StackTrace,
                time = (double)m.RunTime,
                type = "Class",
            }),
            flowCoverage = Array.Empty<object>(),
            flowCoverageWarnings = Array.Empty<object>(),
            numFailures = tests.Count(static m => m.Outcome is "Fail" or "CompileFail"),
            numTestsRun = tests.Length,
            successes = tests.Where(static m => m.Outcome == "Pass").Select(m => new
            {
                id = queued.ClassId,
                methodName = m.Name,
                name = queued.Class.Name,
                @namespace = queued.Class.Namespace,
                seeAllData = false,
                time = (double)m.RunTime,
            }),
            totalTime = (double)tests.Sum(static m => m.RunTime),
        };
    }
}
