using System.Runtime.InteropServices;

namespace SalesforceCC;

/// <summary>The place of a file that is written under a temporary name first, and how it comes there.</summary>
internal static class FilePlace
{
    /// <summary>Puts a file that was written under another name in its place. It is gone from where it was.</summary>
    /// <exception cref="SfException">FILE_NOT_WRITTEN.</exception>
    public static void Put(string temporary, string given) => Disk.Run(given, () =>
    {
        Require(given);
        string path = FileShim.FinalTarget(given) ?? given;
        bool inPlace = File.Exists(path) && FileShim.IsLink(path);
        if (inPlace || !TryReplace(temporary, path, ownerOnly: false))
            File.Copy(temporary, path, overwrite: true);
        File.Delete(temporary);
    });

    /// <summary>Whether a regular file can be put in a place, as far as can be told before.</summary>
    /// <exception cref="SfException">FILE_NOT_WRITTEN.</exception>
    public static void Require(string given) => Disk.Run(given, () =>
    {
        string path = FileShim.FinalTarget(given) ?? given;
        if (IsSpecial(path))
            throw new IOException("It is not a regular file.");
        if (Directory.Exists(path))
            throw new IOException("It is a folder.");
        if (!Directory.Exists(Path.GetDirectoryName(path)))
            throw new DirectoryNotFoundException("Its folder is not there.");
        if (File.Exists(path))
            RequireWritable(path);
    });

    /// <summary>Moves a file that was written under another name to a path where nothing is; false: something is there by now.</summary>
    public static bool TryTake(string temporary, string path)
    {
        if (UnixFile.TryMoveNew(temporary, path) is { } isMoved)
            return isMoved;
        try
        {
            File.Move(temporary, path);
            return true;
        }
        catch (IOException) when (File.Exists(temporary) && (int)new FileInfo(path).Attributes != -1)
        {
            return false;
        }
    }

    /// <summary>A device or a pipe, which is written straight.</summary>
    public static bool IsSpecial(string path) => UnixFile.At(path) is { } there
        ? there.IsSpecial
        : RuntimeInformation.IsOSPlatform(OSPlatform.Windows) && Path.GetFullPath(path).StartsWith(@"\\.\", StringComparison.Ordinal);

    /// <summary>Refuses a file that any program that writes it could not write.</summary>
    public static void RequireWritable(string path)
    {
        if (RuntimeInformation.IsOSPlatform(OSPlatform.Windows))
        {
            if ((File.GetAttributes(path) & FileAttributes.ReadOnly) != 0)
                throw new UnauthorizedAccessException("The file is read-only.");
            return;
        }

        using FileStream probe = new(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
    }

    /// <summary>Gives the temporary file the other's rights, owner, name and place; false where it cannot have them.</summary>
    public static bool TryReplace(string temporary, string path, bool ownerOnly)
    {
        if (RuntimeInformation.IsOSPlatform(OSPlatform.Windows))
            return TryReplaceOnWindows(temporary, path);
        if (UnixFile.At(path) is { } old && UnixFile.At(temporary) is { } made)
        {
            if ((old.Owner != made.Owner || old.Group != made.Group) && !UnixFile.TryGive(temporary, old))
                return false;
            if (!ownerOnly)
                FileShim.SetMode(temporary, old.Mode);
        }

        Move(temporary, path);
        return true;
    }

    // Keeps the access list, and replaces a file that others have open, if they share it.
    private static bool TryReplaceOnWindows(string temporary, string path)
    {
        if (!File.Exists(path))
        {
            Move(temporary, path);
            return true;
        }

        try
        {
            File.Replace(temporary, path, destinationBackupFileName: null, ignoreMetadataErrors: true);
            return true;
        }
        catch (IOException)
        {
            // Not all file systems can; if the file is in use, copying says so, too.
            return false;
        }
    }

    private static void Move(string temporary, string path)
    {
#if NET
        File.Move(temporary, path, overwrite: true);
#else
        if (File.Exists(path))
            File.Replace(temporary, path, destinationBackupFileName: null);
        else
            File.Move(temporary, path);
#endif
    }
}
