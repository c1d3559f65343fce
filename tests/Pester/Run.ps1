<#
.SYNOPSIS
Runs the Pester files against one staged build, and writes the counts to a JSON file.
#>
param(
    [Parameter(Mandatory)] [string] $Pester,
    [Parameter(Mandatory)] [string] $Module,
    [Parameter(Mandatory)] [string] $Emulator,
    [Parameter(Mandatory)] [string] $Testing,
    [Parameter(Mandatory)] [string] $Report,
    [string] $Filter = '*',
    # Names of files, with commas between them: these only.
    [string] $Names
)

$ErrorActionPreference = 'Stop'
Import-Module $Pester
Import-Module (Join-Path $PSScriptRoot 'TestOrg.psm1') -ArgumentList $Module, $Emulator, $Testing -Global

$configuration = New-PesterConfiguration
$configuration.Run.Path = @(Get-ChildItem $PSScriptRoot -Filter '*.Tests.ps1' | Where-Object { $name = $_.Name -replace '\.Tests\.ps1$'; $name -like $Filter -and (-not $Names -or $name -in $Names.Split(',')) } | ForEach-Object FullName)
$configuration.Run.PassThru = $true
$configuration.Output.Verbosity = 'Detailed'
$configuration.Output.RenderMode = 'Plaintext'

# Whatever a test registers, it is not the user's; and what it leaves behind goes with the folder of this run. (A folder for
# temporary files with thousands of others in it is slow besides: New-Item and Remove-Item list it.)
$temporary = [IO.Directory]::CreateTempSubdirectory('sfcc-').FullName
$environment = @{ SALESFORCECC_CONFIG_HOME = Join-Path $temporary 'config'; TMPDIR = $temporary; TEMP = $temporary; TMP = $temporary }
$before = @{}
foreach ($name in $environment.Keys) {
    $before[$name] = [Environment]::GetEnvironmentVariable($name)
    [Environment]::SetEnvironmentVariable($name, $environment[$name])
}
try { $result = Invoke-Pester -Configuration $configuration }
finally {
    Stop-TestEmulator
    foreach ($name in $before.Keys) { [Environment]::SetEnvironmentVariable($name, $before[$name]) }
    Remove-Item $temporary -Recurse -Force -ErrorAction Ignore
}

if (-not $result) { exit 1 }
$result.Containers | Sort-Object Duration -Descending | Select-Object -First 15 |
    ForEach-Object { Write-Host ('{0,6:0.0} s {1}' -f $_.Duration.TotalSeconds, (Split-Path $_.Item -Leaf)) }

@{
    Passed   = $result.PassedCount
    # A block or a file that could not even run counts as failed, or its tests would just be missing.
    Failed   = $result.FailedCount + $result.FailedBlocksCount + $result.FailedContainersCount
    Skipped  = @($result.Skipped | ForEach-Object { "$($_.ExpandedPath): $($_.ErrorRecord)" })
    Failures = @(
        @($result.Failed) + @($result.FailedBlocks) | ForEach-Object { "$($_.ExpandedPath): $($_.ErrorRecord -join "`n")" }
        $result.FailedContainers | ForEach-Object { "$($_.Item): $($_.ErrorRecord -join "`n")" })
} | ConvertTo-Json | Set-Content $Report
