namespace SalesforceCC;

/// <summary>Work on files, whose failures are those of the disk and of nothing else.</summary>
internal static class Disk
{
    /// <summary>Works on a file.</summary>
    /// <exception cref="SfException">FILE_NOT_WRITTEN.</exception>
    public static void Run(string path, Action work) => Run(path, () =>
    {
        work();
        return true;
    });

    /// <inheritdoc cref="Run(string, Action)"/>
    /// <remarks>The road takes an IOException for a broken connection: what the disk says must not look like one.</remarks>
    public static T Run<T>(string path, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception e) when (IsError(e))
        {
            throw NotWritten(path, e);
        }
    }

    /// <summary>Whether the disk, or the path, may be the reason.</summary>
    public static bool IsError(Exception e) =>
        e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException or System.Security.SecurityException;

    /// <summary>The failure that is told.</summary>
    public static SfException NotWritten(string path, Exception e) =>
        new(SfErrorCodes.FileNotWritten, $"'{path}' cannot be written: {e.Message}", e) { Final = true };
}
