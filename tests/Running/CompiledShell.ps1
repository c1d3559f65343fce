# A PowerShell that starts faster, for the tests; dot-sourced by build.ps1. As a dotnet tool, PowerShell is not compiled ahead as its
# installers ship it: each of the many processes of a run would compile the same parts of it, up to a third of its time.

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

function Get-CompiledShell([string] $Folder) {
    <#
    .SYNOPSIS
    The folder of the PowerShell that runs this script, or of a copy of it that is compiled ahead.
    .DESCRIPTION
    The copy is made once for each version, in the folder. Where it cannot be made, tests take longer, and nothing else.
    #>
    $core = 'System.Management.Automation.dll'
    if (Test-CompiledAhead (Join-Path $PSHOME $core)) { return $PSHOME }
    $target = Join-Path $Folder "$($PSVersionTable.PSVersion)-$([Environment]::Version)"
    if (Test-Path $target) { return $target }
    $clock = [Diagnostics.Stopwatch]::StartNew()
    $new = "$target.new"
    try {
        $compiler = Get-CompilerAhead
        if (Test-Path $new) { Remove-Item $new -Recurse -Force }
        $null = New-Item -ItemType Directory -Force $Folder
        Copy-Item $PSHOME $new -Recurse
        $system = $IsWindows ? 'windows' : $IsMacOS ? 'osx' : 'linux'
        $arguments = @(
            '-O', '--targetos', $system, '--targetarch', "$([Runtime.InteropServices.RuntimeInformation]::ProcessArchitecture)".ToLowerInvariant()
            # With the name of the option before it, the pattern comes to the compiler as it is.
            foreach ($needed in [Runtime.InteropServices.RuntimeEnvironment]::GetRuntimeDirectory(), $PSHOME) { "-r:$(Join-Path $needed '*.dll')" })
        $commands = 'Utility', 'Management' | ForEach-Object { "Microsoft.PowerShell.Commands.$_.dll" }
        foreach ($name in @($core) + $commands + 'Microsoft.PowerShell.ConsoleHost.dll', 'Microsoft.PowerShell.Security.dll', 'Newtonsoft.Json.dll', 'pwsh.dll') {
            $lines = & $compiler (Join-Path $PSHOME $name) '-o' (Join-Path $new $name) @arguments 2>&1
            if ($LASTEXITCODE -ne 0) { throw "$name cannot be compiled: $lines" }
        }
        # Only a whole one has the name that is looked for.
        Move-Item $new $target
        Write-Host "PowerShell | compiled ahead for the tests in $([int]$clock.Elapsed.TotalSeconds) s"
        $target
    }
    catch {
        Write-Host "PowerShell | not compiled ahead, which takes longer: $_"
        $PSHOME
    }
}
