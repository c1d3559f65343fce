using Xunit;

namespace SalesforceCC.Conformance.Tests;

/// <summary>PowerShell with the module as <c>./build.ps1 Build</c> stages it.</summary>
internal static class Pwsh
{
    /// <summary>Runs a script below clients/ with <c>-Module</c>; skips the test where there is no staged module.</summary>
    public static async Task<string> RunAsync(
        string script, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment)
    {
        string root = Npm.FindRoot();
        string staged = Path.Combine(root, "out", "SalesforceCC");
        string? module = Directory.Exists(staged) ? Directory.EnumerateDirectories(staged).Order().LastOrDefault() : null;
        Assert.SkipWhen(module is null, "The module is not built; ./build.ps1 Build does.");
        string file = Path.Combine(root, "tests", "SalesforceCC.Conformance.Tests", "clients", script);
        string[] rest = ["-NoProfile", "-NonInteractive", "-File", file, "-Module", module!, .. arguments];

        Npm.Output output;
        try
        {
            output = await Npm.RunAsync("pwsh", rest, root, environment);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // PowerShell is a tool of this repository, where it is not installed on the machine.
            Npm.Output restore = await Npm.RunAsync("dotnet", ["tool", "restore"], root, environment);
            Assert.True(restore.ExitCode == 0, restore.Text + restore.Error);
            output = await Npm.RunAsync("dotnet", ["pwsh", .. rest], root, environment);
        }

        Assert.True(output.ExitCode == 0, $"{script} ended with {output.ExitCode}: {output.Text}{output.Error}");
        return output.Text;
    }
}
