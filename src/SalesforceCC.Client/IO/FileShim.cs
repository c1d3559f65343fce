#if !NET
using System.Reflection;
#endif
using System.Runtime.InteropServices;

namespace SalesforceCC;

/// <summary>
/// The few calls about files that netstandard2.0 lacks. Windows PowerShell has no use for most of them; where the build for
/// it meets Unix, as in tests, the runtime has them.
/// </summary>
internal static class FileShim
{
    /// <summary>Where a link leads to in the end, whether or not something is there; null: it is no link, or nobody can tell.</summary>
    public static string? FinalTarget(string path)
    {
#if NET
        return new FileInfo(path).LinkTarget is null ? null : File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName;
#else
        MethodInfo? resolve = typeof(File).GetMethod("ResolveLinkTarget", [typeof(string), typeof(bool)]);
        if (resolve is null || !IsLink(path))
            return null;
        try
        {
            return ((FileSystemInfo?)resolve.Invoke(null, [path, true]))?.FullName;
        }
        catch (TargetInvocationException e) when (e.InnerException is IOException inner)
        {
            throw new IOException(inner.Message, inner);
        }
#endif
    }

    /// <summary>A link of whatever kind.</summary>
    public static bool IsLink(string path)
    {
        FileInfo file = new(path);
        return (int)file.Attributes != -1 && (file.Attributes & FileAttributes.ReparsePoint) != 0;
    }

    /// <summary>Sets the rights of a file, by the bits of Unix.</summary>
    public static void SetMode(string path, int mode)
    {
        const int Rights = 0xFFF;
#if NET
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, (UnixFileMode)(mode & Rights));
#else
        if (RuntimeInformation.IsOSPlatform(OSPlatform.Windows))
            return;
        if (Type.GetType("System.IO.UnixFileMode") is { } type)
            typeof(File).GetMethod("SetUnixFileMode", [typeof(string), type])?.Invoke(null, [path, Enum.ToObject(type, mode & Rights)]);
#endif
    }
}
