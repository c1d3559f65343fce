# What ./build.ps1 Test runs, dot-sourced by it: each suite as a step with a time limit. See tests/README.md.

function New-XUnitSteps([string] $Name, [string] $Results, $Coverage, [string] $Shell) {
    <# .SYNOPSIS The steps of an xunit project: one a runtime that it is built for. #>
    $project = [xml](Get-Content (Join-Path $root "tests/$Name/$Name.csproj") -Raw)
    $frameworks = "$($project.SelectSingleNode('//TargetFrameworks | //TargetFramework').InnerText)" -split ';'
    $bin = Join-Path $root "tests/$Name/bin/$Configuration"
    $classes = @(if ($Filter -ne '*') {
            $found = @(Get-XUnitClass (Join-Path $bin "net10.0/$Name.dll") | Where-Object { Test-Filter ($_ -split '\.' | Select-Object -Last 1) })
            if (-not $found) { return }
            $found | ForEach-Object { '-class', $_ }
        })
    foreach ($framework in $frameworks) {
        $newest = $framework -eq 'net10.0'
        $suite = $newest ? $Name : "$Name, $framework"
        $report = Join-Path $Results "$suite.xml"
        # Older runtimes come with the tests that are built for them.
        $program = if (-not $newest) { Join-Path $bin $framework ($IsWindows ? "$Name.exe" : $Name) }
        else {
            $folder = Join-Path $bin 'net10.0'
            $copy = Copy-Instrumented $Coverage $folder $Name
            # What was built stays as it is.
            if ($copy -ne $folder) { Copy-CompiledCore $Shell $copy }
            'dotnet', 'exec', (Join-Path $copy "$Name.dll")
        }
        New-Step -Name $suite -Minutes 20 -Report $report -Command (@($program) + @('-noColor', '-result-xml', $report) + $classes)
    }
}

function Get-XUnitClass([string] $Assembly) {
    $lines = & dotnet exec $Assembly -noLogo -noColor -list classes
    if ($LASTEXITCODE -ne 0) { throw "The tests of $Assembly could not be listed: $lines" }
    $lines | Where-Object { $_ -match '^[\w.+]+$' }
}

function Test-Filter([string] $Name) {
    <# .SYNOPSIS Whether -Filter means a file, a class or a suite of this name; the end that all have is not part of it. #>
    ($Name -replace '\.Tests\.ps1$|Tests$') -like $Filter
}

function New-PesterSteps([string] $Build, [string] $Module, [string] $Emulator, [string] $Results, [string] $Shell) {
    # What is the same file or the same lines for both builds is seen on the first: texts of help, views, these lanes.
    $except = @(if ($Build -ne 'net8.0') { 'Help', 'Lanes', 'ReadyToRun', 'Views' })
    $project = Join-Path $root 'tests/Pester/Pester.csproj'
    $properties = (& dotnet msbuild $project -getProperty:NuGetPackageRoot -getProperty:PesterVersion | ConvertFrom-Json).Properties
    $pester = Join-Path $properties.NuGetPackageRoot "pester/$($properties.PesterVersion)/tools/Pester.psd1"
    $names = @(Get-ChildItem (Join-Path $root 'tests/Pester') -Filter '*.Tests.ps1' | Where-Object { Test-Filter $_.Name } |
            ForEach-Object { $_.Name -replace '\.Tests\.ps1$' } | Where-Object { $_ -notin $except })
    # The fault matrix takes a third of the time, and is a program of its own. So is the search for secrets, whose long scripts
    # PowerShell compiles in the background: there, compiling well takes longer than what it saves.
    foreach ($part in $names | Group-Object { $_ -like 'Faults*' ? 'faults' : $_ -eq 'Secrets' ? 'secrets' : '' } | Sort-Object Name) {
        $suite = $part.Name ? "Pester $Build, $($part.Name)" : "Pester $Build"
        $environment = $part.Name -eq 'secrets' ? @{ DOTNET_JITMinOpts = '1' } : @{}
        $report = Join-Path $Results "$suite.json"
        $arguments = @(
            '-Pester', $pester, '-Module', $Module, '-Emulator', (Join-Path $Emulator 'SalesforceCC.Emulator.dll')
            '-Testing', (Join-Path $root "tests/SalesforceCC.Testing/bin/$Configuration"), '-Report', $report, '-Names', ($part.Group -join ','))
        # Tests that pass are in the log, so that it is known where a run stood still.
        New-Step -Name $suite -Minutes 30 -Report $report -Environment $environment -Quiet '^\s*(\[\+\]|Describing|Context) ' -Command ((Get-ShellCommand 'tests/Pester/Run.ps1' $Shell) + $arguments)
    }
}

function New-OtherSteps([string] $Results) {
    <# .SYNOPSIS What is no test of code; -Filter takes these by name. #>
    $solution = Join-Path $root 'SalesforceCC.slnx'
    New-Step -Name 'Formatting' -Minutes 10 -Command 'dotnet', 'format', 'whitespace', $solution, '--verify-no-changes', '--no-restore', '-v', 'quiet'
    New-Step -Name 'Demo' -Minutes 10 -Command ((Get-ShellCommand 'tests/Demo.ps1') + @('-Module', $staged, '-Emulator', (Get-Emulator)))
    if ($env:CI -eq 'true') {
        $report = Join-Path $Results 'Audit.json'
        New-Step -Name 'Audit' -Minutes 10 -Report $report -Command ((Get-ShellCommand 'tests/Running/Audit.ps1') + @('-Solution', $solution, '-Report', $report))
    }
}
