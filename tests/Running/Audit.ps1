<#
.SYNOPSIS
Restores all packages, which fails where one has a known vulnerability (CI=true).
.DESCRIPTION
NuGet says nothing where a source has no list of them, so this does: in the report, as a skipped test.
#>
param([Parameter(Mandatory)] [string] $Solution, [Parameter(Mandatory)] [string] $Report)

$ErrorActionPreference = 'Stop'
& dotnet restore $Solution -nologo
if ($LASTEXITCODE -ne 0) { exit 1 }
$lists = foreach ($source in @(& dotnet nuget list source --format short) -match '^E ' -replace '^E ' -match '^https?:') {
    try { (Invoke-RestMethod $source -TimeoutSec 30).resources.'@type' -match '^VulnerabilityInfo' } catch { Write-Verbose "$_" }
}
@{
    Passed   = [int][bool]$lists
    Failed   = 0
    Failures = @()
    Skipped  = @(if (-not $lists) { 'no package source of this machine has a list of known vulnerabilities' })
} | ConvertTo-Json | Set-Content $Report
