using System.IO.Compression;
using System.Text.Json;
using SalesforceCC.Emulator;
using Xunit;
using Xunit.Sdk;

namespace SalesforceCC.Conformance.Tests;

/// <summary>One run of the jsforce steps against one embedded org; the tests look at its parts.</summary>
public sealed class JsforceRun : IAsyncLifetime
{
    private readonly List<(string Group, string Step, string? Error)> _steps = [];
    private string _output = "";
    private SkipException? _skip;

    public async ValueTask InitializeAsync()
    {
        string folder;
        try
        {
            folder = await Npm.InstallAsync("jsforce");
        }
        catch (SkipException skip)
        {
            // xunit takes a skip in a fixture for a failure: the tests skip themselves.
            _skip = skip;
            return;
        }

        await using EmulatorHost org = await EmulatorHost.StartAsync(
            new EmulatorOptions { Seed = "sample", Rows = 10_000 }, CancellationToken.None);
        Npm.Output output = await Npm.RunAsync(
            "node",
            ["main.mjs"],
            folder,
            new Dictionary<string, string>
            {
                ["ORG_URL"] = org.Url.AbsoluteUri,
                ["ORG_KEY"] = org.ConsumerKey,
                ["ORG_SECRET"] = org.ConsumerSecret,
                ["ORG_PACKAGE"] = Convert.ToBase64String(Package()),
            });
        _output = output.Text + output.Error;
        foreach (string line in output.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            using JsonDocument step = JsonDocument.Parse(line);
            JsonElement root = step.RootElement;
            _steps.Add((
                root.GetProperty("group").GetString()!,
                root.GetProperty("step").GetString()!,
                root.TryGetProperty("error", out JsonElement error) ? error.GetString() : null));
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    // A permission set, to be deployed: Node.js has no zip of its own.
    private static byte[] Package()
    {
        using MemoryStream zip = new();
        using (ZipArchive archive = new(zip, ZipArchiveMode.Create))
        {
            Add(archive, "package.xml", "Package", "<types><members>From_jsforce</members><name>PermissionSet</name></types><version>68.0</version>");
            Add(archive, "permissionsets/From_jsforce.permissionset", "PermissionSet", "<label>From jsforce</label>");
        }

        return zip.ToArray();
    }

    private static void Add(ZipArchive archive, string path, string type, string content)
    {
        using StreamWriter writer = new(archive.CreateEntry(path).Open());
        writer.Write($"<{type} xmlns=\"http://soap.sforce.com/2006/04/metadata\">{content}</{type}>");
    }

    /// <summary>Fails with the steps of a group that jsforce did not take, or if there were none.</summary>
    public void AssertGroup(string group)
    {
        if (_skip is not null)
            throw _skip;
        (string Group, string Step, string? Error)[] steps = _steps.Where(s => s.Group == group).ToArray();
        Assert.True(steps.Length > 0, $"No step of '{group}' was run: {_output}");
        string failed = string.Join('\n', steps.Where(s => s.Error is not null).Select(s => $"{s.Step}: {s.Error}"));
        Assert.True(failed.Length == 0, failed);
    }
}
