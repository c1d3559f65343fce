namespace SalesforceCC.Connections;

/// <summary>Writes a file of the owner's in one piece: whoever opens it finds the old text or the new one.</summary>
internal static class OwnersFile
{
    /// <summary>Writes a temporary file beside the other, down to the disk, and puts it in the other's place.</summary>
    public static void Write(string path, byte[] text)
    {
        path = Target(path);
        string temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            using (FileStream file = OwnerOnly.OpenAlone(temporary, FileMode.CreateNew))
            {
                file.Write(text, 0, text.Length);
                file.Flush(flushToDisk: true);
            }

            AtomicFile.Replace(temporary, path);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

#if NET
    // A link, as tools for dotfiles make them, stays one.
    private static string Target(string path) =>
        new FileInfo(path).LinkTarget is null ? path : File.ResolveLinkTarget(path, returnFinalTarget: true)!.FullName;
#else
    private static string Target(string path) => path;
#endif
}
