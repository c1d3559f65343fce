using System.Text;
using System.Text.Json.Nodes;
using Xunit;

namespace SalesforceCC.Conformance.Tests;

/// <summary>Files sent by the Salesforce CLI.</summary>
[Collection(nameof(SfCliRun))]
public sealed class SfCliFileTests(SfCliRun sf)
{
    [Fact]
    public async Task Creates_a_file_and_links_it_to_a_record()
    {
        string folder = Directory.CreateTempSubdirectory("sf-file-").FullName;
        try
        {
            string path = Path.Combine(folder, "Prüfbericht 1.txt");
            await File.WriteAllTextAsync(path, "Grüezi", Encoding.UTF8, TestContext.Current.CancellationToken);
            JsonNode account = (await sf.RunAsync("data", "query", "--query", "SELECT Id FROM Account LIMIT 1"))["records"]![0]!;
            string accountId = (string)account["Id"]!;
            JsonNode created = await sf.RunAsync("data", "create", "file", "--file", path, "--title", "Prüfbericht", "--parent-id", accountId);
            Assert.Equal(("Prüfbericht", "txt"), ((string?)created["Title"], (string?)created["FileExtension"]));

            JsonNode links = await sf.RunAsync(
                "data", "query", "--query", $"SELECT LinkedEntityId, ShareType FROM ContentDocumentLink WHERE ContentDocumentId = '{(string)created["ContentDocumentId"]!}' AND LinkedEntityId = '{accountId}'");
            Assert.Equal("V", (string?)links["records"]![0]!["ShareType"]);
            JsonNode version = await sf.RunAsync("data", "query", "--query", $"SELECT PathOnClient, ContentSize FROM ContentVersion WHERE Id = '{(string)created["Id"]!}'");
            Assert.Equal(new FileInfo(path).Length, (long)version["records"]![0]!["ContentSize"]!);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
