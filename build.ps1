#!/usr/bin/env pwsh
<#
.SYNOPSIS
Builds, tests, shows, measures and packs SalesforceCC.
.DESCRIPTION
Needs the .NET SDK, and downloads nothing but NuGet packages (and, for the tests against other people's clients, npm
packages where npm is there).

  Build   stages an importable module at out/SalesforceCC/<version>/
  Test    builds, then runs everything: xunit, Pester on both builds, formatting; ends with the coverage
  Mutate  changes the client, a folder at a time, and shows which changes no test notices; takes hours, no part of Test
  Demo    builds, then shows the module at work on the embedded org
  Picture runs the demo, and draws some of its steps into .github/session.svg for the README
  Bench   builds, then measures; -Url measures against another org
  Mono    runs the build for Windows PowerShell under Mono, the nearest to .NET Framework that Linux has; not in CI
  Fuzz    gives millions of inputs to the parsers and the error mapper
  Pack    makes the .nupkg that the PowerShell Gallery takes
  Clean   deletes what the others made
.EXAMPLE
./build.ps1 Test
#>
[CmdletBinding()]
param(
    [Parameter(Position = 0)]
    [ValidateSet('Build', 'Test', 'Mutate', 'Demo', 'Picture', 'Bench', 'Mono', 'Fuzz', 'Pack', 'Clean')]
    [string] $Task = 'Build',

    [ValidateSet('Release', 'Debug')]
    [string] $Configuration = 'Release',

    # Test: only the Pester files whose name matches; without coverage. Mutate: only the folders whose name matches.
    [string] $Filter = '*',

    # Bench: an org to measure against; its key and secret come from SF_CLIENT_ID and SF_CLIENT_SECRET.
    [uri] $Url,

    # Bench: rows of the large table, and rounds that medians are taken of.
    [int] $Rows = 100000,
    [int] $Rounds = 5,

    # Fuzz: which target, if not all; how many inputs each, made from which seed, and the number of the first.
    [string] $Target,
    [long] $Count = 1000000,
    [Nullable[int]] $Seed,
    [long] $First = 0
)

$ErrorActionPreference = 'Stop'
Set-StrictMode -Version Latest

$root = $PSScriptRoot
$out = Join-Path $root 'out'
$version = [regex]::Match((Get-Content (Join-Path $root 'SalesforceCC.psd1') -Raw), "ModuleVersion\s*=\s*'([^']+)'").Groups[1].Value
$staged = Join-Path $out "SalesforceCC/$version"
$stagedNetStandard = Join-Path $out "netstandard2.0/SalesforceCC/$version"
. (Join-Path $root 'tests/Coverage/Coverage.ps1')

function Invoke-Native {
    param([string] $Command, [string[]] $Arguments)
    & $Command @Arguments
    if ($LASTEXITCODE -ne 0) { throw "$Command $($Arguments[0]) failed with exit code $LASTEXITCODE." }
}

function Invoke-DotNetBuild([string] $Project) {
    Invoke-Native dotnet 'build', (Join-Path $root $Project), '-c', $Configuration, '--nologo', '-v', 'quiet', '-clp:NoSummary;ErrorsOnly' | Out-Host
}

function Invoke-Shell {
    # A fresh one of the shell that runs this script: pwsh itself, or the dotnet tool, which is only a dll.
    param([string] $File, [Parameter(ValueFromRemainingArguments)] [string[]] $Arguments)
    $pwsh = Get-Command (Join-Path $PSHOME 'pwsh') -CommandType Application -ErrorAction Ignore
    $shell = @(if ($pwsh) { $pwsh.Source } else { 'dotnet', (Join-Path $PSHOME 'pwsh.dll') })
    $shell += @('-NoProfile', '-NonInteractive', '-File', (Join-Path $root $File))
    & $shell[0] @($shell | Select-Object -Skip 1) @Arguments
}

function Copy-Build([string] $Framework, [string] $Target) {
    $bin = Join-Path $root "src/SalesforceCC.Cmdlets/bin/$Configuration/$Framework"
    $deps = New-Item -ItemType Directory -Force (Join-Path $Target "bin/$Framework/deps")
    foreach ($dll in Get-ChildItem $bin -Filter *.dll) {
        Copy-Item $dll.FullName ($dll.Name -eq 'SalesforceCC.Cmdlets.dll' ? $deps.Parent.FullName : $deps.FullName)
    }
}

