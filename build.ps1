#!/usr/bin/env pwsh
<#
.SYNOPSIS
Builds, tests, shows, measures and packs SalesforceCC.
.DESCRIPTION
Needs the .NET SDK, and downloads nothing but NuGet packages (and, for the tests against other people's clients, npm
packages where npm is there).

  Build   stages an importable module at out/SalesforceCC/<version>/
  Test    builds, then runs everything in a few lanes: xunit, Pester on both builds, formatting, the demo; ends with the
          coverage, which has a floor
  Mutate  changes the client and the embedded org, a folder at a time, and shows which changes no test notices; takes hours, no part of Test
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

    # Test: only the Pester files, the xunit classes and the further steps (Formatting, Demo, Audit) whose name matches,
    # without coverage. Mutate: only the folders whose name matches, or a part of one (Data/Rows).
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
. (Join-Path $root 'tests/Running/CompiledShell.ps1')
. (Join-Path $root 'tests/Running/CompilerAhead.ps1')
. (Join-Path $root 'tests/Running/Emulator.ps1')
. (Join-Path $root 'tests/Running/Lanes.ps1')
. (Join-Path $root 'tests/Running/Suites.ps1')

function Invoke-Native {
    param([string] $Command, [string[]] $Arguments)
    & $Command @Arguments
    if ($LASTEXITCODE -ne 0) { throw "$Command $($Arguments[0]) failed with exit code $LASTEXITCODE." }
}

function Get-BuildCommand([string] $Project) {
    'dotnet', 'build', (Join-Path $root $Project), '-c', $Configuration, '-m', '--nologo', '-v', 'quiet', '-clp:NoSummary;ErrorsOnly'
}

function Invoke-DotNetBuild([string] $Project) {
    $command, $arguments = Get-BuildCommand $Project
    Invoke-Native $command $arguments | Out-Host
}

function Get-ShellCommand([string] $File, [string] $Shell = $PSHOME) {
    # A fresh one of the shell that runs this script: pwsh itself, or the dotnet tool, which is only a dll.
    $pwsh = Get-Command (Join-Path $Shell 'pwsh') -CommandType Application -ErrorAction Ignore
    if ($pwsh) { $pwsh.Source } else { 'dotnet', (Join-Path $Shell 'pwsh.dll') }
    '-NoProfile', '-NonInteractive', '-File', (Join-Path $root $File)
}

function Invoke-Shell {
    param([string] $File, [Parameter(ValueFromRemainingArguments)] [string[]] $Arguments)
    $command, $first = Get-ShellCommand $File
    & $command @first @Arguments
}

function Copy-Build([string] $Framework, [string] $Target) {
    $bin = Join-Path $root "src/SalesforceCC.Cmdlets/bin/$Configuration/$Framework"
    $deps = New-Item -ItemType Directory -Force (Join-Path $Target "bin/$Framework/deps")
    foreach ($dll in Get-ChildItem $bin -Filter *.dll) {
        Copy-Item $dll.FullName ($dll.Name -eq 'SalesforceCC.Cmdlets.dll' ? $deps.Parent.FullName : $deps.FullName)
    }
}

function Copy-ReadyToRun([string] $Target) {
    # The client for today's .NET, compiled ahead, a folder for each system: see ClientLoader, which looks for its own.
    foreach ($image in Get-ChildItem (Join-Path $root "src/SalesforceCC.ReadyToRun/bin/$Configuration/net*/*/publish/SalesforceCC.Client.dll")) {
        $system = $image.Directory.Parent
        $folder = New-Item -ItemType Directory -Force (Join-Path $Target "bin/net8.0/deps/$($system.Parent.Name)-$($system.Name)")
        Copy-Item $image.FullName $folder
    }
}

function Build {
    Invoke-DotNetBuild 'src/SalesforceCC.Cmdlets/SalesforceCC.Cmdlets.csproj'
    Invoke-DotNetBuild 'src/SalesforceCC.ReadyToRun/SalesforceCC.ReadyToRun.csproj'
    Publish-Module
}

