using System.Management.Automation;
using System.Reflection;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>
/// Makes the client's public types known as type literals: PowerShell does not look into a private load context.
/// </summary>
internal static class TypeAccelerators
{
    /// <summary>Adds <c>[SalesforceCC.SfSession]</c> and the like. They stay: other runspaces may hold the module too.</summary>
    public static void Add()
    {
        MethodInfo? add = typeof(PSObject).Assembly
            .GetType("System.Management.Automation.TypeAccelerators")
            ?.GetMethod("Add", [typeof(string), typeof(Type)]);
        foreach (Type type in typeof(SfSession).Assembly.GetExportedTypes())
            add?.Invoke(null, [type.FullName, type]);
    }
}
