using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using SalesforceCC.Emulator;
using Xunit;

namespace SalesforceCC.Conformance.Tests;

/// <summary>The Salesforce CLI with a home folder of its own below out/, so that nothing of the user's is touched.</summary>
internal sealed class SfCli
{
    private readonly string _folder;
    private readonly Dictionary<string, string> _environment;

    /// <param name="folder">Where the CLI is installed.</param>
    /// <param name="home">Name of the home folder, which starts empty.</param>
    public SfCli(string folder, string home)
    {
        _folder = folder;
        string path = Path.Combine(folder, home);
        if (Directory.Exists(path))
            Directory.Delete(path, recursive: true);
        Directory.CreateDirectory(path);
        _environment = new Dictionary<string, string>
        {
            ["HOME"] = path,
            ["USERPROFILE"] = path,
            ["APPDATA"] = path,
            ["LOCALAPPDATA"] = path,
            ["XDG_CONFIG_HOME"] = path,
            ["XDG_CACHE_HOME"] = path,
            ["XDG_DATA_HOME"] = path,
            ["SF_DISABLE_TELEMETRY"] = "true",
            ["SF_AUTOUPDATE_DISABLE"] = "true",
            ["SF_SKIP_NEW_VERSION_CHECK"] = "true",
            ["SF_USE_GENERIC_UNIX_KEYCHAIN"] = "true",
            ["SF_DISABLE_LOG_FILE"] = "true",
            // Where it believes itself in CI, the CLI draws its tables in another way.
            ["CI"] = "",
            ["OCLIF_TABLE_SKIP_CI_CHECK"] = "true",
            ["NO_COLOR"] = "1",
            ["NO_PROXY"] = "127.0.0.1,localhost",
        };
    }

    /// <summary>Folder that commands run in; that of the installation unless another is given.</summary>
    public string? WorkingFolder { get; init; }

    /// <summary>Deploys through the REST API instead of SOAP.</summary>
    public bool RestDeploy
    {
        init => _environment["SF_ORG_METADATA_REST_DEPLOY"] = value ? "true" : "false";
    }

    /// <summary>Logs in with a token that client credentials gave, and makes the org the default.</summary>
    public async Task<JsonNode> LogInAsync(EmulatorHost org)
    {
        _environment["SF_ACCESS_TOKEN"] = await TokenAsync(org);
        try
        {
            return await RunAsync(
                "org", "login", "access-token", "--no-prompt", "--set-default", "--alias", "emulator",
                "--instance-url", org.Url.GetLeftPart(UriPartial.Authority));
        }
        finally
        {
            _environment.Remove("SF_ACCESS_TOKEN");
        }
    }

    public async Task<JsonNode> RunAsync(params string[] command)
    {
        Npm.Output output = await StartAsync([.. command, "--json"]);
        Assert.True(output.ExitCode == 0, Failure(command, output));
        return JsonNode.Parse(output.Text)!["result"]!;
    }

    public async Task<JsonNode> FailAsync(params string[] command)
    {
        Npm.Output output = await StartAsync([.. command, "--json"]);
        Assert.True(output.ExitCode != 0, Failure(command, output));
        return JsonNode.Parse(output.Text is "" ? output.Error : output.Text)!;
    }

    public async Task<string> PrintAsync(params string[] command)
    {
        Npm.Output output = await StartAsync(command);
        Assert.True(output.ExitCode == 0, Failure(command, output));
        return output.Text;
    }

    private Task<Npm.Output> StartAsync(string[] arguments) => Npm.RunAsync(
        "node",
        [Path.Combine(_folder, "node_modules", "@salesforce", "cli", "bin", "run.js"), .. arguments],
        WorkingFolder ?? _folder,
        _environment);

    private static string Failure(string[] command, Npm.Output output) =>
        $"sf {string.Join(' ', command)} ended with {output.ExitCode}: {output.Text}{output.Error}";

    private static async Task<string> TokenAsync(EmulatorHost org)
    {
        using HttpClient client = new();
        using FormUrlEncodedContent form = new(
        [
            new("grant_type", "client_credentials"),
            new("client_id", org.ConsumerKey),
            new("client_secret", org.ConsumerSecret),
        ]);
        using HttpResponseMessage answer = await client.PostAsync(
            new Uri(org.Url, "/services/oauth2/token"), form, TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();
        JsonElement token = await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        return token.GetProperty("access_token").GetString()!;
    }
}
