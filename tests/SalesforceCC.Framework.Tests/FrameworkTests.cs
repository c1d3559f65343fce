using Mono.Cecil;
using Xunit;

namespace SalesforceCC.Framework.Tests;

/// <summary>Whether .NET Framework 4.7.2 and Windows PowerShell 5.1 have all that the build for them asks for.</summary>
public sealed class FrameworkTests : IDisposable
{
    private readonly WindowsPowerShell _shell = new();

    private AssemblyDefinition Cmdlets => _shell.Shipped.Single(assembly => assembly.Name.Name == "SalesforceCC.Cmdlets");

    public void Dispose() => _shell.Dispose();

    [Fact]
    public void Every_assembly_type_and_member_is_there() =>
        None(_shell.Shipped.SelectMany(assembly => References.Missing(assembly, _shell)));

    [Fact]
    public void Everything_shipped_is_needed()
    {
        HashSet<AssemblyDefinition> needed = [Cmdlets];
        Queue<AssemblyDefinition> unread = new(needed);
        while (unread.TryDequeue(out AssemblyDefinition? assembly))
        {
            foreach (AssemblyNameReference name in assembly.MainModule.AssemblyReferences)
            {
                if (_shell.Find(name) is { } found && _shell.Shipped.Contains(found) && needed.Add(found))
                    unread.Enqueue(found);
            }
        }

        None(_shell.Shipped.Except(needed).Select(assembly => assembly.FullName));
    }

    // ClientLoader looks at the name alone, and .NET Framework takes what it is given.
    [Fact]
    public void What_is_shipped_is_what_was_asked_for_or_newer() =>
        None(
            from asking in _shell.Shipped
            from name in asking.MainModule.AssemblyReferences
            let found = _shell.Find(name)
            where _shell.Shipped.Contains(found)
                && (found.Name.Version < name.Version || !found.Name.PublicKeyToken.SequenceEqual(name.PublicKeyToken))
            select $"{asking.Name.Name} refers to {name.FullName}, and {found.FullName} is shipped.");

    // One type from two assemblies is two types.
    [Fact]
    public void Nothing_comes_from_both_the_system_and_the_module() =>
        None(
            from asking in _shell.Shipped
            from name in asking.MainModule.AssemblyReferences
            where _shell.Shipped.Any(shipped => shipped.Name.Name == name.Name) && !_shell.Shipped.Contains(_shell.Find(name))
            select $"{asking.Name.Name} takes {name.FullName} from the system.");

    // PowerShell asks the assembly for its public types before it calls OnImport, from where on ClientLoader answers.
    [Fact]
    public void Public_types_of_the_cmdlets_load_without_the_client() =>
        None(
            from type in Cmdlets.MainModule.GetTypes()
            where type.IsPublic || type.IsNestedPublic
            from parent in Parents(type)
            where _shell.Shipped.Contains(parent.Module.Assembly) && parent.Module != Cmdlets.MainModule
            select $"{type.FullName} is a {parent.FullName}.");

    // Assert.Empty shows the first five of them, and the start of each.
    private static void None(IEnumerable<string> mistakes)
    {
        string all = string.Join('\n', mistakes);
        Assert.True(all.Length == 0, all);
    }

    private static IEnumerable<TypeDefinition> Parents(TypeDefinition type) =>
        type.Interfaces.Select(i => i.InterfaceType).Append(type.BaseType).OfType<TypeReference>()
            .Select(parent => parent.Resolve())
            .SelectMany(parent => Parents(parent).Prepend(parent));
}
