using System.Text.Json.Nodes;
using SalesforceCC.Emulator;
using Xunit;

namespace SalesforceCC.Conformance.Tests;

/// <summary>An embedded org with the Salesforce CLI logged in to it.</summary>
public sealed class SfCliRun : IAsyncLifetime
{
    private SfCli? _cli;

    /// <summary>The org.</summary>
    public EmulatorHost Org { get; private set; } = null!;

    /// <summary>What the login said.</summary>
    public JsonNode Login { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        string folder = await Npm.InstallAsync("sf");
        Org = await EmulatorHost.StartAsync(
            new EmulatorOptions { Seed = "sample", Rows = 2_500 }, TestContext.Current.CancellationToken);
        _cli = new SfCli(folder, "home");
        Login = await _cli.LogInAsync(Org);
    }

    public async ValueTask DisposeAsync()
    {
        if (Org is not null)
            await Org.DisposeAsync();
    }

    /// <summary>Runs a command with <c>--json</c> that must succeed, and gives its result.</summary>
    public Task<JsonNode> RunAsync(params string[] command) => _cli!.RunAsync(command);

    /// <summary>Runs a command with <c>--json</c> that must fail, and gives its error.</summary>
    public Task<JsonNode> FailAsync(params string[] command) => _cli!.FailAsync(command);

    /// <summary>Runs a command that must succeed, and gives what it prints.</summary>
    public Task<string> PrintAsync(params string[] command) => _cli!.PrintAsync(command);
}

/// <summary>All tests of the CLI share one login, for every command takes more than a second to start.</summary>
[CollectionDefinition(nameof(SfCliRun))]
public sealed class SfCliTestGroup : ICollectionFixture<SfCliRun>;
