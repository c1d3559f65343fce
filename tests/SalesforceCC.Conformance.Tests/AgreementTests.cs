using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Xunit;

namespace SalesforceCC.Conformance.Tests;

/// <summary>
/// SalesforceCC, jsforce and the Salesforce CLI on one org: each creates a record, each changes another's, and all three
/// read the same.
/// </summary>
[Collection(nameof(SfCliRun))]
public sealed class AgreementTests(SfCliRun sf)
{
    private const string Soql =
        "SELECT External_Id__c, Contact__c, Period__c, Remarks__c, Issued__c, Sent_At__c, Pickup_Time__c, Total__c, " +
        "Weight__c, Positions__c, Paid__c, Tags__c FROM Invoice__c WHERE External_Id__c LIKE 'by-%' ORDER BY External_Id__c";

    private const string Period = "Zoë's \"Größe\" \\ 株 & <ß>";

    [Fact]
    public async Task Three_clients_write_and_read_each_others_records()
    {
        string jsforce = await Npm.InstallAsync("jsforce");
        JsonNode found = (await sf.RunAsync("data", "query", "--query", "SELECT Id FROM Account LIMIT 1"))["records"]![0]!;
        string account = (string)found["Id"]!;

        await Jsforce(jsforce, "create", Fields("by-jsforce", account));
        string created = await sf.PrintAsync(
            "api", "request", "rest", "/services/data/v68.0/sobjects/Invoice__c", "--method", "POST",
            "--body", Fields("by-sf", account));
        JsonNode byModule = JsonNode.Parse(await Pwsh.RunAsync(
            "salesforcecc/Agree.ps1", ["-CreateFor", account, "-Update", "by-jsforce", "-Query", Soql], Environment()))!;

        // One of the three is changed, two are as their makers made them.
        string[] expected =
        [
            Changed("by-jsforce", "geändert von salesforcecc"),
            Created("by-salesforcecc"),
            Created("by-sf"),
        ];
        Assert.Equal(expected, Rows(byModule));
        Assert.Equal(expected, Rows(await Jsforce(jsforce, "query", Soql)));

        string bySf = (string)JsonNode.Parse(created)!["id"]!;
        await Jsforce(jsforce, "update", JsonSerializer.Serialize(
            new { Id = bySf, Period__c = "geändert von jsforce", Issued__c = (string?)null, Total__c = 0.07m }));
        await sf.RunAsync(
            "data", "update", "record", "--sobject", "Invoice__c", "--where", "External_Id__c=by-salesforcecc",
            "--values", "Period__c='geändert von sf' Issued__c='' Total__c=0.07");

        expected =
        [
            Changed("by-jsforce", "geändert von salesforcecc"),
            Changed("by-salesforcecc", "geändert von sf"),
            Changed("by-sf", "geändert von jsforce"),
        ];
        Assert.Equal(expected, Rows(await Jsforce(jsforce, "query", Soql)));
        Assert.Equal(expected, Rows((await sf.RunAsync("data", "query", "--query", Soql))["records"]!));
        Assert.Equal(expected, Rows(JsonNode.Parse(
            await Pwsh.RunAsync("salesforcecc/Agree.ps1", ["-Query", Soql], Environment()))!));
    }

