using System.Diagnostics;
using System.Runtime.InteropServices;

namespace SalesforceCC.Emulator.Hosting;

/// <summary>Waits for whatever may end the program first.</summary>
internal static class EndOfLife
{
    public static async Task WaitAsync(CommandLine line, Task stopped)
    {
        var signalled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Handle);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Handle);

        var ends = new List<Task> { stopped, signalled.Task };
        if (line.ParentPid is { } pid)
            ends.Add(ProcessEndAsync(pid));
        if (line.StdinClose)
            ends.Add(Task.Factory.StartNew(
                ReadToEnd, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default));
        await Task.WhenAny(ends);

        void Handle(PosixSignalContext context)
        {
            context.Cancel = true;
            signalled.TrySetResult();
        }
    }

    private static async Task ProcessEndAsync(int pid)
    {
        try
        {
            using var process = Process.GetProcessById(pid);
            await process.WaitForExitAsync();
        }
        catch (ArgumentException)
        {
            // Gone already.
        }
    }

    /// <summary>Blocks a thread of its own: reading a console cannot be cancelled.</summary>
    private static void ReadToEnd()
    {
        using var input = Console.OpenStandardInput();
        Span<byte> buffer = stackalloc byte[256];
        while (input.Read(buffer) > 0)
        {
        }
    }
}
