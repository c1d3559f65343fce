using System.Text.Json.Nodes;
using SalesforceCC.Emulator;
using Xunit;
using Xunit.Sdk;

namespace SalesforceCC.Conformance.Tests;

/// <summary>An embedded org with the Salesforce CLI logged in to it.</summary>
public sealed class SfCliRun : IAsyncLifetime
{
    private SkipException? _skip;
    private EmulatorHost? _org;
    private SfCli? _cli;
    private JsonNode? _login;

    /// <summary>The org.</summary>
    public EmulatorHost Org => Have(_org);

    /// <summary>What the login said.</summary>
    public JsonNode Login => Have(_login);

    private SfCli Cli => Have(_cli);

    public async ValueTask InitializeAsync()
    {
        string folder;
        try
        {
            folder = await Npm.InstallAsync("sf");
        }
        catch (SkipException skip)
        {
            // Thrown by a collection's fixture it would count as a failure; each test throws it instead.
            _skip = skip;
            return;
        }

        _org = await EmulatorHost.StartAsync(
            new EmulatorOptions { Seed = "sample", Rows = 2_500 }, TestContext.Current.CancellationToken);
        _cli = new SfCli(folder, "home");
        _login = await _cli.LogInAsync(_org);
    }

    public async ValueTask DisposeAsync()
    {
        if (_org is not null)
            await _org.DisposeAsync();
    }

    /// <summary>Runs a command with <c>--json</c> that must succeed, and gives its result.</summary>
    public Task<JsonNode> RunAsync(params string[] command) => Cli.RunAsync(command);

    /// <summary>Runs a command with <c>--json</c> that must fail, and gives its error.</summary>
    public Task<JsonNode> FailAsync(params string[] command) => Cli.FailAsync(command);

    /// <summary>Runs a command that must succeed, and gives what it prints.</summary>
    public Task<string> PrintAsync(params string[] command) => Cli.PrintAsync(command);

    private T Have<T>(T? part)
        where T : class => _skip is null ? part! : throw _skip;
}

/// <summary>All tests of the CLI share one login, for every command takes more than a second to start.</summary>
[CollectionDefinition(nameof(SfCliRun))]
public sealed class SfCliTestGroup : ICollectionFixture<SfCliRun>;
