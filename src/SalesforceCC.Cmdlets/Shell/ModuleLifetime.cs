using System.Management.Automation;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>What happens when the module comes and goes. Coming does no I/O but loading the client's assembly.</summary>
public sealed class ModuleLifetime : IModuleAssemblyInitializer, IModuleAssemblyCleanup
{
    /// <inheritdoc/>
    public void OnImport()
    {
        ClientLoader.Attach();
        TypeAccelerators.Add();
    }

    /// <inheritdoc/>
    public void OnRemove(PSModuleInfo psModuleInfo) => SessionTable.Here.Clear();
}
