using System.Management.Automation;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>Paths of files, as users type them, made into what the system opens.</summary>
internal static class FullPath
{
    /// <summary>
    /// The full path of a file; it need not be there. Drives of PowerShell, <c>~</c> and the location count; wildcard
    /// characters are characters.
    /// </summary>
    /// <param name="state">Where the location and the drives are.</param>
    /// <param name="path">What the user typed.</param>
    /// <param name="parameter">Where the user typed it: -OutFile.</param>
    /// <exception cref="SfException">INVALID_PARAMETER: the path belongs to another provider than files.</exception>
    public static string Of(SessionState state, string path, string parameter)
    {
        string full;
        ProviderInfo provider;
        try
        {
            full = state.Path.GetUnresolvedProviderPathFromPSPath(path, out provider, out _);
        }
        catch (RuntimeException e)
        {
            throw new SfException(SfErrorCodes.InvalidParameter, $"{parameter} '{path}' is not the path of a file: {e.Message}", e);
        }

        return provider.Name == "FileSystem"
            ? full
            : throw new SfException(
                SfErrorCodes.InvalidParameter,
                $"{parameter} '{path}' is not the path of a file: it belongs to the provider {provider.Name}. Set-Location to a folder, or write FileSystem:: before a full path.");
    }
}
