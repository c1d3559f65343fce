using System.Reflection;

namespace SalesforceCC.Testing;

/// <summary>
/// Gives this assembly the same <see cref="TimeProvider"/> as the module has: in the build for Windows PowerShell that is
/// a type of its own folder <c>deps</c>, which .NET does not look into.
/// </summary>
public static class ModuleAssemblies
{
    private static int s_attached;

    /// <summary>Looks into that folder from now on; before it, no other type of this assembly can be used.</summary>
    public static void Attach(string deps)
    {
        if (Interlocked.Exchange(ref s_attached, 1) != 0)
            return;
        AppDomain.CurrentDomain.AssemblyResolve += (_, request) =>
        {
            string file = Path.Combine(deps, new AssemblyName(request.Name).Name + ".dll");

            // The same file is loaded once only, whoever asks for it.
            return request.RequestingAssembly == typeof(ModuleAssemblies).Assembly && File.Exists(file) ? Assembly.LoadFile(file) : null;
        };
    }
}
