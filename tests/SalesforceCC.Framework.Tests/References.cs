using Mono.Cecil;

namespace SalesforceCC.Framework.Tests;

/// <summary>What an assembly refers to and would not find. Such a reference compiles, and fails when it is reached.</summary>
internal static class References
{
    /// <summary>The assemblies, types and members that are nowhere, a sentence each.</summary>
    public static IEnumerable<string> Missing(AssemblyDefinition assembly, WindowsPowerShell shell)
    {
        ModuleDefinition module = assembly.MainModule;
        List<AssemblyNameReference> lost = [.. module.AssemblyReferences.Where(name => shell.Find(name) is null)];
        return lost.Select(name => Sentence(assembly, name.FullName))
            .Concat(module.GetTypeReferences()
                .Where(type => !IsOf(lost, type) && type.Resolve() is null)
                .Select(type => Sentence(assembly, type.FullName)))
            .Concat(module.GetMemberReferences()
                .Where(member => !IsOf(lost, member.DeclaringType) && !IsThere(member))
                .Select(member => Sentence(assembly, member.FullName)));
    }

    // The runtime itself makes the members of arrays. A type that is missing is named already.
    private static bool IsThere(MemberReference member) =>
        member.DeclaringType.IsArray
        || member.DeclaringType.Resolve() is null
        || member.Resolve() is not null;

    private static bool IsOf(List<AssemblyNameReference> assemblies, TypeReference type) =>
        type.GetElementType().Scope is AssemblyNameReference scope && assemblies.Contains(scope);

    private static string Sentence(AssemblyDefinition assembly, string what) =>
        $"{assembly.Name.Name} refers to {what}, which is nowhere.";
}
