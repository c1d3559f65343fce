using System.Net.Http.Json;
using System.Text.Json;
using SalesforceCC.Emulator.Tests.Http;
using Xunit;

namespace SalesforceCC.Emulator.Tests.Apex;

public sealed class ApexTestRunTests
{
    private const string Tooling = "/services/data/v68.0/tooling";

    private static readonly object s_plan = new
    {
        classes = new object[]
        {
            new
            {
                name = "ATest",
                methods = new object[]
                {
                    new { name = "works", runTime = 5 },
                    new { name = "fails", outcome = "Fail", message = "System.AssertException: no", stackTrace = "Class.ATest.fails: line 3, column 1" },
                    new { name = "setup", isTestSetup = true },
                },
                coverage = new[] { new { name = "A", covered = new[] { 1, 2, 3 }, uncovered = new[] { 9 } } },
            },
            new { name = "BTest", methods = new object[] { new { name = "skips", outcome = "Skip" } }, coverage = new[] { new { name = "A", covered = new[] { 9 }, uncovered = new[] { 1 } } } },
            new { name = "PTest", @namespace = "pkg", methods = new object[] { new { name = "works" } } },
        },
        suites = new[] { new { name = "Both", classes = new[] { "ATest", "BTest" } } },
        lateSeconds = 1,
        holdSeconds = 5,
        queueSeconds = 10,
        classSeconds = 10,
        aggregateSeconds = 60,
    };

    [Fact]
    public async Task A_run_goes_from_hold_to_results_by_the_clock()
    {
        await using TestOrg org = await StartAsync();
        string run = await RunAsync(org, new { tests = new[] { new { className = "ATest" }, new { className = "BTest" } }, testLevel = "RunSpecifiedTests", skipCodeCoverage = false });
        Assert.Equal(15, run.Length);
        Assert.Empty(await QueryAsync(org, $"SELECT Id FROM ApexTestRunResult WHERE AsyncApexJobId = '{run}'"));
        await IsAsync(org, run, "Holding", "Holding");
        await WaitAsync(org, 5);
        await IsAsync(org, run, "Queued", "Queued");
        Assert.Equal("Queued", (await RowAsync(org, run)).GetProperty("Status").GetString());
        using (HttpResponseMessage twice = await PostAsync(org, "runTestsAsynchronous", new { classNames = "BTest" }))
            await twice.IsErrorAsync(400, "ALREADY_IN_PROCESS");
        await WaitAsync(org, 5);
        await IsAsync(org, run, "Processing", "Queued");
        await WaitAsync(org, 10);
        await IsAsync(org, run, "Completed", "Processing");
        JsonElement middle = await RowAsync(org, run);
        Assert.Equal(("Processing", 2, 1, 3, 2, 1), (Text(middle, "Status"), Number(middle, "ClassesEnqueued"), Number(middle, "ClassesCompleted"),
            Number(middle, "MethodsEnqueued"), Number(middle, "MethodsCompleted"), Number(middle, "MethodsFailed")));
        await WaitAsync(org, 10);
        JsonElement row = await RowAsync(org, run);
        Assert.Equal(("Completed", 2), (Text(row, "Status"), Number(row, "ClassesCompleted")));

        JsonElement[] results = await QueryAsync(org, $"SELECT MethodName, Outcome, Message, StackTrace, RunTime, IsTestSetup, ApexClass.Name FROM ApexTestResult WHERE AsyncApexJobId = '{run}' ORDER BY MethodName");
        Assert.Equal(["fails Fail", "setup Pass", "skips Skip", "works Pass"], results.Select(r => $"{Text(r, "MethodName")} {Text(r, "Outcome")}"));
        Assert.Equal("Class.ATest.fails: line 3, column 1", Text(results[0], "StackTrace"));

        JsonElement coverage = Assert.Single(await QueryAsync(org, "SELECT ApexClassOrTrigger.Name, NumLinesCovered, NumLinesUncovered, Coverage FROM ApexCodeCoverage WHERE TestMethodName = 'works'"));
        Assert.Equal([1, 2, 3], coverage.GetProperty("Coverage").GetProperty("coveredLines").EnumerateArray().Select(l => l.GetInt32()));
        // What all runs together cover follows later.
        Assert.Empty(await QueryAsync(org, "SELECT Id FROM ApexCodeCoverageAggregate"));
        await WaitAsync(org, 60);
        await QueryAsync(org, "SELECT Id FROM ApexLog");
        JsonElement all = Assert.Single(await QueryAsync(org, "SELECT NumLinesCovered, NumLinesUncovered FROM ApexCodeCoverageAggregate"));
        Assert.Equal((4, 0), (Number(all, "NumLinesCovered"), Number(all, "NumLinesUncovered")));
        Assert.Equal(100, Number((await QueryAsync(org, "SELECT PercentCovered FROM ApexOrgWideCoverage"))[0], "PercentCovered"));
    }

