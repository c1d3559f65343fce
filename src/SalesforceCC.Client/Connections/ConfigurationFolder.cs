using System.Runtime.InteropServices;

namespace SalesforceCC.Connections;

/// <summary>The user's folder for settings of this module.</summary>
internal static class ConfigurationFolder
{
    /// <summary>Environment variable with the full path of a folder to use instead.</summary>
    public const string Variable = "SALESFORCECC_CONFIG_HOME";

    private const string Name = "SalesforceCC";

    /// <summary>The folder of the user who runs this process. It need not exist.</summary>
    /// <exception cref="SfException">CONNECTION_FILE_UNUSABLE: there is none.</exception>
    public static string OfUser() => Find(
        Environment.GetEnvironmentVariable,
        static folder => Environment.GetFolderPath(folder, Environment.SpecialFolderOption.DoNotVerify),
        RuntimeInformation.IsOSPlatform(OSPlatform.Windows));

    /// <summary>
    /// The folder, by environment and system: %APPDATA% on Windows; elsewhere as the XDG Base Directory Specification says,
    /// which has paths that are not full ignored.
    /// </summary>
    internal static string Find(
        Func<string, string?> variable, Func<Environment.SpecialFolder, string> folder, bool windows)
    {
        if (variable(Variable) is { Length: > 0 } given)
            return Path.IsPathRooted(given)
                ? given
                : throw new SfException(SfErrorCodes.ConnectionFileUnusable, $"The environment variable {Variable} is '{given}', which is not a full path.");
        if (windows)
            return Path.Combine(Full(folder(Environment.SpecialFolder.ApplicationData)), Name);
        return variable("XDG_CONFIG_HOME") is { Length: > 0 } xdg && Path.IsPathRooted(xdg)
            ? Path.Combine(xdg, Name)
            : Path.Combine(Full(folder(Environment.SpecialFolder.UserProfile)), ".config", Name);
    }

    // A service may run as a user without home.
    private static string Full(string path) => Path.IsPathRooted(path)
        ? path
        : throw new SfException(SfErrorCodes.ConnectionFileUnusable, $"This user has no folder for settings; the environment variable {Variable} can name one.");
}
