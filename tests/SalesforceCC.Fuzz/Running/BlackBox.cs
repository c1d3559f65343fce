using System.IO.MemoryMappedFiles;

namespace SalesforceCC.Fuzz.Running;

/// <summary>
/// Remembers the input being tried, in a file that is still there after the process died: a stack that overflows
/// cannot be caught.
/// </summary>
internal sealed class BlackBox : IDisposable
{
    private const int Size = 16;

    private readonly string _path;
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;

    public BlackBox(string folder, string target, int seed)
    {
        Directory.CreateDirectory(folder);
        _path = Path.Combine(folder, target + ".running");
        _file = MemoryMappedFile.CreateFromFile(_path, FileMode.Create, null, Size);
        _view = _file.CreateViewAccessor();
        _view.Write(0, (long)seed);
    }

    public void Note(long index) => _view.Write(8, index);

    /// <summary>What runs left behind that did not come to their end: the commands that repeat their last input.</summary>
    public static IEnumerable<string> ReadLeft(string folder)
    {
        if (!Directory.Exists(folder))
            yield break;
        foreach (string path in Directory.EnumerateFiles(folder, "*.running"))
        {
            byte[] left = File.ReadAllBytes(path);
            File.Delete(path);
            yield return $"./build.ps1 Fuzz -Target {Path.GetFileNameWithoutExtension(path)} -Seed {BitConverter.ToInt64(left, 0)} " +
                $"-First {BitConverter.ToInt64(left, 8)} -Count 1";
        }
    }

    public void Dispose()
    {
        _view.Dispose();
        _file.Dispose();
        File.Delete(_path);
    }
}
