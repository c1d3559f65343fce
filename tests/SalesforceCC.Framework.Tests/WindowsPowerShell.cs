using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Mono.Cecil;
using AssemblyDefinition = Mono.Cecil.AssemblyDefinition;

namespace SalesforceCC.Framework.Tests;

/// <summary>
/// Finds assemblies as Windows PowerShell does: a strongly named one is .NET Framework's or PowerShell's if the version is
/// just the same; if not, ClientLoader is asked, which goes by the name alone.
/// </summary>
internal sealed class WindowsPowerShell : BaseAssemblyResolver
{
    private readonly Dictionary<string, AssemblyDefinition> _system;
    private readonly Dictionary<string, AssemblyDefinition> _shipped;

    public WindowsPowerShell()
    {
        _system = Read(Places.Framework, Path.Combine(Places.Framework, "Facades"), Places.PowerShell);
        _shipped = Read(Places.Module);
    }

    /// <summary>Ours, and the packages that come with them.</summary>
    public IReadOnlyCollection<AssemblyDefinition> Shipped => _shipped.Values;

    public override AssemblyDefinition Resolve(AssemblyNameReference name, ReaderParameters parameters) => Resolve(name);

    // .NET Framework's facades name its assemblies by versions that it replaces itself.
    public override AssemblyDefinition Resolve(AssemblyNameReference name) =>
        Find(name) ?? _system.GetValueOrDefault(name.Name) ?? throw new AssemblyResolutionException(name);

    /// <summary>The assembly that is loaded for a reference; null: none.</summary>
    public AssemblyDefinition? Find(AssemblyNameReference name)
    {
        AssemblyDefinition? system = _system.GetValueOrDefault(name.Name);
        return system?.Name.Version == name.Version ? system : _shipped.GetValueOrDefault(name.Name);
    }

    protected override void Dispose(bool disposing)
    {
        foreach (AssemblyDefinition assembly in _system.Values.Concat(_shipped.Values))
            assembly.Dispose();
        base.Dispose(disposing);
    }

    private Dictionary<string, AssemblyDefinition> Read(params string[] folders) => folders
        .SelectMany(folder => Directory.EnumerateFiles(folder, "*.dll"))
        .Where(IsAssembly)
        .Select(file => AssemblyDefinition.ReadAssembly(file, new ReaderParameters { AssemblyResolver = this }))
        .ToDictionary(assembly => assembly.Name.Name, StringComparer.OrdinalIgnoreCase);

    // .NET Framework's folder also holds parts of assemblies, and machine code.
    private static bool IsAssembly(string file)
    {
        using PEReader reader = new(File.OpenRead(file));
        return reader.HasMetadata && reader.GetMetadataReader().IsAssembly;
    }
}
