#if !NET
using System.Runtime.InteropServices;
#endif

namespace SalesforceCC.Connections;

/// <summary>
/// Folders and files that nobody but their owner may read. On Windows the folder of the user's profile sees to that, and
/// what is made in it inherits its rights.
/// </summary>
internal static class OwnerOnly
{
    /// <summary>Makes a folder where there is none; one that is there stays as it is.</summary>
    public static void CreateFolder(string path)
    {
        if (Directory.Exists(path))
            return;
#if NET
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
#else
        Directory.CreateDirectory(path);
        SetMode(path, 7 << 6);
#endif
    }

    /// <summary>Opens a file, and makes it where there is none. Nobody else may open it before it is closed.</summary>
    public static FileStream OpenAlone(string path, FileMode mode)
    {
#if NET
        FileStreamOptions options = new() { Mode = mode, Access = FileAccess.ReadWrite, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(path, options);
#else
        FileStream file = new(path, mode, FileAccess.ReadWrite, FileShare.None);
        SetMode(path, 6 << 6);
        return file;
#endif
    }

    /// <summary>Whether other users may change an open file; false where that cannot be known.</summary>
    public static bool IsOpenToOthers(FileStream file)
    {
#if NET
        if (!OperatingSystem.IsWindows())
            return (File.GetUnixFileMode(file.SafeFileHandle) & (UnixFileMode.GroupWrite | UnixFileMode.OtherWrite)) != 0;
#endif
        return false;
    }

#if !NET
    // netstandard2.0 has no method for it; where this build meets Unix, the runtime has.
    private static void SetMode(string path, int mode)
    {
        if (!RuntimeInformation.IsOSPlatform(OSPlatform.Windows) && Type.GetType("System.IO.UnixFileMode") is { } type)
            typeof(File).GetMethod("SetUnixFileMode", [typeof(string), type])?.Invoke(null, [path, Enum.ToObject(type, mode)]);
    }
#endif
}