    [Fact]
    public async Task A_run_is_stopped_by_its_queue()
    {
        await using TestOrg org = await StartAsync();
        string run = await RunAsync(org, new { suiteNames = "Both" });
        await WaitAsync(org, 12);
        foreach (JsonElement item in await QueryAsync(org, $"SELECT Id FROM ApexTestQueueItem WHERE ParentJobId = '{run}' AND ApexClass.Name = 'BTest'"))
        {
            using HttpResponseMessage stopped = await org.Client.PatchAsJsonAsync(
                new Uri($"{Tooling}/sobjects/ApexTestQueueItem/{Text(item, "Id")}", UriKind.Relative), new { Status = "Aborted" }, TestContext.Current.CancellationToken);
            Assert.Equal(204, (int)stopped.StatusCode);
        }
        await WaitAsync(org, 30);
        Assert.Equal("Aborted", Text(await RowAsync(org, run), "Status"));
        await IsAsync(org, run, "Completed", "Aborted");
        Assert.Empty(await QueryAsync(org, "SELECT Id FROM ApexTestResult WHERE ApexClass.Name = 'BTest'"));
    }

    [Theory]
    [InlineData("""{"testLevel":"RunLocalTests"}""", 2)]
    [InlineData("""{"testLevel":"RunAllTestsInOrg"}""", 3)]
    [InlineData("""{"classNames":"ATest, BTest"}""", 2)]
    [InlineData("""{"tests":[{"className":"pkg.PTest"}],"testLevel":"RunSpecifiedTests"}""", 1)]
    [InlineData("""{"tests":[{"className":"ATest","testMethods":["works"]}],"maxFailedTests":-1,"category":["Apex"]}""", 1)]
    [InlineData("""{"tests":[{"className":"None"}]}""", 0)]
    [InlineData("""{"tests":[{"className":"ATest","testMethods":["none"]}]}""", 0)]
    [InlineData("""{"suiteNames":"None"}""", 0)]
    [InlineData("{}", 0)]
    public async Task Tests_are_named_in_many_ways(string body, int classes)
    {
        await using TestOrg org = await StartAsync();
        using StringContent content = new(body, System.Text.Encoding.UTF8, "application/json");
        using HttpResponseMessage answer = await org.Client.PostAsync(new Uri($"{Tooling}/runTestsAsynchronous", UriKind.Relative), content, TestContext.Current.CancellationToken);
        if (classes == 0)
        {
            await answer.IsErrorAsync(400, "INVALID_INPUT");
            return;
        }
        string run = (await answer.JsonAsync()).GetString()!;
        Assert.Equal(classes, (await QueryAsync(org, $"SELECT Id FROM ApexTestQueueItem WHERE ParentJobId = '{run}'")).Length);
    }

    [Fact]
    public async Task One_class_is_run_at_once()
    {
        await using TestOrg org = await StartAsync();
        using HttpResponseMessage answer = await PostAsync(org, "runTestsSynchronous", new { tests = new[] { new { className = "ATest" } } });
        JsonElement result = await answer.JsonAsync();
        Assert.Equal((2, 1), (Number(result, "numTestsRun"), Number(result, "numFailures")));
        Assert.Equal("fails", Text(Assert.Single(result.GetProperty("failures").EnumerateArray()), "methodName"));
        Assert.Equal(9, Number(result.GetProperty("codeCoverage")[0].GetProperty("locationsNotCovered")[0], "line"));
        using HttpResponseMessage several = await PostAsync(org, "runTestsSynchronous", new { classNames = "ATest,BTest" });
        await several.IsErrorAsync(400, "INVALID_INPUT");
    }

