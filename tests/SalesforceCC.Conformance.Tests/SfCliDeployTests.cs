using System.Text.Json.Nodes;
using SalesforceCC.Emulator;
using Xunit;

namespace SalesforceCC.Conformance.Tests;

/// <summary>
/// What New-SfIntegrationSetup writes, the Salesforce CLI deploys: it finds each file, knows each type and takes the
/// manifest. The deployment goes by REST, as the CLI does it with org-metadata-rest-deploy.
/// </summary>
public sealed class SfCliDeployTests
{
    private const string Username = "sap@acme.example";

    [Fact]
    public async Task Deploys_the_source_folder_that_the_module_writes()
    {
        string cli = await Npm.InstallAsync("sf");
        await using EmulatorHost org = await EmulatorHost.StartAsync(
            new EmulatorOptions { Seed = "empty" }, TestContext.Current.CancellationToken);
        DirectoryInfo project = Directory.CreateTempSubdirectory("salesforcecc-");
        try
        {
            string written = await Pwsh.RunAsync(
                "salesforcecc/Setup.ps1", ["-Folder", project.FullName, "-Username", Username], new Dictionary<string, string>());
            string[] files = written.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            Assert.Equal(8, files.Length);

            SfCli sf = new(cli, "deploy-home") { WorkingFolder = project.FullName, RestDeploy = true };
            await sf.LogInAsync(org);
            await CreateUser(sf);
            string manifest = files.Single(f => f.EndsWith(".package.xml", StringComparison.Ordinal));
            JsonNode result = await sf.RunAsync("project", "deploy", "start", "--manifest", manifest);

            Assert.Equal("Succeeded", (string?)result["status"]);
            Assert.Equal(6, (int)result["numberComponentsDeployed"]!);
            Assert.Equal(
                files.Where(f => f.StartsWith("force-app/", StringComparison.Ordinal)).Order(StringComparer.Ordinal),
                result["files"]!.AsArray().Select(f => Path.GetRelativePath(project.FullName, (string)f!["filePath"]!).Replace('\\', '/'))
                    .Order(StringComparer.Ordinal));
            JsonNode app = await sf.RunAsync(
                "data", "query", "--query", "SELECT MasterLabel FROM ExternalClientApplication WHERE DeveloperName = 'SAP_Sohne_Integration'");
            Assert.Equal("SAP & Söhne Integration", (string?)app["records"]![0]!["MasterLabel"]);
        }
        finally
        {
            project.Delete(recursive: true);
        }
    }

    private static async Task CreateUser(SfCli sf)
    {
        JsonNode profile = await sf.RunAsync("data", "query", "--query", "SELECT Id FROM Profile WHERE Name LIKE '%API Only%'");
        await sf.RunAsync(
            "data", "create", "record", "--sobject", "User", "--values",
            $"Username={Username} LastName=SAP Alias=sap Email=it@acme.example ProfileId={profile["records"]![0]!["Id"]} " +
            "TimeZoneSidKey=GMT LocaleSidKey=en_US EmailEncodingKey=UTF-8 LanguageLocaleKey=en_US");
    }
}