function Build {
    Invoke-DotNetBuild 'src/SalesforceCC.Cmdlets/SalesforceCC.Cmdlets.csproj'

    foreach ($target in $staged, $stagedNetStandard) {
        if (Test-Path $target) { Remove-Item $target -Recurse -Force }
        $null = New-Item -ItemType Directory -Force $target
        Copy-Item (Join-Path $root 'SalesforceCC.psd1'), (Join-Path $root 'LICENSE') $target
        Copy-Item (Join-Path $root 'module/*') $target -Recurse -Exclude *.ps1
        Copy-Build netstandard2.0 $target
    }
    Copy-Build net8.0 $staged

    # The second folder is for tests: what Windows PowerShell loads, under PowerShell 7.
    $manifest = Join-Path $stagedNetStandard 'SalesforceCC.psd1'
    (Get-Content $manifest -Raw).Replace('bin/net8.0', 'bin/netstandard2.0') | Set-Content $manifest -NoNewline

    Write-Help
    Write-Host "Built $staged"
}

function Write-Help {
    # In a process of its own: this one must not hold the assemblies it builds.
    $docs = Join-Path $root "src/SalesforceCC.Cmdlets/bin/$Configuration/net8.0/SalesforceCC.Cmdlets.xml"
    $help = Join-Path $staged 'en-US/SalesforceCC.Cmdlets.dll-Help.xml'
    Invoke-Shell 'module/WriteHelp.ps1' $staged $docs $help
    if ($LASTEXITCODE -ne 0) { throw 'The help could not be written.' }
    $null = New-Item -ItemType Directory -Force (Join-Path $stagedNetStandard 'en-US')
    Copy-Item $help (Join-Path $stagedNetStandard 'en-US')
}

function Test {
    Build
    $results = Join-Path $out 'tests'
    if (Test-Path $results) { Remove-Item $results -Recurse -Force }
    $null = New-Item -ItemType Directory -Force $results
    $totals = @()

    Invoke-DotNetBuild 'src/SalesforceCC.Emulator/SalesforceCC.Emulator.csproj'
    Invoke-DotNetBuild 'tests/SalesforceCC.Testing/SalesforceCC.Testing.csproj'
    $emulator = Split-Path (Get-Emulator)
    $coverage = if ($Filter -eq '*') { Start-Coverage (Join-Path $out 'coverage') (Join-Path $root "src/SalesforceCC.Cmdlets/bin/$Configuration/net8.0"), $emulator }

    foreach ($project in Get-ChildItem (Join-Path $root 'tests') -Directory -Filter '*.Tests') {
        $totals += Test-XUnit $project.Name $results $coverage
    }
    $totals += Test-Pester 'net8.0' (Copy-Instrumented $coverage $staged "SalesforceCC/$version") (Copy-Instrumented $coverage $emulator 'emulator') $results
    $totals += Test-Pester 'netstandard2.0' $stagedNetStandard $emulator $results
    $totals += Test-Format
    if ($env:CI -eq 'true') { $totals += Test-Audit }

    Write-Host ''
    $totals | Format-Table Suite, Passed, Failed, Skipped | Out-String | Write-Host
    foreach ($suite in $totals) {
        foreach ($skipped in $suite.SkippedTests) { Write-Host "skipped in $($suite.Suite): $skipped" }
    }
    if ($coverage) { Complete-Coverage $coverage }
    $passed = ($totals | Measure-Object Passed -Sum).Sum
    $failed = ($totals | Measure-Object Failed -Sum).Sum
    Write-Host "$passed passed, $failed failed"
    if ($failed -gt 0 -or $passed -eq 0) { exit 1 }
}

function New-Total([string] $Suite, [int] $Passed, [int] $Failed, [string[]] $SkippedTests) {
    $names = @($SkippedTests | Where-Object { $_ })
    [pscustomobject]@{ Suite = $Suite; Passed = $Passed; Failed = $Failed; Skipped = $names.Count; SkippedTests = $names }
}

function Test-XUnit([string] $Name, [string] $Results, $Coverage) {
    Write-Host "xunit: $Name"
    Invoke-DotNetBuild "tests/$Name/$Name.csproj"
    $bin = Join-Path $root "tests/$Name/bin/$Configuration"
    $folder = Copy-Instrumented $Coverage (Join-Path $bin 'net10.0') $Name
    Invoke-XUnit $Name (Join-Path $Results "$Name.xml") dotnet exec (Join-Path $folder "$Name.dll")

    # Older runtimes come with the tests that are built for them.
    $frameworks = "$(& dotnet msbuild (Join-Path $root "tests/$Name/$Name.csproj") -getProperty:TargetFrameworks)".Trim() -split ';'
    foreach ($older in $frameworks | Where-Object { $_ -notin '', 'net10.0' }) {
        Write-Host "xunit: $Name on $older"
        Invoke-XUnit "$Name, $older" (Join-Path $Results "$Name-$older.xml") (Join-Path $bin $older ($IsWindows ? "$Name.exe" : $Name))
    }
}

