using System.Reflection;

namespace SalesforceCC.Framework.Tests;

/// <summary>The folders that assemblies are looked for in; the project file knows where they are.</summary>
internal static class Places
{
    /// <summary>What is built for Windows PowerShell: the cmdlets, and beside them what is shipped in deps.</summary>
    public static string Module { get; } = Folder(nameof(Module));

    /// <summary>The reference assemblies of .NET Framework 4.7.2.</summary>
    public static string Framework { get; } = Folder(nameof(Framework));

    /// <summary>The reference assembly of Windows PowerShell.</summary>
    public static string PowerShell { get; } = Folder(nameof(PowerShell));

    private static string Folder(string key) => typeof(Places).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == key).Value!;
}
