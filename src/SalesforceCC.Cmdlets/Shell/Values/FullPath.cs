using System.Management.Automation;
using SalesforceCC.Auth;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>Paths of private keys, as users type them, made into what the system opens.</summary>
internal static class FullPath
{
    /// <summary>The full path of a file; it need not be there.</summary>
    /// <exception cref="SfException">PRIVATE_KEY_UNAVAILABLE: the path belongs to another provider than files.</exception>
    public static string Of(SessionState state, string path)
    {
        string full = state.Path.GetUnresolvedProviderPathFromPSPath(path, out ProviderInfo provider, out _);
        return provider.Name == "FileSystem"
            ? full
            : throw PrivateKeys.Unavailable($"-PrivateKeyPath '{path}'", "is no file");
    }
}
