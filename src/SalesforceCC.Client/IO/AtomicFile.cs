namespace SalesforceCC;

/// <summary>Files that are there whole or not at all.</summary>
internal static class AtomicFile
{
    /// <summary>Writes a file and its folders: under a temporary name beside it first.</summary>
    /// <exception cref="SfException">FILE_NOT_WRITTEN.</exception>
    public static void Write(string path, byte[] content)
    {
        string temporary = path + "." + Guid.NewGuid().ToString("N") + ".partial";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(temporary, content);
            Replace(temporary, path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw new SfException(SfErrorCodes.FileNotWritten, $"'{path}' cannot be written: {e.Message}", e);
        }
        finally
        {
            if (File.Exists(temporary))
                File.Delete(temporary);
        }
    }

    /// <summary>Gives a file another's name and place.</summary>
    public static void Replace(string temporary, string path)
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
