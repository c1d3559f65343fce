using Mono.Cecil;
using Mono.Cecil.Cil;
using Xunit;

namespace SalesforceCC.Framework.Tests;

public sealed class ReferencesTests
{
    private static readonly Version s_version = new(2, 0, 0, 0);

    [Fact]
    public void What_is_missing_is_named()
    {
        using WindowsPowerShell shell = new();
        using AssemblyDefinition assembly = Calling(shell, static module =>
        [
            new MethodReference("GetLength", module.TypeSystem.Int32, Type(module, "netstandard", "System.String")),
            new MethodReference("get_Length", module.TypeSystem.Int64, Type(module, "netstandard", "System.String")),
            new MethodReference("get_Length", module.TypeSystem.Int32, Type(module, "netstandard", "System.String")) { HasThis = true },
            new MethodReference("Parse", module.TypeSystem.Void, Type(module, "netstandard", "System.DateOnly")),
            new MethodReference("Create", module.TypeSystem.Void, Type(module, "System.Threading.Channels", "System.Threading.Channels.Channel")),
        ]);
        Assert.Equal(
            [
                "Caller refers to System.Threading.Channels, Version=2.0.0.0, Culture=neutral, PublicKeyToken=null, which is nowhere.",
                "Caller refers to System.DateOnly, which is nowhere.",
                "Caller refers to System.Int32 System.String::GetLength(), which is nowhere.",
                "Caller refers to System.Int64 System.String::get_Length(), which is nowhere.",
            ],
            References.Missing(assembly, shell));
    }

    private static AssemblyDefinition Calling(WindowsPowerShell shell, Func<ModuleDefinition, MethodReference[]> methods)
    {
        ModuleParameters parameters = new() { Kind = ModuleKind.Dll, AssemblyResolver = shell };
        using AssemblyDefinition made = AssemblyDefinition.CreateAssembly(new AssemblyNameDefinition("Caller", s_version), "Caller", parameters);
        ModuleDefinition module = made.MainModule;
        MethodDefinition caller = new("Call", MethodAttributes.Static, module.TypeSystem.Void);
        module.GetType("<Module>").Methods.Add(caller);
        foreach (MethodReference method in methods(module))
            caller.Body.GetILProcessor().Emit(OpCodes.Call, method);

        MemoryStream file = new();
        made.Write(file);
        file.Position = 0;
        return AssemblyDefinition.ReadAssembly(file, new ReaderParameters { AssemblyResolver = shell });
    }

    private static TypeReference Type(ModuleDefinition module, string assembly, string fullName)
    {
        AssemblyNameReference scope = module.AssemblyReferences.FirstOrDefault(name => name.Name == assembly) ?? new(assembly, s_version);
        if (!module.AssemblyReferences.Contains(scope))
            module.AssemblyReferences.Add(scope);
        int dot = fullName.LastIndexOf('.');
        return new TypeReference(fullName[..dot], fullName[(dot + 1)..], module, scope);
    }
}
