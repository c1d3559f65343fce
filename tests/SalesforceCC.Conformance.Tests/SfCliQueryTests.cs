using System.Text.Json.Nodes;
using Xunit;

namespace SalesforceCC.Conformance.Tests;

/// <summary>Queries of the Salesforce CLI, in each of its formats.</summary>
[Collection(nameof(SfCliRun))]
public sealed class SfCliQueryTests(SfCliRun sf)
{
    private const string Soql =
        "SELECT Name, Owner.Name, AnnualRevenue, Sic, (SELECT LastName FROM Contacts ORDER BY LastName) FROM Account WHERE Name LIKE '%Hara%'";

    [Fact]
    public async Task Json()
    {
        JsonNode result = JsonNode.Parse(await sf.PrintAsync("data", "query", "--query", Soql, "--result-format", "json"))!["result"]!;
        Assert.Equal(1, (int)result["totalSize"]!);
        Assert.True((bool)result["done"]!);
        JsonNode row = result["records"]![0]!;
        Assert.Equal("O'Hara & Sons Surveyors", (string?)row["Name"]);
        Assert.Equal("Siobhán O'Hara", (string?)row["Owner"]!["Name"]);
        Assert.Equal(870_000m, (decimal)row["AnnualRevenue"]!);
        Assert.Null(row["Sic"]);
        Assert.Equal(["O'Hara", "O'Hara", "Walsh"], row["Contacts"]!["records"]!.AsArray().Select(c => (string)c!["LastName"]!));
    }

    [Fact]
    public async Task Csv()
    {
        string[] lines = Lines(await sf.PrintAsync("data", "query", "--query", Soql, "--result-format", "csv"));
        Assert.Equal(
            "Name,Owner.Name,AnnualRevenue,Sic,Contacts.totalSize,Contacts.records.0.LastName,Contacts.totalSize," +
            "Contacts.records.1.LastName,Contacts.totalSize,Contacts.records.2.LastName",
            lines[0]);
        Assert.Equal("O'Hara & Sons Surveyors,Siobhán O'Hara,870000,,3,O'Hara,3,O'Hara,3,Walsh", lines[1]);
        Assert.Equal(2, lines.Length);
    }

    [Fact]
    public async Task Human()
    {
        string text = await sf.PrintAsync("data", "query", "--query", Soql, "--result-format", "human");
        string[][] cells = Lines(text).Where(l => l.StartsWith('│'))
            .Select(l => l.Trim('│').Split('│', StringSplitOptions.TrimEntries)).ToArray();
        Assert.Equal(["NAME", "OWNER.NAME", "ANNUALREVENUE", "SIC", "CONTACTS.LASTNAME"], cells[0]);
        Assert.Equal(["O'Hara & Sons Surveyors", "Siobhán O'Hara", "870000", "null", "O'Hara"], cells[1]);
        Assert.Equal("Walsh", cells[3][4]);
        Assert.Contains("Total number of records retrieved: 1.", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_than_a_page()
    {
        string[] lines = Lines(await sf.PrintAsync("data", "query", "--query", "SELECT Id FROM Big__c", "--result-format", "csv"));
        Assert.Equal("Id", lines[0]);
        Assert.Equal(2_501, lines.Length);
        Assert.Equal(2_501, lines.Distinct().Count());
    }

    [Fact]
    public async Task Aggregates()
    {
        string[] lines = Lines(await sf.PrintAsync(
            "data", "query", "--result-format", "csv", "--query",
            "SELECT StageName, COUNT(Id), SUM(Amount) FROM Opportunity WHERE StageName = 'Closed Won' GROUP BY StageName"));
        Assert.Equal("StageName,COUNT(Id),SUM(Amount)", lines[0]);
        Assert.Equal("Closed Won,3,9250.24", lines[1]);
    }

    [Fact]
    public async Task Through_the_Tooling_API()
    {
        JsonNode result = await sf.RunAsync("data", "query", "--use-tooling-api", "--query", "SELECT Name FROM Account LIMIT 1");
        Assert.Equal(1, (int)result["totalSize"]!);
        Assert.Equal("Account", (string?)result["records"]![0]!["attributes"]!["type"]);
    }

    private static string[] Lines(string text) =>
        text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(l => !l.StartsWith("Querying Data", StringComparison.Ordinal)).ToArray();
}
