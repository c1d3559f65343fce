# A PowerShell that starts faster, for the tests; dot-sourced by build.ps1. As a dotnet tool, PowerShell is not compiled ahead as its
# installers ship it: each of the many processes of a run would compile the same parts of it, up to a third of its time.

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
        if (Test-Path $new) { Remove-Item $new -Recurse -Force }
        $null = New-Item -ItemType Directory -Force $Folder
        Copy-Item $PSHOME $new -Recurse
        $commands = 'Utility', 'Management' | ForEach-Object { "Microsoft.PowerShell.Commands.$_.dll" }
        $names = @($core) + $commands + 'Microsoft.PowerShell.ConsoleHost.dll', 'Microsoft.PowerShell.Security.dll', 'Newtonsoft.Json.dll', 'pwsh.dll'
        Invoke-CompilerAhead ($names | ForEach-Object { Join-Path $PSHOME $_ }) $new $PSHOME
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

function Copy-CompiledCore([string] $Shell, [string] $Folder) {
    <# .SYNOPSIS Puts the core of a compiled shell wherever the same one lies in a folder of tests that bring their own. #>
    $core = 'System.Management.Automation.dll'
    $plain = (Get-FileHash (Join-Path $PSHOME $core)).Hash
    Get-ChildItem $Folder -Recurse -Filter $core | Where-Object { (Get-FileHash $_.FullName).Hash -eq $plain } |
        ForEach-Object { Copy-Item (Join-Path $Shell $core) $_.FullName }
}
