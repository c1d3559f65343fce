using System.Diagnostics;
using System.Management.Automation;
using System.Runtime.CompilerServices;
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
        TellRecords();
    }

    /// <inheritdoc/>
    public void OnRemove(PSModuleInfo psModuleInfo)
    {
        if (!IsReload())
            SessionTable.Here.Clear();
    }

    // By itself: whoever is compiled needs the client's assembly, which can be found only since Attach.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void TellRecords() => SfRecord.Host = new RecordHost();

    // Import-Module -Force removes the module before it imports it again, and PowerShell tells nobody why. The assembly
    // and its sessions stay the same, so nothing has to end.
    private static bool IsReload() =>
        new StackTrace().GetFrames().Any(static f => f?.GetMethod()?.DeclaringType == typeof(ImportModuleCommand));
}
