using System.Diagnostics;
using System.Globalization;

namespace SalesforceCC.Emulator.Data;

/// <summary>
/// A folder that goes with its owner. Where a process was killed, its folders stay behind, possibly with a gigabyte in
/// them; the next one that is created finds and deletes them.
/// </summary>
internal sealed class TemporaryFolder : IDisposable
{
    private const string Start = "salesforce-org-";

    private TemporaryFolder(string path) => Path = path;

    public string Path { get; }

    public static TemporaryFolder Create()
    {
        SweepUp();
        string name = string.Create(CultureInfo.InvariantCulture, $"{Start}{Environment.ProcessId}-");
        return new TemporaryFolder(Directory.CreateTempSubdirectory(name).FullName);
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);

    private static void SweepUp()
    {
        foreach (string folder in Directory.EnumerateDirectories(System.IO.Path.GetTempPath(), Start + "*"))
        {
            string owner = System.IO.Path.GetFileName(folder)[Start.Length..].Split('-')[0];
            if (!int.TryParse(owner, CultureInfo.InvariantCulture, out int process) || IsAlive(process)) continue;
            try
            {
                Directory.Delete(folder, recursive: true);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Another process sweeps too, or it belongs to another user.
            }
        }
    }

    private static bool IsAlive(int process)
    {
        try
        {
            using Process found = Process.GetProcessById(process);
            return !found.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
