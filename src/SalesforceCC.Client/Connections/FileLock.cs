using System.Runtime.InteropServices;

namespace SalesforceCC.Connections;

/// <summary>
/// Lets one process, and one thread of it, at a file at a time: a second file beside it is kept open alone. The system
/// closes it with its process, so that no lock outlives its holder; the file itself stays, since to delete it would let two in.
/// </summary>
internal static class FileLock
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(30);

    /// <summary>Waits for the lock.</summary>
    /// <exception cref="IOException">Somebody has kept it for half a minute, or the file cannot be opened.</exception>
    public static async Task<IDisposable> TakeAsync(string path, TimeProvider clock, CancellationToken stop)
    {
        long start = clock.GetTimestamp();
        while (true)
        {
            stop.ThrowIfCancellationRequested();
            try
            {
                return OwnerOnly.OpenAlone(path, FileMode.OpenOrCreate);
            }
            catch (IOException e) when (IsTaken(e) && clock.GetElapsedTime(start) < s_longest)
            {
                await PauseAsync(clock, stop).ConfigureAwait(false);
            }
        }
    }

    // ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION on Windows, EWOULDBLOCK elsewhere: 11 on Linux, 35 on macOS.
    private static bool IsTaken(IOException e) => RuntimeInformation.IsOSPlatform(OSPlatform.Windows)
        ? (e.HResult & 0xFFFF) is 32 or 33
        : e.HResult is 11 or 35;

    private static Task PauseAsync(TimeProvider clock, CancellationToken stop) =>
#if NET
        Task.Delay(s_pause, clock, stop);
#else
        clock.Delay(s_pause, stop);
#endif
}
