using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using SalesforceCC.Apex.Tests;

namespace SalesforceCC.Client.Tests.Apex;

/// <summary>Runs of Apex tests, begun, watched and read.</summary>
public sealed class ApexTestApiTests : IAsyncLifetime
{
    private const string Query = "GET /services/data/v68.0/tooling/query/";
    private const string Start = "POST /services/data/v68.0/tooling/runTestsAsynchronous/";
    private const string Id = "707000000000001AAA";

    private readonly List<string> _asked = [];
    private LoopbackOrg _org = null!;
    private SfSession _session = null!;
    private ApexTestApi _api = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        (_org, _session) = await LoopbackOrg.ConnectedAsync();
        _api = new ApexTestApi(_session);
    }

    public ValueTask DisposeAsync() => _org.DisposeAsync();

    [Fact]
    public async Task Tests_are_named_as_the_call_wants_them()
    {
        Assert.Equal("""{"skipCodeCoverage":true,"tests":[{"className":"A"},{"className":"ns.B"}],"testLevel":"RunSpecifiedTests"}""", await SentAsync(new() { Classes = ["A", "a", "ns.B"] }));
        Assert.Equal("""{"skipCodeCoverage":false,"tests":[{"className":"A","testMethods":["x","y"]},{"className":"ns.B","testMethods":["z"]}],"testLevel":"RunSpecifiedTests"}""", await SentAsync(new() { Methods = ["A.x", "A.y", "ns.B.z"], Coverage = true }));
        Assert.Equal("""{"skipCodeCoverage":true,"suiteNames":"S,T","testLevel":"RunSpecifiedTests"}""", await SentAsync(new() { Suites = ["S", "T"] }));
        Assert.Equal("""{"skipCodeCoverage":true,"testLevel":"RunLocalTests"}""", await SentAsync(new()));
        foreach (string wrong in new[] { "x", ".x", "A." })
            Assert.Throws<SfException>(() => new ApexTestOrder { Methods = [wrong] }.ToBody());
    }

    [Fact]
    public async Task A_start_without_an_answer_is_not_repeated_and_a_strange_answer_refused()
    {
        _org.On(Start, Reply.Error(503, "SERVER_UNAVAILABLE", "busy"), Reply.Json("\"x\""), Reply.Json("{}"));
        foreach (string code in new[] { "SERVER_UNAVAILABLE", SfErrorCodes.InvalidResponse, SfErrorCodes.InvalidResponse })
            Assert.Equal(code, (await Assert.ThrowsAsync<SfException>(() => _api.StartAsync(new ApexTestOrder(), Stop))).Code);
        Assert.Equal(3, _org.Count(Start));
    }

    [Fact]
    public async Task A_run_is_watched_from_before_its_row_is_there_and_ever_more_rarely()
    {
        string[] states = ["", "", "Queued", "Processing", "Processing", "Completed"];
        int at = 0;
        On(soql => soql.Contains("ApexTestQueueItem", StringComparison.Ordinal) ? Rows(new { Id = "709", Status = "Holding" })
            : states[at++] is { Length: > 0 } state ? Rows(RunRow(state)) : Rows());
        List<string> seen = [];
        await foreach (SfApexTestRun run in _api.WatchAsync(Id, null, null, Stop))
            seen.Add(run.Status);
        Assert.Equal(["Queued", "Queued", "Queued", "Processing", "Processing", "Completed"], seen);
        Assert.Equal([1, 2, 4, 8, 10, 10], _org.Clock.Pauses.Select(static w => w.TotalSeconds));
    }

    [Fact]
    public async Task A_run_that_nobody_knows_is_an_error()
    {
        On(static _ => Rows());
        Assert.Equal("NOT_FOUND", (await Assert.ThrowsAsync<SfException>(() => _api.GetAsync(Id, Stop))).Code);
        Assert.Empty(await _api.ListAsync(Stop));
    }

    [Fact]
    public async Task Results_come_by_pages_and_coverage_by_a_hundred_classes_at_a_time()
    {
        object[] results = [.. Enumerable.Range(0, 2_500).Select(static i => (object)new
        {
            Id = $"07M{i:d12}",
            ApexClassId = $"01p{i / 10:d12}",
            ApexClass = new { Name = $"C{i / 10:d3}", NamespacePrefix = (string?)null },
            MethodName = $"m{i % 10}",
            Outcome = i % 10 == 9 ? "Pass" : "Fail",
            IsTestSetup = i % 10 == 9,
            RunTime = 5,
            TestTimestamp = "2026-11-27T10:00:00.000+0000",
        })];
        On(soql => soql.Contains("FROM ApexTestResult", StringComparison.Ordinal) ? Page(results[..2_000], "/services/data/v68.0/tooling/query/01g-2000")
            : Rows(
                new { ApexTestClassId = "01p000000000000", TestMethodName = "m0", ApexClassOrTriggerId = "01p1", ApexClassOrTrigger = new { Name = "B" }, Coverage = new { coveredLines = new[] { 1, 2 }, uncoveredLines = new[] { 3 } } },
                new { ApexTestClassId = "01p000000000000", TestMethodName = "m1", ApexClassOrTriggerId = "01p1", ApexClassOrTrigger = new { Name = "B" }, Coverage = new { coveredLines = new[] { 3 }, uncoveredLines = new[] { 1, 4 } } },
                new { ApexTestClassId = "01p000000000000", TestMethodName = "of another run", ApexClassOrTriggerId = "01p1", ApexClassOrTrigger = new { Name = "B" }, Coverage = new { coveredLines = new[] { 4 }, uncoveredLines = Array.Empty<int>() } },
                new { ApexTestClassId = "01p000000000000", TestMethodName = "m1", ApexClassOrTriggerId = "01p0", ApexClassOrTrigger = (object?)null, Coverage = (object?)null }));
        _org.On("GET /services/data/v68.0/tooling/query/01g-2000", Page(results[2_000..], null));

        SfApexTestRun run = await _api.WithTestsAsync(new SfApexTestRun(Id), coverage: true, Stop);

        // Setups that went well are no tests.
        Assert.Equal((2_250, 2_250, 0), (run.Tests.Count, run.Failed, run.Passed));
        Assert.Equal("C000.m0: Fail", run.Tests[0].ToString());
        Assert.Equal(3, _asked.Count(static q => q.Contains("ApexCodeCoverage", StringComparison.Ordinal)));
        Assert.All(_asked, static q => Assert.True(Uri.EscapeDataString(q).Length < 8_000));
        Assert.Equal(["01p0", "B"], run.Coverage.Select(static c => c.Name));
        Assert.Equal([1, 2, 3], run.Coverage[1].CoveredLines);
        Assert.Equal([4], run.Coverage[1].UncoveredLines);
        Assert.Equal((75m, 0m), (run.Coverage[1].Percent, run.Coverage[0].Percent));
    }

    [Fact]
    public async Task Pages_that_lead_in_a_circle_or_nowhere_are_refused()
    {
        On(static _ => Page([], "/services/data/v68.0/tooling/query/01g-2000"));
        _org.On("GET /services/data/v68.0/tooling/query/01g-2000", Page([], "/services/data/v68.0/tooling/query/01g-2000"));
        Assert.Equal(SfErrorCodes.InvalidResponse, (await Assert.ThrowsAsync<SfException>(() => _api.ListAsync(Stop))).Code);
        _org.On(Query, Reply.Json("""{"done":false,"records":[]}"""));
        Assert.Equal(SfErrorCodes.InvalidResponse, (await Assert.ThrowsAsync<SfException>(() => _api.ListAsync(Stop))).Code);
        _org.On(Query, Reply.Json("""{"done":true,"records":[{"AsyncApexJobId":"707000000000001","Status":"Queued","StartTime":"yesterday"}]}"""));
        Assert.Equal(SfErrorCodes.InvalidResponse, (await Assert.ThrowsAsync<SfException>(() => _api.ListAsync(Stop))).Code);
    }

    [Fact]
    public void A_report_is_XML_for_every_text()
    {
        string all = string.Concat(Enumerable.Range(0, 0x10000).Select(static c => (char)c)) + "\U0001F600";
        SfApexTestRun run = new SfApexTestRun(Id).With(
            [
                new SfApexTest { ClassName = "A", MethodName = "f", Outcome = "Fail", Message = all, StackTrace = all, RunTime = TimeSpan.FromMilliseconds(1_234) },
                new SfApexTest { ClassName = "A", MethodName = "c", Outcome = "CompileFail" },
                new SfApexTest { ClassName = "A", Namespace = "ns", MethodName = "s", Outcome = "Skip", TestTimestamp = DateTimeOffset.UnixEpoch },
            ],
            []);

        XElement report = XElement.Parse(Encoding.UTF8.GetString(JUnitReport.Of(run)));

        Assert.Equal(["A", "ns.A"], report.Elements("testsuite").Select(static s => s.Attribute("name")!.Value));
        Assert.Equal(("3", "1", "1", "1", "1.234"), (Of("tests"), Of("failures"), Of("errors"), Of("skipped"), Of("time")));
        XElement failure = report.Descendants("failure").Single();
        Assert.Equal(all.Length, failure.Attribute("message")!.Value.Length);
        Assert.EndsWith("\U0001F600", failure.Value, StringComparison.Ordinal);
        Assert.Equal("1970-01-01T00:00:00", report.Elements("testsuite").Last().Attribute("timestamp")!.Value);
        Assert.Single(report.Descendants("error"));
        Assert.Single(report.Descendants("skipped"));

        string Of(string name) => report.Attribute(name)!.Value;
    }

    private static object RunRow(string status) => new { AsyncApexJobId = Id, Status = status, TestTime = 5, ClassesEnqueued = 1, StartTime = "2026-11-27T10:00:00.000+0000" };

    private static Reply Rows(params object[] rows) => Page(rows, null);

    private static Reply Page(object[] rows, string? next) => Reply.Json(JsonSerializer.Serialize(new { done = next is null, nextRecordsUrl = next, records = rows }));

    private void On(Func<string, Reply> answer) => _org.On(Query, request =>
    {
        string soql = Uri.UnescapeDataString(request.Target[(request.Target.IndexOf("q=", StringComparison.Ordinal) + 2)..]);
        _asked.Add(soql);
        return answer(soql);
    });

    private async Task<string> SentAsync(ApexTestOrder order)
    {
        _org.On(Start, Reply.Json("\"707000000000001\""));
        Assert.Equal(Id, await _api.StartAsync(order, Stop));
        return JsonNode.Parse(_org.Server.Requests[^1].Text)!.ToJsonString();
    }
}
