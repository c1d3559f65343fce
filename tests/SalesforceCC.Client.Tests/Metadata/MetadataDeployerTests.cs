using System.IO.Compression;
using System.Text;
using SalesforceCC.Client.Tests.Setup;
using SalesforceCC.Metadata;
using SalesforceCC.Setup;

namespace SalesforceCC.Client.Tests.Metadata;

public class MetadataDeployerTests
{
    private const string Start = "POST metadata/deployRequest";
    private const string Id = "0AfHs00000001abKAA";
    private const string Ask = "GET metadata/deployRequest/" + Id;

    [Fact]
    public async Task It_sends_options_and_zip_and_asks_more_and_more_rarely()
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        org.On(Start, Reply.Json($$"""{"id":"{{Id}}"}""", 201));
        org.On(Ask, [.. Enumerable.Repeat(Result("InProgress", 1), 12).Select(r => Reply.Json(r)), Reply.Json(Result("Succeeded", 6))]);

        List<DeployResult> results = await DeployAsync(session);

        Assert.Equal(13, results.Count);
        Assert.Equal((1, 6, false), (results[0].Deployed, results[0].Total, results[0].Done));
        Assert.True(results[^1].Success);
        Assert.Equal([500, 750, 1125], org.Clock.Pauses.Take(3).Select(p => p.TotalMilliseconds));
        Assert.Equal(TimeSpan.FromSeconds(10), org.Clock.Pauses[^1]);
        ReceivedRequest sent = org.Server.Requests.Single(r => r.Line == LoopbackOrg.Line(Start));
        string body = Encoding.Latin1.GetString(sent.Body);
        Assert.Contains("name=\"json\"", body, StringComparison.Ordinal);
        Assert.Contains("""{"deployOptions":{"rollbackOnError":true,"singlePackage":true}}""", body, StringComparison.Ordinal);
        int zip = body.IndexOf("PK", StringComparison.Ordinal);
        using ZipArchive archive = new(new MemoryStream(sent.Body[zip..]), ZipArchiveMode.Read);
        Assert.Equal(
            ["package.xml", "permissionsets/SAP_Integration.permissionset"],
            archive.Entries.Select(e => e.FullName).Where(n => !n.StartsWith("ext", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_failure_names_file_line_and_problem_of_each_component()
    {
        string failures = string.Join(',', Enumerable.Range(1, 12).Select(i =>
            $$"""{"fileName":"permissionsets/P{{i}}.permissionset","fullName":"P{{i}}","lineNumber":{{i}},"problem":"Unknown user permission: X"}"""));
        SfException failure = await FailAsync(Reply.Json(
            """{"deployResult":{"status":"Failed","done":true,"success":false,"details":{"componentFailures":[""" + failures + "]}}}"));
        Assert.Contains("\npermissionsets/P1.permissionset, line 1: Unknown user permission: X\n", failure.Message, StringComparison.Ordinal);
        Assert.Contains("... and 2 more", failure.Message, StringComparison.Ordinal);
        Assert.Contains(Id, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"status":"Failed","done":true,"success":false,"errorMessage":"No space"}""", "No space")]
    [InlineData("""{"status":"Canceled","done":"true","success":"false"}""", "canceled")]
    [InlineData("""{"status":"Failed","done":true,"success":false,"details":{"componentFailures":{"fullName":"A","problem":"Alone"}}}""", "A: Alone")]
    [InlineData("""{"status":"Failed","done":true,"success":false,"details":null}""", "ended as Failed")]
    public async Task Other_ends(string result, string text)
    {
        SfException failure = await FailAsync(Reply.Json("{\"deployResult\":" + result + "}"));
        Assert.Contains(text, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"deployResult":null}""")]
    [InlineData("""{"deployResult":{"status":1,"done":true,"success":true}}""")]
    [InlineData("""{"deployResult":{"status":"Succeeded","done":"perhaps","success":true}}""")]
    [InlineData("""{"deployResult":{"status":"Failed","done":true,"success":false,"details":{"componentFailures":[1]}}}""")]
    [InlineData("")]
    public async Task Answers_of_another_form(string json)
    {
        SfException failure = await FailAsync(Reply.Json(json), SfErrorCodes.InvalidResponse);
        Assert.DoesNotContain("System.", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("""{"id":"../x"}""")]
    public async Task An_answer_that_names_no_deployment(string json)
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        org.On(Start, Reply.Json(json, 201));
        await Guard.FailsAsync(SfErrorCodes.InvalidResponse, () => DeployAsync(session));
        Assert.Equal(1, org.Count(Start));
    }

    private static async Task<SfException> FailAsync(Reply answer, string code = SfErrorCodes.DeployFailed)
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        org.On(Start, Reply.Json($$"""{"id":"{{Id}}"}""", 201));
        org.On(Ask, answer);
        return await Guard.FailsAsync(code, () => DeployAsync(session));
    }

    private static async Task<List<DeployResult>> DeployAsync(SfSession session)
    {
        MetadataComponent set = IntegrationComponents.PermissionSet(IntegrationNamesProperties.Options("SAP", "it@acme.example"));
        List<DeployResult> results = [];
        await foreach (DeployResult result in MetadataDeployer.DeployAsync(session, [set], "68.0", Guard.Stop))
            results.Add(result);
        return results;
    }

    private static string Result(string status, int deployed)
    {
        string done = status == "Succeeded" ? "true" : "false";
        return $$"""
            {"deployResult":{"status":"{{status}}","done":{{done}},"success":{{done}},"numberComponentsDeployed":{{deployed}},
            "numberComponentsTotal":6,"details":{"componentFailures":[],"componentSuccesses":[]} } }
            """;
    }
}