function Invoke-XUnit {
    param([string] $Suite, [string] $Report, [Parameter(ValueFromRemainingArguments)] [string[]] $Command)
    & $Command[0] @($Command | Select-Object -Skip 1) -noColor -result-xml $Report | Out-Host
    if (-not (Test-Path $Report)) { return New-Total $Suite 0 1 @() }
    $assembly = ([xml](Get-Content $Report -Raw)).SelectSingleNode('/assemblies/assembly')
    $skipped = $assembly.SelectNodes('.//test[@result="Skip"]') | ForEach-Object { "$($_.GetAttribute('name')): $($_.SelectSingleNode('reason').InnerText)" }
    New-Total $Suite ([int]$assembly.passed) ([int]$assembly.failed + [int]$assembly.errors) @($skipped)
}

function Test-Pester([string] $Build, [string] $Module, [string] $Emulator, [string] $Results) {
    Write-Host "Pester: $Build"
    $project = Join-Path $root 'tests/Pester/Pester.csproj'
    Invoke-Native dotnet 'restore', $project, '-v', 'quiet' | Out-Null
    $properties = (& dotnet msbuild $project -getProperty:NuGetPackageRoot -getProperty:PesterVersion | ConvertFrom-Json).Properties
    $pester = Join-Path $properties.NuGetPackageRoot "pester/$($properties.PesterVersion)/tools/Pester.psd1"
    $report = Join-Path $Results "Pester-$Build.json"
    # A lone * would be taken for the files of the current folder.
    $files = @(if ($Filter -ne '*') { '-Filter', $Filter })
    Invoke-Shell 'tests/Pester/Run.ps1' -Pester $pester -Module $Module -Emulator (Join-Path $Emulator 'SalesforceCC.Emulator.dll') -Testing (Join-Path $root "tests/SalesforceCC.Testing/bin/$Configuration") -Report $report @files | Out-Host
    if (-not (Test-Path $report)) { return New-Total "Pester $Build" 0 1 @() }
    $result = Get-Content $report -Raw | ConvertFrom-Json
    # No test at all is a failure too.
    New-Total "Pester $Build" ([int]$result.Passed) ([math]::Max([int]$result.Failed, [int]($result.Passed -lt 1))) @($result.Skipped)
}

function Mutate {
    Push-Location (Join-Path $root 'tests/SalesforceCC.Client.Tests')
    try {
        foreach ($folder in 'Auth', 'Http', 'Json', 'Records' | Where-Object { $_ -like $Filter }) {
            # Stryker gives its own builds no property, but they read the environment.
            $env:TestsOf = $folder
            Invoke-Native dotnet 'tool', 'exec', 'dotnet-stryker', '--version', '5.1.0', '-y', '--', '--skip-version-check', '-m', "$folder/**/*.cs", '-O', (Join-Path $out "mutation/$folder")
        }
    }
    finally { Pop-Location; $env:TestsOf = $null }
}

function Get-Emulator {
    Join-Path $root "src/SalesforceCC.Emulator/bin/$Configuration/net10.0/SalesforceCC.Emulator.dll"
}

function Test-Format {
    Write-Host 'Formatting'
    & dotnet format whitespace (Join-Path $root 'SalesforceCC.slnx') --verify-no-changes --no-restore -v quiet | Out-Host
    New-Total 'Formatting' ([int]($LASTEXITCODE -eq 0)) ([int]($LASTEXITCODE -ne 0)) @()
}

# Known vulnerabilities end every restore in CI. NuGet says nothing where a source has no list of them, so this does.
function Test-Audit {
    Write-Host 'Audit of packages'
    $lines = & dotnet restore (Join-Path $root 'SalesforceCC.slnx') -nologo 2>&1
    if ($LASTEXITCODE -ne 0) { $lines | Out-Host; return New-Total 'Audit' 0 1 @() }
    $lists = foreach ($source in @(& dotnet nuget list source --format short) -match '^E ' -replace '^E ' -match '^https?:') {
        try { (Invoke-RestMethod $source -TimeoutSec 30).resources.'@type' -match '^VulnerabilityInfo' } catch { Write-Verbose "$_" }
    }
    New-Total 'Audit' ([int][bool]$lists) 0 @(if (-not $lists) { 'no package source of this machine has a list of known vulnerabilities' })
}

function Start-Emulator([string[]] $Arguments) {
    $start = [Diagnostics.ProcessStartInfo]::new('dotnet')
    foreach ($argument in @((Get-Emulator), '--port', '0', '--seed', 'sample', '--stdin-close') + $Arguments) { $start.ArgumentList.Add($argument) }
    $start.RedirectStandardInput = $true
    $start.RedirectStandardOutput = $true
    $process = [Diagnostics.Process]::Start($start)
    $process.StandardOutput.ReadLine() | ConvertFrom-Json | Add-Member NoteProperty Process $process -PassThru
}

