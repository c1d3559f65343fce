namespace SalesforceCC.Bulk;

/// <summary>What tells whether a file has changed: its length, and when it was last written.</summary>
/// <param name="Length">In bytes.</param>
/// <param name="Ticks">In UTC.</param>
internal sealed record FileStamp(long Length, long Ticks)
{
    /// <summary>That of a file as it is now.</summary>
    /// <exception cref="SfException">BODY_NOT_READ.</exception>
    public static FileStamp Of(string path) => FileInput.OnDisk(path, () =>
    {
        FileInfo file = new(path);
        return new FileStamp(file.Length, file.LastWriteTimeUtc.Ticks);
    });
}
