namespace SalesforceCC;

/// <summary>Why a file of a user cannot be read.</summary>
internal static class ReadFailure
{
    /// <summary>The reason, in words. Of a folder, the system says only that access is denied.</summary>
    public static string Why(string path, Exception e) => Directory.Exists(path) ? "It is a folder." : e.Message;
}
