using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using SalesforceCC.Client.Tests.Support;
using Xunit;

namespace SalesforceCC.Emulator.Tests.Http;

/// <summary>The program in a process of its own, as scripts start it.</summary>
public sealed class ProcessTests
{
    [Fact]
    public async Task It_prints_one_line_listens_and_ends_with_its_standard_input()
    {
        using Process program = Start("--stdin-close", "--api-usage", "29/15000", "--https");
        JsonElement line = await ReadLine(program);
        IEnumerable<string> names = line.EnumerateObject().Select(p => p.Name);
        Assert.Equal(
            ["url", "httpsUrl", "consumerKey", "consumerSecret", "runAsUsername", "adminUsername", "organizationId"], names);
        using HttpClient client = new HttpClient();
        using HttpResponseMessage answer = await client.GetAsync(
            new Uri(line.GetProperty("url").GetString() + "/__org/api-usage"), TestContext.Current.CancellationToken);
        Assert.Equal("""{"used":29,"allowed":15000}""", await answer.TextAsync());
        program.StandardInput.Close();
        await EndsCleanly(program);
    }

    [Fact]
    public async Task It_ends_when_told_over_http()
    {
        using Process program = Start();
        JsonElement line = await ReadLine(program);
        using HttpClient client = new HttpClient();
        using HttpResponseMessage answer = await client.PostAsync(
            new Uri(line.GetProperty("url").GetString() + "/__org/stop"), null, TestContext.Current.CancellationToken);
        await EndsCleanly(program);
    }

    [Fact]
    public async Task It_ends_with_its_parent()
    {
        using Process parent = Start();
        await ReadLine(parent);
        using Process program = Start("--parent-pid", parent.Id.ToString(CultureInfo.InvariantCulture));
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
        Assert.SkipWhen(signal == "-INT" && IgnoresInterrupt(), "A shell runs this in the background, where SIGINT is ignored.");
        using Process program = Start();
        await ReadLine(program);
        using Process kill = Process.Start("kill", [signal, program.Id.ToString(CultureInfo.InvariantCulture)]);
        await EndsCleanly(program);
    }

    [Theory]
    [InlineData("unknown option --nonsense", "--nonsense")]
    [InlineData("no seed 'nonsense'", "--seed", "nonsense")]
    public async Task Bad_arguments_end_it_with_a_usage_text(string complaint, params string[] arguments)
    {
        using Process program = Start(arguments);
        string error = await EndsWith(2, program);
        Assert.Contains(complaint, error, StringComparison.Ordinal);
        Assert.Contains("usage:", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_in_use_is_an_error_of_one_line()
    {
        await using TestOrg org = await TestOrg.StartAsync();
        using Process program = Start("--port", org.Host.Url.Port.ToString(CultureInfo.InvariantCulture));
        string error = await EndsWith(1, program);
        Assert.Contains("in use", Assert.Single(error.Trim().Split('\n')), StringComparison.Ordinal);
    }

    // Children inherit what is ignored. Only Linux tells; elsewhere it is taken not to be.
    private static bool IgnoresInterrupt()
    {
        const string Name = "SigIgn:";
        const int Interrupt = 2;
        string? line = File.Exists("/proc/self/status")
            ? File.ReadLines("/proc/self/status").FirstOrDefault(l => l.StartsWith(Name, StringComparison.Ordinal))
            : null;
        return line is not null
            && (ulong.Parse(line[Name.Length..].Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture) >> (Interrupt - 1) & 1) == 1;
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
        string? line = await program.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        Assert.NotNull(line);
        using JsonDocument document = JsonDocument.Parse(line);
        return document.RootElement.Clone();
    }

    private static async Task EndsCleanly(Process program) => Assert.Empty(await EndsWith(0, program));

    /// <summary>Waits for the end, with nothing more on standard output; gives what was complained about.</summary>
    private static async Task<string> EndsWith(int code, Process program)
    {
        await program.WaitForExitAsync(TestContext.Current.CancellationToken)
            .WaitAsync(Patience.Limit, TestContext.Current.CancellationToken);
        string error = await program.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        Assert.True(code == program.ExitCode, $"exit code {program.ExitCode}: {error}");
        Assert.Empty(await program.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken));
        return error;
    }
}
