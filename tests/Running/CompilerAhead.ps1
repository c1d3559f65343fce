# The compiler of the ReadyToRun images that ship, for what the tests run again and again; dot-sourced by build.ps1. Each process of
# a run would compile the same code anew.

function Test-CompiledAhead([string] $Path) {
    $stream = [IO.File]::OpenRead($Path)
    try { [Reflection.PortableExecutable.PEReader]::new($stream).PEHeaders.CorHeader.ManagedNativeHeaderDirectory.Size -gt 0 }
    finally { $stream.Dispose() }
}

function Get-CompilerAhead {
    <# .SYNOPSIS The compiler that ReadyToRun images are made with, as the SDK restored it for SalesforceCC.ReadyToRun. #>
    $project = Join-Path $root 'src/SalesforceCC.ReadyToRun/SalesforceCC.ReadyToRun.csproj'
    $names = 'NuGetPackageRoot', 'NETCoreSdkPortableRuntimeIdentifier', 'BundledNETCoreAppPackageVersion'
    $values = (& dotnet msbuild $project "-getProperty:$($names -join ',')" | ConvertFrom-Json).Properties
    $package = "microsoft.netcore.app.crossgen2.$($values.NETCoreSdkPortableRuntimeIdentifier)"
    $name = $IsWindows ? 'crossgen2.exe' : 'crossgen2'
    Join-Path $values.NuGetPackageRoot $package $values.BundledNETCoreAppPackageVersion 'tools' $name
}

function Invoke-CompilerAhead([string[]] $Path, [string] $Target, [string[]] $References) {
    <#
    .SYNOPSIS
    Writes assemblies, compiled ahead for this system, to the target folder.
    .DESCRIPTION
    The folders of references are those of what they refer to, besides .NET itself and ASP.NET Core.
    #>
    $compiler = Get-CompilerAhead
    $runtime = [Runtime.InteropServices.RuntimeEnvironment]::GetRuntimeDirectory()
    $system = $IsWindows ? 'windows' : $IsMacOS ? 'osx' : 'linux'
    $arguments = @(
        '-O', '--targetos', $system, '--targetarch', "$([Runtime.InteropServices.RuntimeInformation]::ProcessArchitecture)".ToLowerInvariant()
        # With the name of the option before it, the pattern comes to the compiler as it is.
        foreach ($needed in @($runtime, ($runtime -replace 'Microsoft\.NETCore\.App', 'Microsoft.AspNetCore.App')) + $References) { "-r:$(Join-Path $needed '*.dll')" })
    foreach ($one in $Path) {
        $lines = & $compiler $one '-o' (Join-Path $Target (Split-Path $one -Leaf)) @arguments 2>&1
        if ($LASTEXITCODE -ne 0) { throw "$(Split-Path $one -Leaf) cannot be compiled: $lines" }
    }
}
