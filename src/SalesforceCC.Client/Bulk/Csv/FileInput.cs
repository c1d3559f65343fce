namespace SalesforceCC.Bulk;

/// <summary>Reads files of users. What the disk says must not look like the failure of a connection.</summary>
internal static class FileInput
{
    /// <summary>Opens a file to read it from front to end.</summary>
    /// <exception cref="SfException">BODY_NOT_READ.</exception>
    public static FileStream Open(string path) => OnDisk(path, () => new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1));

    /// <summary>Works on a file that is read.</summary>
    /// <exception cref="SfException">BODY_NOT_READ.</exception>
    public static T OnDisk<T>(string path, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException or System.Security.SecurityException)
        {
            throw new SfException(SfErrorCodes.BodyNotRead, $"'{path}' cannot be read: {ReadFailure.Why(path, e)}", e) { Final = true };
        }
    }
}
