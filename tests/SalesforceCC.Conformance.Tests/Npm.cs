using System.Diagnostics;
using Xunit;

namespace SalesforceCC.Conformance.Tests;

/// <summary>Other people's clients, installed from npm in a folder that <c>./build.ps1 Clean</c> leaves alone.</summary>
internal static class Npm
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(5);
    private static readonly SemaphoreSlim s_one = new(1);

    /// <summary>Copies a client's scripts and installs its pinned packages; skips the test where npm is not there.</summary>
    /// <returns>The folder.</returns>
    public static async Task<string> InstallAsync(string client)
    {
        // Tests run side by side, and two of them may want the same client.
        await s_one.WaitAsync();
        try
        {
            return await InstallOneAsync(client);
        }
        finally
        {
            s_one.Release();
        }
    }

    private static async Task<string> InstallOneAsync(string client)
    {
        string root = FindRoot();
        string source = Path.Combine(root, "tests", "SalesforceCC.Conformance.Tests", "clients", client);
        string target = Path.Combine(root, ".cache", "npm", client);
        Directory.CreateDirectory(target);
        foreach (string file in Directory.EnumerateFiles(source))
            File.Copy(file, Path.Combine(target, Path.GetFileName(file)), overwrite: true);

        // Installing the large ones takes a minute: once for each lock file will do.
        string wanted = await File.ReadAllTextAsync(Path.Combine(source, "package-lock.json"));
        string installed = Path.Combine(target, "node_modules", ".installed");
        if (File.Exists(installed) && await File.ReadAllTextAsync(installed) == wanted)
            return target;
        try
        {
            Output output = await RunAsync(
                "npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], target, new Dictionary<string, string>());
            Assert.True(output.ExitCode == 0, "npm ci failed: " + output.Error);
            await File.WriteAllTextAsync(installed, wanted);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("npm is not installed, so that no other client can be tried.");
        }

        return target;
    }

    /// <summary>Runs a program to its end.</summary>
    public static async Task<Output> RunAsync(
        string program, IEnumerable<string> arguments, string folder, IReadOnlyDictionary<string, string> environment)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (KeyValuePair<string, string> variable in environment)
            start.Environment[variable.Key] = variable.Value;

        using CancellationTokenSource limit = new(s_limit);
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(limit.Token);
        Task<string> error = process.StandardError.ReadToEndAsync(limit.Token);
        await process.WaitForExitAsync(limit.Token);
        return new Output(process.ExitCode, await output, await error);
    }

    public static string FindRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "SalesforceCC.slnx")))
            folder = Path.GetDirectoryName(folder);
        return folder ?? throw new InvalidOperationException("The tests do not run from within the repository.");
    }

    /// <summary>What a program said.</summary>
    internal sealed record Output(int ExitCode, string Text, string Error);
}
