using System.Reflection;
#if NET
using System.Runtime.InteropServices;
using System.Runtime.Loader;
#endif

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>
/// Loads SalesforceCC.Client and what it needs from the folder <c>deps</c>, apart from whatever other modules have
/// loaded. Answers only for our own assemblies, so that nobody else gets ours by accident.
/// </summary>
internal static class ClientLoader
{
    private const string Client = "SalesforceCC.Client";

    private static readonly string s_folder =
        Path.Combine(Path.GetDirectoryName(typeof(ClientLoader).Assembly.Location)!, "deps");

    private static readonly object s_attaching = new();
    private static bool s_attached;

    /// <summary>Answers from now on. Calling it again, as each import does, changes nothing.</summary>
    public static void Attach()
    {
        // Whoever imports at the same time needs the answers too, and waits until there are some.
        lock (s_attaching)
        {
            if (s_attached)
                return;
#if NET
            Private deps = new();
            AssemblyLoadContext.GetLoadContext(typeof(ClientLoader).Assembly)!.Resolving += (_, name) =>
                IsClient(name) ? deps.LoadFromAssemblyName(name) : null;
#else
            AppDomain.CurrentDomain.AssemblyResolve += (_, request) => Resolve(request);
#endif
            s_attached = true;
        }
    }

    private static bool IsClient(AssemblyName name) =>
        name.Name == Client && name.Version == typeof(ClientLoader).Assembly.GetName().Version;

#if NET
    private sealed class Private() : AssemblyLoadContext("SalesforceCC")
    {
        // The client that was compiled ahead for this .NET, system and processor; where there is none, the runtime compiles.
        private static readonly string s_compiled = Path.Combine(
            s_folder,
            $"net{Environment.Version.ToString(2)}-{OS}-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}");

        private static string OS => OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsLinux() ? "linux" : "other";

        protected override Assembly? Load(AssemblyName assemblyName) =>
            LoadFrom(s_compiled, assemblyName) ?? LoadFrom(s_folder, assemblyName);

        private Assembly? LoadFrom(string folder, AssemblyName name)
        {
            string file = Path.Combine(folder, name.Name + ".dll");
            return File.Exists(file) ? LoadFromAssemblyPath(file) : null;
        }
    }
#else
    private static readonly Dictionary<string, Assembly> s_loaded = new(StringComparer.OrdinalIgnoreCase);

    private static Assembly? Resolve(ResolveEventArgs request)
    {
        // Record types are emitted into an assembly of their own, which .NET Framework may ask for the client in the name of.
        AssemblyName name = new(request.Name);
        if (!IsClient(name) && (request.RequestingAssembly is not { } asking || !IsOurs(asking)))
            return null;
        string file = Path.Combine(s_folder, name.Name + ".dll");
        lock (s_loaded)
        {
            if (s_loaded.TryGetValue(file, out Assembly? loaded))
                return loaded;

            // LoadFile keeps the assembly apart from one of the same name that another module has loaded.
            return File.Exists(file) ? s_loaded[file] = Assembly.LoadFile(file) : null;
        }
    }

    private static bool IsOurs(Assembly assembly) =>
        assembly == typeof(ClientLoader).Assembly
        || (!assembly.IsDynamic && assembly.Location.StartsWith(s_folder, StringComparison.OrdinalIgnoreCase));
#endif
}