function Stop-Emulator($Org) {
    $Org.Process.StandardInput.Close()
    if (-not $Org.Process.WaitForExit(10000)) { $Org.Process.Kill() }
}

function Mono {
    # On Windows, the program runs on .NET Framework itself.
    $mono = if (-not $IsWindows) { Get-Command mono -CommandType Application -ErrorAction Ignore | Select-Object -First 1 }
    if (-not $mono -and -not $IsWindows) {
        throw 'Mono is not installed. On Debian and Ubuntu: apt-get install mono-runtime libmono-system-net-http4.0-cil libmono-system-runtime-serialization4.0-cil libmono-system-web4.0-cil; or mono-complete.'
    }
    Invoke-DotNetBuild 'src/SalesforceCC.Cmdlets/SalesforceCC.Cmdlets.csproj'
    Invoke-DotNetBuild 'src/SalesforceCC.Emulator/SalesforceCC.Emulator.csproj'
    Invoke-DotNetBuild 'tests/SalesforceCC.FrameworkRun/SalesforceCC.FrameworkRun.csproj'
    $folder = Join-Path $out 'framework'
    if (Test-Path $folder) { Remove-Item $folder -Recurse -Force }
    $deps = New-Item -ItemType Directory -Force (Join-Path $folder 'deps')
    $program = Copy-Item (Join-Path $root "tests/SalesforceCC.FrameworkRun/bin/$Configuration/net472/SalesforceCC.FrameworkRun.exe") $folder -PassThru
    Get-ChildItem (Join-Path $root "src/SalesforceCC.Cmdlets/bin/$Configuration/netstandard2.0") -Filter *.dll |
        Where-Object Name -NE 'SalesforceCC.Cmdlets.dll' | Copy-Item -Destination $deps

    $org = Start-Emulator '--rows', '5000', '--https'
    try {
        $arguments = @($program.FullName, $org.url, $org.httpsUrl, $org.consumerKey, $org.consumerSecret)
        if ($mono) { & $mono.Source --version | Select-Object -First 1 | Write-Host; & $mono.Source @arguments }
        else { & $arguments[0] @($arguments | Select-Object -Skip 1) }
        if ($LASTEXITCODE -ne 0) { throw "$LASTEXITCODE checks failed." }
    }
    finally { Stop-Emulator $org }
}

function Demo([string[]] $Arguments = @()) {
    Build
    Invoke-DotNetBuild 'src/SalesforceCC.Emulator/SalesforceCC.Emulator.csproj'
    Invoke-Shell 'tests/Demo.ps1' -Module $staged -Emulator (Get-Emulator) @Arguments
    exit $LASTEXITCODE
}

function Picture { Demo '-Picture', (Join-Path $root '.github/session.svg') }

function Bench {
    Build
    Invoke-DotNetBuild 'src/SalesforceCC.Emulator/SalesforceCC.Emulator.csproj'
    $arguments = @('-Module', $staged, '-Emulator', (Get-Emulator), '-Out', (Join-Path $out 'bench'), '-Rows', $Rows, '-Rounds', $Rounds)
    if ($Url) { $arguments += '-Url', $Url }
    Invoke-Shell 'tests/SalesforceCC.Benchmarks/Bench.ps1' @arguments
    exit $LASTEXITCODE
}

function Fuzz {
    Invoke-DotNetBuild 'tests/SalesforceCC.Fuzz/SalesforceCC.Fuzz.csproj'
    $arguments = @('--folder', (Join-Path $out 'fuzz'), '--count', $Count, '--first', $First)
    if ($Target) { $arguments += '--target', $Target }
    if ($null -ne $Seed) { $arguments += '--seed', $Seed }
    & dotnet exec (Join-Path $root "tests/SalesforceCC.Fuzz/bin/$Configuration/net10.0/SalesforceCC.Fuzz.dll") @arguments
    exit $LASTEXITCODE
}

function Pack {
    Build
    $package = New-Item -ItemType Directory -Force (Join-Path $out 'package')
    Get-ChildItem $package -Filter *.nupkg | Remove-Item
    Compress-PSResource -Path $staged -DestinationPath $package.FullName
    Get-ChildItem $package -Filter *.nupkg | ForEach-Object { Write-Host "Packed $($_.FullName)" }
}

function Clean {
    foreach ($folder in @($out) + @(Get-ChildItem (Join-Path $root 'src'), (Join-Path $root 'tests') -Directory -Recurse -Depth 1 |
                Where-Object Name -In 'bin', 'obj', 'node_modules' | ForEach-Object FullName)) {
        if (Test-Path $folder) { Remove-Item $folder -Recurse -Force }
    }
}

& $Task
