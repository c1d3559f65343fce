using System.Management.Automation;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>Files that a cmdlet has written.</summary>
internal static class SavedFile
{
    private const string Provider = @"Microsoft.PowerShell.Core\FileSystem::";

    /// <summary>The file as Get-Item returns it: PowerShell shows the size and the mode of no other.</summary>
    /// <param name="providers">Those of the session.</param>
    /// <param name="path">Its full path.</param>
    public static PSObject Of(ProviderIntrinsics providers, string path) => providers.Item.Get([Provider + path], force: true, literalPath: true)[0];
}
