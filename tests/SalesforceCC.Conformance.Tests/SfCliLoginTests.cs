using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using SalesforceCC.Emulator;
using Xunit;

namespace SalesforceCC.Conformance.Tests;

/// <summary>The Salesforce CLI logs in with an assertion that it signs itself, and with what that gave runs a query.</summary>
public sealed class SfCliLoginTests
{
    [Fact]
    public async Task Logs_in_with_the_JWT_bearer_flow()
    {
        string folder = await Npm.InstallAsync("sf");
        await using EmulatorHost org = await EmulatorHost.StartAsync(
            new EmulatorOptions { Seed = "sample", Rows = 10 }, TestContext.Current.CancellationToken);
        DirectoryInfo project = Directory.CreateTempSubdirectory("salesforcecc-");
        try
        {
            SfCli sf = new(folder, "jwt-home") { WorkingFolder = project.FullName };
            string keyFile = Path.Combine(project.FullName, "server.key");
            await File.WriteAllTextAsync(keyFile, await TrustNewKeyAsync(org), TestContext.Current.CancellationToken);

            // Where it is refused, the CLI goes on to ask login.salesforce.com: no test for that.
            JsonNode result = await sf.RunAsync(
                "org", "login", "jwt", "--jwt-key-file", keyFile, "--client-id", org.ConsumerKey, "--username", org.RunAsUsername,
                "--instance-url", org.Url.GetLeftPart(UriPartial.Authority), "--alias", "jwt");
            Assert.Equal(org.OrganizationId, (string?)result["orgId"]);
            JsonNode page = await sf.RunAsync("data", "query", "--target-org", "jwt", "--query", "SELECT Id FROM Account LIMIT 1");
            Assert.Equal(1, (int)page["totalSize"]!);
        }
        finally
        {
            project.Delete(recursive: true);
        }
    }

    // As an admin does: the certificate is uploaded, and the user approves the app.
    private static async Task<string> TrustNewKeyAsync(EmulatorHost org)
    {
        using RSA rsa = RSA.Create(2048);
        using HttpClient client = new();
        JsonNode apps = (await client.GetFromJsonAsync<JsonNode>(new Uri(org.Url, "/__org/apps"), TestContext.Current.CancellationToken))!;
        JsonObject order = new()
        {
            ["certificate"] = rsa.ExportSubjectPublicKeyInfoPem(),
            ["approvedUsers"] = new JsonArray((string?)apps[0]!["runAsUserId"]),
        };
        using HttpResponseMessage answer = await client.PatchAsJsonAsync(
            new Uri(org.Url, $"/__org/apps/{org.ConsumerKey}"), order, TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();
        return rsa.ExportPkcs8PrivateKeyPem();
    }
}