    [Fact]
    public async Task Apex_rest_answers_what_it_is_told()
    {
        await using TestOrg org = await TestOrg.ConnectAsync();
        await org.KnobAsync("apex-rest", new { path = "orders/1", headers = new Dictionary<string, string> { ["ETag"] = "\"v1\"" }, body = new { id = 1 } });
        await org.KnobAsync("apex-rest", new { path = "orders/1", method = "DELETE", status = 409, headers = new Dictionary<string, string> { ["Content-Type"] = "text/plain" }, body = "shipped" });
        Uri url = new("/services/apexrest/orders/1", UriKind.Relative);

        using HttpResponseMessage found = await org.Client.GetAsync(url, TestContext.Current.CancellationToken);
        Assert.Equal((200, 1), ((int)found.StatusCode, Number(await found.JsonAsync(), "id")));
        using HttpRequestMessage conditional = new(HttpMethod.Get, url);
        conditional.Headers.TryAddWithoutValidation("If-None-Match", "\"v1\"");
        using HttpResponseMessage same = await org.Client.SendAsync(conditional, TestContext.Current.CancellationToken);
        Assert.Equal(304, (int)same.StatusCode);
        using HttpResponseMessage refused = await org.Client.DeleteAsync(url, TestContext.Current.CancellationToken);
        Assert.Equal((409, "shipped"), ((int)refused.StatusCode, await refused.TextAsync()));
        using HttpResponseMessage other = await org.Client.PutAsJsonAsync(url, 1, TestContext.Current.CancellationToken);
        await other.IsErrorAsync(405, "METHOD_NOT_ALLOWED");
        org.Client.DefaultRequestHeaders.Authorization = null;
        using HttpResponseMessage nobody = await org.Client.GetAsync(url, TestContext.Current.CancellationToken);
        await nobody.IsErrorAsync(401, "INVALID_SESSION_ID");
    }

    private static async Task<TestOrg> StartAsync()
    {
        TestOrg org = await TestOrg.ConnectAsync();
        await org.KnobAsync("apex-tests", s_plan);
        return org;
    }

    private static async Task<string> RunAsync(TestOrg org, object body)
    {
        using HttpResponseMessage answer = await PostAsync(org, "runTestsAsynchronous", body);
        return (await answer.JsonAsync()).GetString()!;
    }

    private static Task<HttpResponseMessage> PostAsync(TestOrg org, string resource, object body) =>
        org.Client.PostAsJsonAsync(new Uri($"{Tooling}/{resource}", UriKind.Relative), body, TestContext.Current.CancellationToken);

    private static async Task IsAsync(TestOrg org, string run, params string[] states) => Assert.Equal(
        states, (await QueryAsync(org, $"SELECT Status FROM ApexTestQueueItem WHERE ParentJobId = '{run}' ORDER BY ApexClass.Name")).Select(i => Text(i, "Status")));

    private static async Task<JsonElement> RowAsync(TestOrg org, string run) => (await QueryAsync(
        org, $"SELECT AsyncApexJobId, Status, ClassesCompleted, ClassesEnqueued, MethodsEnqueued, MethodsCompleted, MethodsFailed, StartTime, EndTime, TestTime, TestSetupTime, UserId FROM ApexTestRunResult WHERE AsyncApexJobId = '{run}'"))[0];

    private static Task WaitAsync(TestOrg org, int seconds) => org.KnobAsync("clock", new { advanceSeconds = seconds });

    private static async Task<JsonElement[]> QueryAsync(TestOrg org, string soql)
    {
        using HttpResponseMessage answer = await org.Client.GetAsync(
            new Uri($"{Tooling}/query?q={Uri.EscapeDataString(soql)}", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, await answer.TextAsync());
        return [.. (await answer.JsonAsync()).GetProperty("records").EnumerateArray()];
    }

    private static string? Text(JsonElement row, string field) => row.GetProperty(field).GetString();

    private static int Number(JsonElement row, string field) => row.GetProperty(field).GetInt32();
}
