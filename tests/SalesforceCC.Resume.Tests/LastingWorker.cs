using System.Diagnostics;
using System.Text.Json;

namespace SalesforceCC.Resume.Tests;

/// <summary>
/// A process that goes on with what others were killed at, one work after the other: what it knows of it is on the disk. To
/// start one for each would take longer than the work.
/// </summary>
internal sealed class LastingWorker : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(5);

    private readonly Process _process;
    private readonly Task<string> _error;

    private LastingWorker(Process process)
    {
        _process = process;
        _error = process.StandardError.ReadToEndAsync();
    }

    public static LastingWorker Start(string token)
    {
        ProcessStartInfo start = WorkerProcess.Program(token, ["--work-on"]);
        start.RedirectStandardInput = true;
        return new LastingWorker(Process.Start(start)!);
    }

    /// <summary>Does this to its end.</summary>
    /// <param name="work">See <see cref="Worker.RunAsync"/>.</param>
    public async Task DoAsync(string[] work)
    {
        using CancellationTokenSource patience = new(s_patience);
        await _process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(work).AsMemory(), patience.Token);
        await _process.StandardInput.FlushAsync(patience.Token);
        string? answer = await _process.StandardOutput.ReadLineAsync(patience.Token);
        if (answer is null)
            Assert.Fail("The worker that goes on has ended:\n" + await _error);
        Assert.True(answer == "null", JsonSerializer.Deserialize<string>(answer));
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        using CancellationTokenSource patience = new(s_patience);
        try { await _process.WaitForExitAsync(patience.Token); }
        catch (OperationCanceledException) { _process.Kill(); }
        _process.Dispose();
    }
}
