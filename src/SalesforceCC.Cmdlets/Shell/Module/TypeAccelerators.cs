using System.Management.Automation;
using System.Reflection;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>
/// Makes the client's public types known as type literals: PowerShell does not look into a private load context.
/// </summary>
internal static class TypeAccelerators
{
    private static readonly object s_lock = new();
    private static bool s_added;

    /// <summary>Adds <c>[SalesforceCC.SfSession]</c> and the like. They stay: other runspaces may hold the module too.</summary>
    // PowerShell keeps them in a plain dictionary of the process, and runspaces may import at the same time: one writes,
    // once, and the others wait until all are there.
    public static void Add()
    {
        lock (s_lock)
        {
            if (s_added)
                return;
            MethodInfo? add = typeof(PSObject).Assembly
                .GetType("System.Management.Automation.TypeAccelerators")
                ?.GetMethod("Add", [typeof(string), typeof(Type)]);
            foreach (Type type in typeof(SfSession).Assembly.GetExportedTypes())
                add?.Invoke(null, [type.FullName, type]);
            s_added = true;
        }
    }
}
