# Coverage of a whole test run, dot-sourced by build.ps1: what xunit and Pester, the shells they start and the embedded
# org reach of the net8.0 build. The assemblies are instrumented once, and each suite gets a copy of its folder with
# them in it, so that nothing that ships is touched. Pester's second run, on netstandard2.0, takes the module as it is.

function Start-Coverage([string] $Report, [string[]] $Builds) {
    <# .SYNOPSIS Instruments the assemblies in these folders. What fails here is said at the end. #>
    $coverage = @{ Report = $Report; Copies = Join-Path $Report 'copies'; Instrumented = Join-Path $Report 'copies/instrumented'; Originals = @(); Skipped = '' }
    $coverage.Run = $coverage.Instrumented
    try {
        if (Test-Path $Report) { Remove-Item $Report -Recurse -Force }
        $null = New-Item -ItemType Directory $coverage.Instrumented
        foreach ($build in $Builds) {
            Get-ChildItem $build -File | Where-Object Extension -In '.dll', '.pdb', '.json' | Copy-Item -Destination $coverage.Instrumented
        }
        $coverage.Originals = @(Get-ChildItem $coverage.Instrumented -Filter 'SalesforceCC.*.dll' | Get-FileHash).Hash
        $null = Invoke-CoverageTask restore
        $coverage.State = Invoke-CoverageTask msbuild '-t:Instrument' "-p:Folder=$($coverage.Instrumented)" '-getProperty:InstrumenterState'
    }
    catch { $coverage.Skipped = "$_" }
    if (-not $coverage.Skipped) { Complete-Instrumented $coverage }
    $coverage
}

function Complete-Instrumented($Coverage) {
    # The report is made from the assemblies as they are; what runs is compiled ahead once, and not in each process.
    $clock = [Diagnostics.Stopwatch]::StartNew()
    $compiled = New-Item -ItemType Directory (Join-Path $Coverage.Copies 'compiled')
    try {
        $names = @(Get-ChildItem $Coverage.Instrumented -Filter 'SalesforceCC.*.dll').FullName
        Invoke-CompilerAhead $names $compiled.FullName $Coverage.Instrumented, $PSHOME
        $Coverage.Run = $compiled.FullName
        Write-Host "Coverage | compiled ahead in $([int]$clock.Elapsed.TotalSeconds) s"
    }
    catch { Write-Host "Coverage | not compiled ahead, which takes longer: $_" }
}

function Copy-Instrumented($Coverage, [string] $Path, [string] $Name) {
    <# .SYNOPSIS A copy of the folder with the instrumented assemblies in it; without coverage, the folder itself. #>
    if (-not $Coverage -or $Coverage.Skipped) { return $Path }
    $copy = Join-Path $Coverage.Copies $Name
    $null = New-Item -ItemType Directory $copy
    Copy-Item (Join-Path $Path '*') $copy -Recurse
    # Whatever has the name of one of them but is another build of it stays.
    Get-ChildItem $copy -Recurse -Filter 'SalesforceCC.*.dll' |
        Where-Object { (Get-FileHash $_.FullName).Hash -in $Coverage.Originals } |
        ForEach-Object { Copy-Item (Join-Path $Coverage.Run $_.Name) $_.FullName }
    # Images compiled ahead are not instrumented, and would be taken instead.
    Get-ChildItem $copy -Recurse -Directory -Filter 'net*-*' | Remove-Item -Recurse
    $copy
}

function Complete-Coverage($Coverage) {
    <#
    .SYNOPSIS
    Writes the report, shows a line per assembly, and gives a line of totals: each number that Floor.psd1 demands is a test.
    .DESCRIPTION
    What could not be measured has not been reached.
    #>
    try {
        $floors = Import-PowerShellDataFile (Join-Path $PSScriptRoot 'Floor.psd1')
        if ($Coverage.Skipped) { throw $Coverage.Skipped }
        $null = Invoke-CoverageTask msbuild '-t:Report' "-p:Folder=$($Coverage.Instrumented)" "-p:InstrumenterState=$($Coverage.State)" "-p:Report=$($Coverage.Report)"
        $rows = @(foreach ($package in ([xml](Get-Content (Join-Path $Coverage.Report 'coverage.cobertura.xml') -Raw)).SelectNodes('/coverage/packages/package')) {
                $percent = { 100 * [double]::Parse($package.GetAttribute($args[0]), [cultureinfo]::InvariantCulture) }
                [pscustomobject]@{ Coverage = $package.GetAttribute('name'); Lines = & $percent 'line-rate'; Branches = & $percent 'branch-rate' }
            })
        $shown = foreach ($column in 'Lines', 'Branches') { @{ n = $column; e = { $_.$column.ToString('0.0" %"', [cultureinfo]::InvariantCulture) }.GetNewClosure(); a = 'right' } }
        $rows | Sort-Object Coverage | Format-Table (@('Coverage') + $shown) | Out-String | Write-Host
        Write-Host "Line by line: $(Join-Path $Coverage.Report 'index.html')"
        $short = @(foreach ($name in @($floors.Keys; $rows.Coverage) | Sort-Object -Unique) {
                $row = $rows | Where-Object Coverage -EQ $name
                foreach ($column in 'Lines', 'Branches') {
                    $floor = $floors[$name]?[$column]
                    if ($null -eq $floor) { "$column of ${name}: Floor.psd1 says nothing of them" }
                    elseif (-not $row) { "$column of ${name}: not measured" }
                    elseif ($row.$column -lt $floor) { "$column of ${name}: $($row.$column.ToString('0.00')) %, and the floor is $floor %" }
                }
            })
        # A floor that has been left behind holds nothing; this is what it would be if it were written today.
        foreach ($row in $rows | Where-Object { $floors[$_.Coverage] -and ($_.Lines - $floors[$_.Coverage].Lines -gt 1 -or $_.Branches - $floors[$_.Coverage].Branches -gt 1) }) {
            Write-Host ("Floor.psd1 may say: '$($row.Coverage)' = @{ Lines = $([math]::Floor(10 * $row.Lines - 5) / 10); Branches = $([math]::Floor(10 * $row.Branches - 5) / 10) }")
        }
        New-Total 'Coverage' (2 * $floors.Count - [math]::Min($short.Count, 2 * $floors.Count)) $short.Count @() $short
    }
    catch {
        New-Total 'Coverage' 0 1 @() "could not be measured: $_"
    }
    if (Test-Path $Coverage.Copies) { Remove-Item $Coverage.Copies -Recurse -Force -ErrorAction Ignore }
}

function Invoke-CoverageTask {
    param([string] $Command, [Parameter(ValueFromRemainingArguments)] [string[]] $Arguments)
    $output = & dotnet $Command (Join-Path $PSScriptRoot 'Coverage.proj') -nologo -v:quiet @Arguments 2>&1
    if ($LASTEXITCODE -ne 0) { throw "$($output | Select-String 'error' | Select-Object -First 1)".Trim() }
    "$output".Trim()
}
