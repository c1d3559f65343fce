using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Xunit;

namespace SalesforceCC.Conformance.Tests;

/// <summary>Apex run and tested by the Salesforce CLI, and its logs.</summary>
[Collection(nameof(SfCliRun))]
public sealed class SfCliApexTests(SfCliRun sf)
{
    [Fact]
    public async Task Runs_a_script_with_its_log_and_tells_of_one_that_fails()
    {
        JsonNode done = await RunFileAsync("Account a = new Account(Name = 'sf & <Apex>');\ninsert a;\nSystem.debug('say ' + a.Name);");
        Assert.True((bool)done["success"]!);
        Assert.Contains("|USER_DEBUG|[3]|DEBUG|say sf & <Apex>\n", (string?)done["logs"], StringComparison.Ordinal);

        string file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, "Integer a = 1;\nInteger b = a / 0;", TestContext.Current.CancellationToken);
        JsonNode failed = await sf.FailAsync("apex", "run", "--file", file);
        Assert.Contains("System.MathException: Divide by 0", failed.ToJsonString(), StringComparison.Ordinal);
        File.Delete(file);
    }

    [Fact]
    public async Task Runs_tests_and_gets_their_results()
    {
        using HttpClient client = new() { BaseAddress = sf.Org.Url };
        using HttpResponseMessage knob = await client.PostAsJsonAsync(
            new Uri("/__org/apex-tests", UriKind.Relative),
            new
            {
                classes = new[]
                {
                    new
                    {
                        name = "SfTest",
                        methods = new[] { new { name = "works", outcome = "Pass" }, new { name = "skips", outcome = "Skip" } },
                        coverage = new[] { new { name = "Sf", covered = new[] { 1, 2 }, uncovered = new[] { 3 } } },
                    },
                },
            },
            TestContext.Current.CancellationToken);
        Assert.True(knob.IsSuccessStatusCode);

        JsonNode now = await sf.RunAsync("apex", "run", "test", "--class-names", "SfTest", "--synchronous");
        Assert.Equal("Passed", (string?)now["summary"]!["outcome"]);
        JsonNode later = await sf.RunAsync("apex", "run", "test", "--class-names", "SfTest", "--wait", "2", "--code-coverage");
        Assert.Equal("Passed", (string?)later["summary"]!["outcome"]);
        Assert.Equal(["skips", "works"], later["tests"]!.AsArray().Select(static t => (string)t!["MethodName"]!).Order(StringComparer.Ordinal));
        Assert.Equal("Sf", (string?)later["coverage"]!["coverage"]![0]!["name"]);
    }

    [Fact]
    public async Task Lists_and_gets_logs()
    {
        string user = (await sf.RunAsync("data", "query", "--query", $"SELECT Id FROM User WHERE Username = '{sf.Org.RunAsUsername}'"))["records"]![0]!["Id"]!.ToString();
        JsonNode level = await sf.RunAsync("data", "create", "record", "--use-tooling-api", "--sobject", "DebugLevel", "--values", "DeveloperName=Sf MasterLabel=Sf ApexCode=DEBUG");
        await sf.RunAsync(
            "data", "create", "record", "--use-tooling-api", "--sobject", "TraceFlag", "--values",
            $"TracedEntityId={user} LogType=DEVELOPER_LOG DebugLevelId={level["id"]} ExpirationDate={DateTimeOffset.UtcNow.AddHours(1).UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}");
        await RunFileAsync("System.debug('traced');");

        string id = (await sf.RunAsync("apex", "list", "log")).AsArray().Last()!["Id"]!.ToString();
        Assert.Contains("|USER_DEBUG|[1]|DEBUG|traced", (await sf.RunAsync("apex", "get", "log", "--number", "1")).ToJsonString(), StringComparison.Ordinal);
        Assert.StartsWith("07L", id, StringComparison.Ordinal);
    }

    private async Task<JsonNode> RunFileAsync(string code)
    {
        string file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, code, TestContext.Current.CancellationToken);
        try
        {
            return await sf.RunAsync("apex", "run", "--file", file);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
