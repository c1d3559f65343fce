using System.Diagnostics;
using System.Runtime.InteropServices;

namespace SalesforceCC.Emulator.Hosting;

/// <summary>
/// Whatever may end the program: made before it announces itself, since whoever reads that may send a signal at once.
/// </summary>
internal sealed class EndOfLife : IDisposable
{
    private readonly TaskCompletionSource _signalled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<Task> _ends;
    private readonly PosixSignalRegistration _interrupt;
    private readonly PosixSignalRegistration _terminate;

    public EndOfLife(CommandLine line)
    {
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Handle);
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Handle);
        _ends = [_signalled.Task];
        if (line.ParentPid is { } pid)
            _ends.Add(ProcessEndAsync(pid));
        if (line.StdinClose)
        {
            _ends.Add(Task.Factory.StartNew(
                ReadToEnd, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default));
        }
    }

    public Task WaitAsync(Task stopped) => Task.WhenAny([.. _ends, stopped]);

    public void Dispose()
    {
        _interrupt.Dispose();
        _terminate.Dispose();
    }

    private void Handle(PosixSignalContext context)
    {
        context.Cancel = true;
        _signalled.TrySetResult();
    }

    private static async Task ProcessEndAsync(int pid)
    {
        try
        {
            using Process process = Process.GetProcessById(pid);
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
        using Stream input = Console.OpenStandardInput();
        Span<byte> buffer = stackalloc byte[256];
        while (input.Read(buffer) > 0)
        {
        }
    }
}
