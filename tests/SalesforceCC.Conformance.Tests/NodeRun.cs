using System.Text.Json;
using SalesforceCC.Emulator;
using Xunit;
using Xunit.Sdk;

namespace SalesforceCC.Conformance.Tests;

/// <summary>One run of the steps of a client of npm against one embedded org; the tests look at its parts.</summary>
/// <param name="client">The folder of its scripts.</param>
public abstract class NodeRun(string client) : IAsyncLifetime
{
    private readonly List<(string Group, string Step, string? Error)> _steps = [];
    private string _output = "";
    private SkipException? _skip;

    /// <summary>What the org starts with.</summary>
    protected abstract EmulatorOptions Options { get; }

    public async ValueTask InitializeAsync()
    {
        string folder;
        try
        {
            folder = await Npm.InstallAsync(client);
        }
        catch (SkipException skip)
        {
            // xunit takes a skip in a fixture for a failure: the tests skip themselves.
            _skip = skip;
            return;
        }

        await using EmulatorHost org = await EmulatorHost.StartAsync(Options, CancellationToken.None);
        Npm.Output output = await Npm.RunAsync("node", ["main.mjs"], folder, Variables(org));
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

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    /// <summary>Fails with the steps of a group that the client did not take, or if there were none.</summary>
    public void AssertGroup(string group)
    {
        if (_skip is not null)
            throw _skip;
        (string Group, string Step, string? Error)[] steps = _steps.Where(s => s.Group == group).ToArray();
        Assert.True(steps.Length > 0, $"No step of '{group}' was run: {_output}");
        string failed = string.Join('\n', steps.Where(s => s.Error is not null).Select(s => $"{s.Step}: {s.Error}"));
        Assert.True(failed.Length == 0, failed);
    }

    /// <summary>What the scripts find in their environment.</summary>
    protected abstract Dictionary<string, string> Variables(EmulatorHost org);
}
