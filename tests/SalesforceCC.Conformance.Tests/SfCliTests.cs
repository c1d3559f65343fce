using System.Text.Json.Nodes;
using Xunit;

namespace SalesforceCC.Conformance.Tests;

/// <summary>
/// The Salesforce CLI takes the embedded org for Salesforce: login, org and objects. What it refuses is a fault of the
/// org. A new API adds a file of such tests in the same collection.
/// </summary>
[Collection(nameof(SfCliRun))]
public sealed class SfCliTests(SfCliRun sf)
{
    [Fact]
    public void Logs_in_with_an_access_token()
    {
        Assert.Equal(sf.Org.RunAsUsername, (string?)sf.Login["username"]);
        Assert.Equal(sf.Org.OrganizationId, (string?)sf.Login["orgId"]);
        Assert.Equal("68.0", (string?)sf.Login["instanceApiVersion"]);
        Assert.Equal("Developer Edition", (string?)sf.Login["orgEdition"]);
        Assert.False((bool)sf.Login["isSandbox"]!);
    }

    [Fact]
    public async Task Displays_the_org()
    {
        JsonNode org = await sf.RunAsync("org", "display");
        Assert.Equal("Connected", (string?)org["connectedStatus"]);
        Assert.Equal(sf.Org.OrganizationId, (string?)org["id"]);
        Assert.Equal(sf.Org.RunAsUsername, (string?)org["username"]);
        Assert.Equal("68.0", (string?)org["apiVersion"]);
    }

    [Fact]
    public async Task Lists_limits()
    {
        JsonArray limits = (await sf.RunAsync("org", "list", "limits")).AsArray();
        JsonNode daily = limits.Single(l => (string?)l!["name"] == "DailyApiRequests")!;
        Assert.Equal(15_000, (int)daily["max"]!);
        Assert.InRange((int)daily["remaining"]!, 1, 14_999);
    }

    [Fact]
    public async Task Lists_and_describes_objects()
    {
        string[] custom = (await sf.RunAsync("sobject", "list", "--sobject", "custom")).AsArray().Select(n => (string)n!).ToArray();
        Assert.Contains("Invoice__c", custom);
        Assert.DoesNotContain("Account", custom);

        JsonNode describe = await sf.RunAsync("sobject", "describe", "--sobject", "Invoice__c");
        Dictionary<string, string> types = describe["fields"]!.AsArray()
            .ToDictionary(f => (string)f!["name"]!, f => (string)f!["type"]!);
        Assert.Equal("reference", types["Account__c"]);
        Assert.Equal("multipicklist", types["Tags__c"]);
        Assert.Equal("datetime", types["Sent_At__c"]);
        Assert.Contains(describe["childRelationships"]!.AsArray(), c => (string?)c!["relationshipName"] == "Lines__r");
    }

    [Fact]
    public async Task Asks_any_resource()
    {
        string answer = await sf.PrintAsync("api", "request", "rest", "/services/data/v68.0/limits/recordCount?sObjects=Big__c", "--include");
        Assert.StartsWith("HTTP/1.1 200", answer, StringComparison.Ordinal);
        Assert.Contains("sforce-limit-info: api-usage=", answer, StringComparison.Ordinal);
        JsonNode body = JsonNode.Parse(answer[answer.IndexOf('{', StringComparison.Ordinal)..])!;
        Assert.Equal(2_500, (int)body["sObjects"]![0]!["count"]!);
    }

    [Theory]
    [InlineData("SELECT Nmae FROM Account", "INVALID_FIELD", "No such column 'Nmae' on entity 'Account'")]
    public async Task Names_an_error_by_its_code(string soql, string code, string message)
    {
        JsonNode error = await sf.FailAsync("data", "query", "--query", soql);
        Assert.Equal(code, (string?)error["name"]);
        Assert.Contains(message, (string)error["message"]!, StringComparison.Ordinal);
    }
}
