using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using SalesforceCC.Emulator;
using Xunit;

namespace SalesforceCC.Conformance.Tests;

/// <summary>Trees and plans of the Salesforce CLI and of SalesforceCC, each read by the other.</summary>
[Collection(nameof(SfCliRun))]
public sealed class SfCliTreeTests(SfCliRun sf) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sf-tree-").FullName;

    [Fact]
    public async Task A_tree_is_imported_and_exported_in_the_same_form()
    {
        string file = Write("tree.json", """
            {"records":[{"attributes":{"type":"Account","referenceId":"a"},"Name":"CLI tree","Contacts":{"records":[
              {"attributes":{"type":"Contact","referenceId":"b"},"LastName":"One"},
              {"attributes":{"type":"Contact","referenceId":"c"},"LastName":"Two"}]}}]}
            """);
        JsonNode imported = await sf.RunAsync("data", "import", "tree", "--files", file);
        Assert.Equal(["Account", "Contact", "Contact"], imported.AsArray().Select(static r => (string?)r!["type"]).Order());

        JsonNode exported = await sf.RunAsync(
            "data", "export", "tree", "--query", "SELECT Name, (SELECT LastName FROM Contacts ORDER BY LastName) FROM Account WHERE Name = 'CLI tree'",
            "--output-dir", _folder);
        JsonNode account = Assert.Single(exported["records"]!.AsArray())!;
        Assert.Equal(["One", "Two"], account["Contacts"]!["records"]!.AsArray().Select(static r => (string?)r!["LastName"]));

        JsonNode error = await sf.FailAsync("data", "import", "tree", "--files", Write("wrong.json", """
            {"records":[{"attributes":{"type":"Contact","referenceId":"a"},"Email":"nobody"}]}
            """));
        Assert.Contains("INVALID_EMAIL_ADDRESS", error.ToJsonString(), StringComparison.Ordinal);
    }

    /// <summary>
    /// Shipped sample data goes into one org by SalesforceCC, out by its export, into another by the CLI, out by the CLI's
    /// export, and into a third by SalesforceCC. All of it is as it was, and related as it was.
    /// </summary>
    [Fact]
    public async Task Sample_data_survives_the_way_through_both_tools()
    {
        SampleTrees samples = SampleTrees.Read();
        await PrepareAsync(sf.Org, samples);

        string first = await ThroughModuleAsync("first", samples, samples.Plans, samples.Files);
        JsonNode imported = await sf.RunAsync("data", "import", "tree", "--plan", Path.Combine(first, "plan.json"));
        string second = Path.Combine(_folder, "second");
        string[] queries =
        [
            .. imported.AsArray().GroupBy(static r => (string)r!["type"]!).SelectMany(g => new[]
            {
                "--query",
                $"SELECT {string.Join(", ", samples.Fields[g.Key])} FROM {g.Key} WHERE Id IN ('{string.Join("','", g.Select(static r => (string)r!["id"]!))}')",
            }),
        ];
        await sf.RunAsync(["data", "export", "tree", .. queries, "--plan", "--output-dir", second]);
        string third = await ThroughModuleAsync("third", samples, [Path.Combine(second, "plan.json")], []);

        string[] expected = SampleTrees.Canonical(first);
        Assert.Equal(samples.Count, expected.Length);
        Assert.Equal(expected, SampleTrees.Canonical(second));
        Assert.Equal(expected, SampleTrees.Canonical(third));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task<string> ThroughModuleAsync(
        string name, SampleTrees samples, IReadOnlyList<string> plans, IReadOnlyList<string> files)
    {
        await using EmulatorHost org = await EmulatorHost.StartAsync(
            new EmulatorOptions { Seed = "sample" }, TestContext.Current.CancellationToken);
        await PrepareAsync(org, samples);
        string folder = Path.Combine(_folder, name);
        string work = Write(name + ".work.json", JsonSerializer.Serialize(new { plans, files, fields = samples.Fields, folder }));
        await Pwsh.RunAsync("salesforcecc/Trees.ps1", ["-Work", work], new Dictionary<string, string>
        {
            ["SF_DOMAIN"] = org.Url.GetLeftPart(UriPartial.Authority),
            ["SF_CLIENT_ID"] = org.ConsumerKey,
            ["SF_CLIENT_SECRET"] = org.ConsumerSecret,
        });
        return folder;
    }

    // Objects, and the record types that the data names.
    private static async Task PrepareAsync(EmulatorHost org, SampleTrees samples)
    {
        CancellationToken stop = TestContext.Current.CancellationToken;
        using HttpClient client = new() { BaseAddress = org.Url };
        (await client.PostAsJsonAsync("/__org/schema", samples.Schema, stop)).EnsureSuccessStatusCode();
        using FormUrlEncodedContent form = new(
            [new("grant_type", "client_credentials"), new("client_id", org.ConsumerKey), new("client_secret", org.ConsumerSecret)]);
        JsonElement token = await (await client.PostAsync("/services/oauth2/token", form, stop)).Content.ReadFromJsonAsync<JsonElement>(stop);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token.GetProperty("access_token").GetString());
        foreach ((string type, string name) in samples.RecordTypes)
            (await client.PostAsJsonAsync("/services/data/v68.0/sobjects/RecordType", new { Name = name, DeveloperName = name, SobjectType = type }, stop)).EnsureSuccessStatusCode();
    }

    private string Write(string name, string text)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
