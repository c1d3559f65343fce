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
        FileShim.SetMode(path, 7 << 6);
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
        FileShim.SetMode(path, 6 << 6);
        return file;
#endif
    }

    /// <summary>
    /// What is wrong with a file that only its owner, or root, should be able to change, and with its folder; null: nothing,
    /// or it cannot be known. As OpenSSH looks at its own configuration, wherever that is.
    /// </summary>
    public static string? FaultOf(FileStream file) =>
        FaultOf(UnixFile.Of(file), "", "600", file.Name)
        ?? FaultOfFolder(Path.GetDirectoryName(FileShim.FinalTarget(file.Name) ?? file.Name)!)
        ?? FaultOfFolder(Path.GetDirectoryName(file.Name)!);

    /// <summary>The same of a folder.</summary>
    public static string? FaultOfFolder(string folder) => FaultOf(UnixFile.At(folder), $"is in the folder '{folder}', which ", "go-w", folder);

    // Who may write it decides where a secret is sent.
    private static string? FaultOf(UnixFile? file, string what, string mode, string path) =>
        file is null ? null
        : file.Owner != 0 && file.Owner != UnixFile.CurrentUser()
            ? FormattableString.Invariant($"{what}belongs to another user ({file.Owner}): neither this one nor root.")
        : file.IsWritableByOthers ? $"{what}may be written by other users: chmod {mode} '{path}' takes that away."
        : null;
}