    [Fact]
    public async Task They_write_read_and_restore_lists_of_each_others_records()
    {
        const string Sosl = "FIND {Agreement} IN ALL FIELDS RETURNING Lead(LastName, Email ORDER BY LastName)";
        string jsforce = await Npm.InstallAsync("jsforce");
        string[] theirs = [.. (await Jsforce(jsforce, "createLeads", JsonSerializer.Serialize(
            Enumerable.Range(1, 3).Select(i => new { LastName = $"{Period} {i}", Company = "Agreement" })))).AsArray().Select(r => (string)r!["id"]!)];

        // Reads theirs, changes them, removes the first, and makes as many of its own.
        JsonNode module = await Lists("-Change", string.Join(',', theirs));
        Assert.Equal(Enumerable.Range(1, 3).Select(i => $"{Period} {i}"), module["Read"]!.AsArray().Select(n => (string)n!));
        string[] ours = [.. module["Created"]!.AsArray().Select(n => (string)n!)];

        JsonArray read = (await Jsforce(jsforce, "readLeads", JsonSerializer.Serialize(theirs.Concat(ours)))).AsArray();
        Assert.Equal(
            ["null", "2@salesforcecc.example", "3@salesforcecc.example", "null", "null", "null"],
            read.Select(r => r is null ? "null" : Text(r["Email"])));
        Assert.Null(read[0]);
        Assert.Equal(["Ö'1", "Ö'2", "Ö'3"], read.Skip(3).Select(r => (string)r!["LastName"]!));

        await sf.RunAsync("data", "delete", "record", "--sobject", "Lead", "--record-id", ours[0]);
        Assert.True((bool)(await Jsforce(jsforce, "restore", JsonSerializer.Serialize(new[] { theirs[0] })))[0]!["success"]!);
        await Lists("-Restore", ours[0]);

        string[] found = Rows(await Jsforce(jsforce, "search", Sosl));
        Assert.Equal(6, found.Length);
        Assert.Equal(found, Rows((await Lists("-Search", Sosl))["Found"]!));
        Assert.Equal(
            found,
            Rows((await sf.RunAsync("data", "search", "--query", Sosl))["searchRecords"]!));
    }

    private async Task<JsonNode> Lists(string verb, string argument) =>
        JsonNode.Parse(await Pwsh.RunAsync("salesforcecc/AgreeLists.ps1", [verb, argument], Environment()))!;

    private static string Fields(string key, string account) => JsonSerializer.Serialize(new
    {
        External_Id__c = key,
        Account__c = account,
        Contact__c = (string?)null,
        Period__c = Period,
        Remarks__c = "Zeile 1\nZeile 2",
        Issued__c = "2024-02-29",
        Sent_At__c = "2026-01-01T01:59:59+02:00",
        Pickup_Time__c = "08:30:00.000Z",
        Total__c = 1234567.89m,
        Weight__c = 0.125m,
        Positions__c = 42,
        Paid__c = true,
        Tags__c = "Priority;Export",
    });

    private static string Created(string key) => Row(key, Period, "2024-02-29", "1234567.89");

    private static string Changed(string key, string period) => Row(key, period, "null", "0.07");

    private static string Row(string key, string period, string issued, string total) => string.Join(
        " | ", key, "null", period, "Zeile 1\nZeile 2", issued, "2025-12-31T23:59:59.000+0000", "08:30:00.000Z", total,
        "0.125", "42", "true", "Priority;Export");

    /// <summary>Rows as text: values in the order of the query, numbers without trailing zeros.</summary>
    private static string[] Rows(JsonNode rows) => rows.AsArray().Select(row => string.Join(
        " | ", row!.AsObject().Where(p => p.Key != "attributes").Select(p => Text(p.Value)))).ToArray();

    private static string Text(JsonNode? value) => value?.GetValueKind() switch
    {
        null => "null",
        JsonValueKind.String => (string)value!,
        JsonValueKind.Number => decimal.Parse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture)
            .ToString("0.##########", CultureInfo.InvariantCulture),
        _ => value.ToJsonString(),
    };

    private async Task<JsonNode> Jsforce(string folder, string verb, string argument)
    {
        Npm.Output output = await Npm.RunAsync("node", ["agree.mjs", verb, argument], folder, new Dictionary<string, string>
        {
            ["ORG_URL"] = sf.Org.Url.AbsoluteUri,
            ["ORG_KEY"] = sf.Org.ConsumerKey,
            ["ORG_SECRET"] = sf.Org.ConsumerSecret,
        });
        Assert.True(output.ExitCode == 0, output.Text + output.Error);
        return JsonNode.Parse(output.Text)!;
    }

    private Dictionary<string, string> Environment() => new()
    {
        ["SF_DOMAIN"] = sf.Org.Url.GetLeftPart(UriPartial.Authority),
        ["SF_CLIENT_ID"] = sf.Org.ConsumerKey,
        ["SF_CLIENT_SECRET"] = sf.Org.ConsumerSecret,
    };
}
