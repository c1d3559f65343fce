using System.Diagnostics;
using System.Globalization;

namespace SalesforceCC.Resume.Tests;

/// <summary>A process that does the work, and may be killed at it.</summary>
internal sealed class WorkerProcess : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(5);

    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _error;

    private WorkerProcess(Process process)
    {
        _process = process;
        _output = process.StandardOutput.ReadToEndAsync();
        _error = process.StandardError.ReadToEndAsync();
    }

    /// <summary>Starts one.</summary>
    /// <param name="token">Its access token.</param>
    /// <param name="killAt">The step at which it kills itself; 0: at none.</param>
    /// <param name="work">See <see cref="Worker.RunAsync"/>.</param>
    public static WorkerProcess Start(string token, int killAt, string[] work) =>
        new(Process.Start(Program(token, ["--work", killAt.ToString(CultureInfo.InvariantCulture), .. work]))!);

    /// <summary>This program, as a worker.</summary>
    public static ProcessStartInfo Program(string token, string[] arguments)
    {
        ProcessStartInfo start = new("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in (string[])["exec", typeof(WorkerProcess).Assembly.Location, .. arguments])
            start.ArgumentList.Add(argument);
        start.Environment[Worker.TokenVariable] = token;
        return start;
    }

    /// <summary>Kills it: as kill -9 does.</summary>
    public void Kill() => _process.Kill();

    /// <summary>Waits for its end. False: it was killed. What ends in another way is a failure of the test.</summary>
    public async Task<bool> EndAsync()
    {
        using CancellationTokenSource patience = new(s_patience);
        await _process.WaitForExitAsync(patience.Token);
        string output = await _output;
        const int Killed = 128 + 9;
        if (_process.ExitCode == Killed || (OperatingSystem.IsWindows() && _process.ExitCode != 0 && !output.Contains(Worker.Steps, StringComparison.Ordinal) && (await _error).Length == 0))
            return false;
        Assert.True(_process.ExitCode == 0, $"The worker ended with {_process.ExitCode.ToString(CultureInfo.InvariantCulture)}:\n{output}{await _error}");
        return true;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }
}
