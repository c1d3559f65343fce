using System.Text.Json.Nodes;
using Xunit;

namespace SalesforceCC.Conformance.Tests;

/// <summary>Records written and read one by one by the Salesforce CLI.</summary>
[Collection(nameof(SfCliRun))]
public sealed class SfCliRecordTests(SfCliRun sf)
{
    [Fact]
    public async Task Creates_updates_gets_upserts_and_deletes()
    {
        JsonNode created = await sf.RunAsync(
            "data", "create", "record", "--sobject", "Account",
            "--values", "Name='Müller & Söhne' NumberOfEmployees=12 Industry=Energy");
        Assert.True((bool)created["success"]!);
        string id = (string)created["id"]!;

        // An empty text is null to Salesforce.
        JsonNode updated = await sf.RunAsync(
            "data", "update", "record", "--sobject", "Account", "--where", "Name='Müller & Söhne'",
            "--values", "Name=\"O'Hara\" Industry=''");
        Assert.Equal(id, (string?)updated["id"]);

        JsonNode read = await sf.RunAsync("data", "get", "record", "--sobject", "Account", "--record-id", id);
        Assert.Equal("O'Hara", (string?)read["Name"]);
        Assert.Equal(12, (int)read["NumberOfEmployees"]!);
        Assert.Null(read["Industry"]);

        await UpsertTwice(id);

        JsonNode deleted = await sf.RunAsync("data", "delete", "record", "--sobject", "Account", "--record-id", id);
        Assert.True((bool)deleted["success"]!);
    }

    /// <summary>The CLI itself upserts with the Bulk API only; its way to any other resource does it by REST.</summary>
    private async Task UpsertTwice(string account)
    {
        const string Path = "/services/data/v68.0/sobjects/Invoice__c/External_Id__c/sf-1";
        JsonNode first = JsonNode.Parse(await sf.PrintAsync(
            "api", "request", "rest", Path, "--method", "PATCH", "--body", $$"""{"Account__c":"{{account}}","Total__c":12.5}"""))!;
        Assert.True((bool)first["created"]!);
        JsonNode second = JsonNode.Parse(await sf.PrintAsync(
            "api", "request", "rest", Path, "--method", "PATCH", "--body", """{"Total__c":13}"""))!;
        Assert.False((bool)second["created"]!);
        Assert.Equal((string?)first["id"], (string?)second["id"]);
    }
}
