namespace SalesforceCC.Bulk;

/// <summary>Puts a file of an export in its place.</summary>
/// <param name="noClobber">Replaces none: what has come there while the export ran is not lost.</param>
internal sealed class ExportPlacement(bool noClobber)
{
    /// <exception cref="SfException">FILE_NOT_WRITTEN; FILE_EXISTS: the export can go on once it is away.</exception>
    public void Place(string temporary, string path)
    {
        if (!noClobber)
            FilePlace.Put(temporary, path);
        else if (!Disk.Run(path, () => FilePlace.TryTake(temporary, path)))
            throw new SfException(SfErrorCodes.FileExists, $"'{path}' already exists, and is not a file of this export.");
    }
}
