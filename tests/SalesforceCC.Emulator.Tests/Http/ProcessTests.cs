using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Xunit;

namespace SalesforceCC.Emulator.Tests.Http;

/// <summary>The program in a process of its own, as scripts start it.</summary>
public sealed class ProcessTests
{
    [Fact]
    public async Task It_prints_one_line_listens_and_ends_with_its_standard_input()
    {
        using var program = Start("--stdin-close", "--api-usage", "29/15000", "--https");
        var line = await ReadLine(program);
        var names = line.EnumerateObject().Select(p => p.Name);
        Assert.Equal(
            ["url", "httpsUrl", "consumerKey", "consumerSecret", "runAsUsername", "adminUsername", "organizationId"], names);
        using var client = new HttpClient();
        using var answer = await client.GetAsync(
            new Uri(line.GetProperty("url").GetString() + "/__org/api-usage"), TestContext.Current.CancellationToken);
        Assert.Equal("""{"used":29,"allowed":15000}""", await answer.TextAsync());
        program.StandardInput.Close();
        await EndsCleanly(program);
    }

    [Fact]
    public async Task It_ends_when_told_over_http()
    {
        using var program = Start();
        var line = await ReadLine(program);
        using var client = new HttpClient();
        using var answer = await client.PostAsync(
            new Uri(line.GetProperty("url").GetString() + "/__org/stop"), null, TestContext.Current.CancellationToken);
        await EndsCleanly(program);
    }

    [Fact]
    public async Task It_ends_with_its_parent()
    {
        using var parent = Start();
        await ReadLine(parent);
        using var program = Start("--parent-pid", parent.Id.ToString(CultureInfo.InvariantCulture));
        await ReadLine(program);
        parent.Kill();
        await EndsCleanly(program);
    }

    [Theory]
    [InlineData("-INT")]
    [InlineData("-TERM")]
    public async Task It_ends_cleanly_on_signals(string signal)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Signals are a Unix matter.");
        using var program = Start();
        await ReadLine(program);
        using var kill = Process.Start("kill", [signal, program.Id.ToString(CultureInfo.InvariantCulture)]);
        await EndsCleanly(program);
    }

    [Fact]
    public async Task Bad_arguments_end_it_with_a_usage_text()
    {
        using var program = Start("--nonsense");
        var error = await program.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await program.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(2, program.ExitCode);
        Assert.Contains("unknown option --nonsense", error, StringComparison.Ordinal);
        Assert.Contains("usage:", error, StringComparison.Ordinal);
        Assert.Empty(await program.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken));
    }

    private static Process Start(params string[] arguments) => Process.Start(
        new ProcessStartInfo("dotnet", [typeof(EmulatorHost).Assembly.Location, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;

    private static async Task<JsonElement> ReadLine(Process program)
    {
        var line = await program.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        Assert.NotNull(line);
        using var document = JsonDocument.Parse(line);
        return document.RootElement.Clone();
    }

    private static async Task EndsCleanly(Process program)
    {
        await program.WaitForExitAsync(TestContext.Current.CancellationToken)
            .WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        Assert.Equal(0, program.ExitCode);
        Assert.Empty(await program.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken));
        Assert.Empty(await program.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
    }
}
