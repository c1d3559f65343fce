using System.Text.Json.Nodes;
using Xunit;

namespace SalesforceCC.Conformance.Tests;

/// <summary>Files loaded and saved by the Salesforce CLI, which uses the Bulk API for them.</summary>
[Collection(nameof(SfCliRun))]
public sealed class SfCliBulkTests(SfCliRun sf) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sf-bulk-").FullName;

    [Fact]
    public async Task Imports_updates_upserts_exports_and_deletes()
    {
        JsonNode imported = await sf.RunAsync("data", "import", "bulk", "--sobject", "Account", "--file", File("Name,Phone\nBulk 1,1\n\"Bulk, 2\",2\n"), "--wait", "2");
        Assert.Equal((2, 2, 0), Counts(imported));

        string exported = Path.Combine(_folder, "export.csv");
        JsonNode export = await sf.RunAsync(
            "data", "export", "bulk", "--query", "SELECT Id, Name FROM Account WHERE Name LIKE 'Bulk%' ORDER BY Name", "--output-file", exported, "--result-format", "csv", "--wait", "2");
        Assert.Equal(2, (int)export["totalSize"]!);
        string[] ids = [.. (await System.IO.File.ReadAllLinesAsync(exported, TestContext.Current.CancellationToken)).Skip(1).Where(l => l.Length > 0).Select(l => l.Split(',')[0].Trim('"'))];
        Assert.Equal(2, ids.Length);

        JsonNode updated = await sf.RunAsync("data", "update", "bulk", "--sobject", "Account", "--file", File($"Id,Fax\n{ids[0]},7\n{ids[1]},#N/A\n"), "--wait", "2");
        Assert.Equal((2, 2, 0), Counts(updated));
        JsonNode upserted = await sf.RunAsync(
            "data", "upsert", "bulk", "--sobject", "Invoice__c", "--external-id", "External_Id__c", "--file", File($"External_Id__c,Account__c\nbulk-1,{ids[0]}\nbulk-2,{ids[1]}\n"), "--wait", "2");
        Assert.Equal(2, (int)upserted["jobInfo"]!["numberRecordsProcessed"]!);
        JsonNode deleted = await sf.RunAsync("data", "delete", "bulk", "--sobject", "Account", "--file", File($"Id\n{ids[0]}\n{ids[1]}\n"), "--wait", "2");
        Assert.Equal(2, (int)deleted["jobInfo"]!["numberRecordsProcessed"]!);
    }

    [Fact]
    public async Task A_file_that_is_refused_says_why()
    {
        JsonNode error = await sf.FailAsync("data", "import", "bulk", "--sobject", "Account", "--file", File("Nonsense__c\nx\n"), "--wait", "2");
        Assert.Contains("Failed", error.ToJsonString(), StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string File(string csv)
    {
        string path = Path.Combine(_folder, $"{Guid.NewGuid():N}.csv");
        System.IO.File.WriteAllText(path, csv);
        return path;
    }

    private static (int, int, int) Counts(JsonNode result) =>
        ((int)result["processedRecords"]!, (int)result["successfulRecords"]!, (int)result["failedRecords"]!);
}
