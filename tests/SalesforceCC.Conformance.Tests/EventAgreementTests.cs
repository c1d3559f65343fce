using System.Globalization;
using System.Text.Json.Nodes;
using SalesforceCC.Emulator;
using Xunit;

namespace SalesforceCC.Conformance.Tests;

/// <summary>
/// SalesforceCC and salesforce-pubsub-api-client on one org: each receives what the other has published, and both read the
/// same of a change.
/// </summary>
public sealed class EventAgreementTests
{
    [Fact]
    public async Task Two_clients_receive_each_others_events()
    {
        string folder = await InstallAsync();
        await using EmulatorHost org = await StartAsync();
        await Pwsh.RunAsync("salesforcecc/Events.ps1", ["-Publish", "cc-1,cc-2"], Environment(org));
        await NodeAsync(folder, org, "publish", "npm-1,npm-2");
        string[] expected = [.. new[] { "cc-1", "cc-2", "npm-1", "npm-2" }.Select(n => $"{n} 12.25 2026-05-03T00:01Z 3 true")];
        Assert.Equal(expected, Orders(await NodeAsync(folder, org, "receive", "4")));
        Assert.Equal(expected, Orders(await Pwsh.RunAsync("salesforcecc/Events.ps1", ["-Receive", "4"], Environment(org))));
    }

    [Fact]
    public async Task Both_read_the_same_of_a_change()
    {
        string folder = await InstallAsync();
        await using EmulatorHost org = await StartAsync();
        string[] module = Changes(await Pwsh.RunAsync("salesforcecc/Events.ps1", ["-Change"], Environment(org)));
        Assert.Equal(
            ["CREATE [] [] 68.0", """UPDATE ["Phone","LastModifiedDate","BillingAddress.City"] ["Phone"] 68.0"""], module);
        Assert.Equal(module, Changes(await NodeAsync(folder, org, "changes", "2")));
    }

    private static async Task<string> InstallAsync()
    {
        string manifest = await File.ReadAllTextAsync(Path.Combine(Npm.FindRoot(), "SalesforceCC.psd1"), TestContext.Current.CancellationToken);
        Assert.SkipUnless(
            manifest.Contains("'Receive-SfEvent'", StringComparison.Ordinal) && manifest.Contains("'Send-SfEvent'", StringComparison.Ordinal),
            "The module does not have the commands for events.");
        return await Npm.InstallAsync("pubsub");
    }

    private static Task<EmulatorHost> StartAsync() => EmulatorHost.StartAsync(
        new EmulatorOptions { Seed = "sample", Https = true, Http2 = true }, TestContext.Current.CancellationToken);

    private static Dictionary<string, string> Environment(EmulatorHost org) => new()
    {
        ["SF_DOMAIN"] = org.Url.AbsoluteUri,
        ["SF_CLIENT_ID"] = org.ConsumerKey,
        ["SF_CLIENT_SECRET"] = org.ConsumerSecret,
        ["PUBSUB"] = org.Http2Url!.AbsoluteUri,
    };

    private static async Task<string> NodeAsync(string folder, EmulatorHost org, params string[] step)
    {
        Npm.Output output = await Npm.RunAsync("node", ["agree.mjs", .. step], folder, PubSubRun.Environment(org));
        Assert.True(output.ExitCode == 0, output.Text + output.Error);
        return output.Text;
    }

    private static string[] Orders(string json) => [.. JsonNode.Parse(json)!.AsArray().Select(o => string.Create(
        CultureInfo.InvariantCulture,
        $"{o!["Number"]} {o["Amount"]!.GetValue<decimal>():0.##} {o["Placed"]} {o["Quantity"]!.GetValue<decimal>():0} {o["Paid"]!.ToJsonString()}"))];

    private static string[] Changes(string json) => [.. JsonNode.Parse(json)!.AsArray().Select(
        c => $"{c!["Type"]} {c["Changed"]!.ToJsonString()} {c["Nulled"]!.ToJsonString()} {c["Origin"]}")];
}
