using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace SalesforceCC;

/// <summary>
/// What Unix knows of a file and .NET does not tell: its kind, owner and group; and a move that replaces nothing. Asked for in
/// .NET's own native library, whose structure is the same on all systems and in all versions; where it is not there, nothing is
/// known.
/// </summary>
internal sealed class UnixFile
{
    private const int KindMask = 0xF000;
    private const int Regular = 0x8000;
    private const int Directory = 0x4000;
    private const int OwnerOffset = 8;

    private UnixFile(byte[] status)
    {
        Mode = BitConverter.ToInt32(status, sizeof(int));
        Owner = BitConverter.ToUInt32(status, OwnerOffset);
        Group = BitConverter.ToUInt32(status, OwnerOffset + sizeof(uint));
    }

    /// <summary>Kind and rights.</summary>
    public int Mode { get; }

    public uint Owner { get; }

    public uint Group { get; }

    /// <summary>A device, a pipe, a socket: neither file nor folder.</summary>
    public bool IsSpecial => (Mode & KindMask) is not (Regular or Directory);

    /// <summary>Group or others may write it.</summary>
    public bool IsWritableByOthers => (Mode & ((2 << 3) | 2)) != 0;

    /// <summary>
    /// The file at a path, links followed; null on Windows, where there is none, and where nothing can be known.
    /// </summary>
    public static UnixFile? At(string path) => Ask(status => Stat(Terminated(path), status));

    /// <summary>An open file.</summary>
    public static UnixFile? Of(FileStream file) => Ask(status => Stat(file.SafeFileHandle, status));

    private static UnixFile? Ask(Func<byte[], int> ask)
    {
        if (RuntimeInformation.IsOSPlatform(OSPlatform.Windows))
            return null;
        try
        {
            byte[] status = new byte[512];
            return ask(status) == 0 ? new UnixFile(status) : null;
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            return null;
        }
    }

    /// <summary>The user this process acts as; null where that cannot be known.</summary>
    public static uint? CurrentUser()
    {
        try
        {
            return RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? null : GetEUid();
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Gives a file to another owner and group; false where this user may not.</summary>
    public static bool TryGive(string path, UnixFile like)
    {
        try
        {
            return ChangeOwner(Terminated(path), like.Owner, like.Group) == 0;
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            return false;
        }
    }

    /// <summary>
    /// Moves a file to a path where nothing is, in one step: File.Move of .NET looks there first and moves then, and of two that do
    /// it at the same time the first one's file is lost.
    /// </summary>
    /// <returns>False: something is there. Null: this system or file system has no such step.</returns>
    public static bool? TryMoveNew(string source, string target)
    {
        const int Exists = 17;
        if (RuntimeInformation.IsOSPlatform(OSPlatform.Windows))
            return null;
        try
        {
            if (Link(Terminated(source), Terminated(target)) != 0)
                return Marshal.GetLastWin32Error() == Exists ? false : null;
            File.Delete(source);
            return true;
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            return null;
        }
    }

    private static byte[] Terminated(string path) => Encoding.UTF8.GetBytes(path + "\0");

#pragma warning disable SYSLIB1054 // LibraryImport is not there for netstandard2.0.
    [DllImport("libSystem.Native", EntryPoint = "SystemNative_Stat")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Stat(byte[] path, byte[] status);

    [DllImport("libSystem.Native", EntryPoint = "SystemNative_FStat")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Stat(SafeFileHandle file, byte[] status);

    [DllImport("libSystem.Native", EntryPoint = "SystemNative_Link", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Link(byte[] source, byte[] target);

    [DllImport("libSystem.Native", EntryPoint = "SystemNative_GetEUid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern uint GetEUid();

    [DllImport("libc", EntryPoint = "chown")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int ChangeOwner(byte[] path, uint owner, uint group);
#pragma warning restore SYSLIB1054
}
