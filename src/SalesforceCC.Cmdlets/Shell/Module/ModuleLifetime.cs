using System.Diagnostics;
using System.Management.Automation;
using Microsoft.PowerShell.Commands;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>What happens when the module comes and goes. Coming does no I/O but loading the client's assembly.</summary>
public sealed class ModuleLifetime : IModuleAssemblyInitializer, IModuleAssemblyCleanup
{
    /// <inheritdoc/>
    public void OnImport()
    {
        ClientLoader.Attach();
        TypeAccelerators.Add();
        SfRecord.Host = new RecordHost();
    }

    /// <inheritdoc/>
    public void OnRemove(PSModuleInfo psModuleInfo)
    {
        if (!IsReload())
            SessionTable.Here.Clear();
    }

    // Import-Module -Force removes the module before it imports it again, and PowerShell tells nobody why. The assembly
    // and its sessions stay the same, so nothing has to end.
    private static bool IsReload() =>
        new StackTrace().GetFrames().Any(static f => f?.GetMethod()?.DeclaringType == typeof(ImportModuleCommand));
}