function Publish-Module {
    # Stages what has been built.
    foreach ($target in $staged, $stagedNetStandard) {
        if (Test-Path $target) { Remove-Item $target -Recurse -Force }
        $null = New-Item -ItemType Directory -Force $target
        Copy-Item (Join-Path $root 'SalesforceCC.psd1'), (Join-Path $root 'LICENSE') $target
        Copy-Item (Join-Path $root 'module/*') $target -Recurse -Exclude *.ps1
        Copy-Build netstandard2.0 $target
    }
    Copy-Build net8.0 $staged
    Copy-ReadyToRun $staged

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
    $results = Join-Path $out 'tests'
    if (Test-Path $results) { Remove-Item $results -Recurse -Force }
    $null = New-Item -ItemType Directory -Force $results
    $coverage = $null

    # All projects at once, and only here.
    $build = @(
        New-Step -Name 'Build' -Minutes 20 -Command (Get-BuildCommand 'SalesforceCC.slnx')
        New-Step -Name 'Restore Pester' -Minutes 10 -Command 'dotnet', 'restore', (Join-Path $root 'tests/Pester/Pester.csproj'), '-v', 'quiet')
    $totals = @(Invoke-Lanes $build $results 20 | Where-Object Failed)
    if (-not $totals) {
        Publish-Module
        $emulator = Split-Path (Get-Emulator)
        # For a part of the tests, compiling takes longer than it saves.
        $shell = $Filter -eq '*' ? (Get-CompiledShell (Join-Path $out 'shell')) : $PSHOME
        $coverage = if ($Filter -eq '*') { Start-Coverage (Join-Path $out 'coverage') (Join-Path $root "src/SalesforceCC.Cmdlets/bin/$Configuration/net8.0"), $emulator }

        # The longest first, so that no lane is left with one of them at the end.
        $long = 'SalesforceCC.Conformance.Tests', 'SalesforceCC.Resume.Tests'
        $xunit = Get-ChildItem (Join-Path $root 'tests') -Directory -Filter '*.Tests' | ForEach-Object { New-XUnitSteps $_.Name $results $coverage $shell }
        $steps = @(
            New-PesterSteps 'net8.0' (Copy-Instrumented $coverage $staged "SalesforceCC/$version") (Copy-Instrumented $coverage $emulator 'emulator') $results $shell
            $xunit | Where-Object Name -In $long
            New-PesterSteps 'netstandard2.0' $stagedNetStandard $emulator $results $shell
            $xunit | Where-Object Name -NotIn $long
            New-OtherSteps $results | Where-Object { Test-Filter $_.Name })

        # Tests wait now and then, for a process or a file: one lane more than there are processors.
        $totals += @(Invoke-Lanes $steps $results 60 -Lanes ([Environment]::ProcessorCount + 1))
    }

    Write-Host ''
    $totals | Format-Table Suite, Passed, Failed, Skipped, Seconds | Out-String | Write-Host
    foreach ($suite in $totals) {
        foreach ($skipped in $suite.SkippedTests) { Write-Host "skipped in $($suite.Suite): $skipped" }
    }
    if ($coverage) { $totals += Complete-Coverage $coverage }
    # The last lines are what a reader sees first, and all that some logs keep.
    foreach ($suite in $totals | Where-Object Failed) {
        Write-Host "failed in $($suite.Suite): $($suite.Failed), see its log in $results"
        foreach ($failed in $suite.FailedTests) { Write-Host "failed in $($suite.Suite): $failed" }
    }
    if (-not $totals) { Write-Host "-Filter '$Filter' takes no test."; $totals += New-Total 'Filter' 0 1 @() }
    $passed = ($totals | Measure-Object Passed -Sum).Sum
    $failed = ($totals | Measure-Object Failed -Sum).Sum
    Write-Host "$passed passed, $failed failed"
    if ($failed -gt 0 -or $passed -eq 0) { exit 1 }
}

function Mutate {
    $folders = [ordered]@{ Auth = 'Client'; Http = 'Client'; Json = 'Client'; Records = 'Client'; Soql = 'Emulator'; Data = 'Emulator' }
    # Data/Rows, or Data/Rows/*.cs, is a part of a folder: its files are changed, and the tests of the whole folder are run.
    $wanted = $Filter.Split('/')[0]
    foreach ($folder in $folders.Keys | Where-Object { $_ -like $wanted }) {
        $part = if ($Filter.Contains('/')) { $Filter } else { $folder }
        $files = if ($part.EndsWith('.cs')) { $part } else { "$part/**/*.cs" }
        Push-Location (Join-Path $root "tests/SalesforceCC.$($folders[$folder]).Tests")
        try {
            # Stryker gives its own builds no property, but they read the environment.
            $env:TestsOf = $folder
            # It analyses before it builds, so that packages must be there.
            Invoke-Native dotnet 'restore', '--nologo', '-v', 'quiet'
            Invoke-Native dotnet 'tool', 'exec', 'dotnet-stryker', '--version', '5.1.0', '-y', '--', '--skip-version-check', '-m', $files, '-O', (Join-Path $out "mutation/$($part -replace '[*]?[.]cs$')")
        }
        finally {
            # Other runs go on after a failure.
            Remove-Item 'bin/*/*/xunit.runner.json' -ErrorAction Ignore
            Pop-Location
            $env:TestsOf = $null
        }
    }
}

function Get-Emulator {
    Join-Path $root "src/SalesforceCC.Emulator/bin/$Configuration/net10.0/SalesforceCC.Emulator.dll"
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

    $org = Start-Emulator (Get-Emulator) @('--seed', 'sample', '--rows', '5000', '--https')
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
