# Coverage of a whole test run, dot-sourced by build.ps1: what xunit and Pester, the shells they start and the embedded
# org reach of the net8.0 build. The assemblies are instrumented once, and each suite gets a copy of its folder with
# them in it, so that nothing that ships is touched. Pester's second run, on netstandard2.0, takes the module as it is.

function Start-Coverage([string] $Report, [string[]] $Builds) {
    <# .SYNOPSIS Instruments the assemblies in these folders. What fails here is said at the end, and fails no test. #>
    $coverage = @{ Report = $Report; Copies = Join-Path $Report 'copies'; Instrumented = Join-Path $Report 'copies/instrumented'; Originals = @(); Skipped = '' }
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
    $coverage
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
        ForEach-Object { Copy-Item (Join-Path $Coverage.Instrumented $_.Name) $_.FullName }
    $copy
}

function Complete-Coverage($Coverage) {
    <# .SYNOPSIS Writes the report, and shows a line per assembly. #>
    try {
        if ($Coverage.Skipped) { throw $Coverage.Skipped }
        $null = Invoke-CoverageTask msbuild '-t:Report' "-p:Folder=$($Coverage.Instrumented)" "-p:InstrumenterState=$($Coverage.State)" "-p:Report=$($Coverage.Report)"
        $packages = ([xml](Get-Content (Join-Path $Coverage.Report 'coverage.cobertura.xml') -Raw)).SelectNodes('/coverage/packages/package')
        $rows = foreach ($package in $packages) {
            $percent = { [double]::Parse($package.GetAttribute($args[0]), [cultureinfo]::InvariantCulture).ToString('0.0 %', [cultureinfo]::InvariantCulture) }
            [pscustomobject]@{ Coverage = $package.GetAttribute('name'); Lines = & $percent 'line-rate'; Branches = & $percent 'branch-rate' }
        }
        $rows | Sort-Object Coverage | Format-Table Coverage, @{ n = 'Lines'; e = 'Lines'; a = 'right' }, @{ n = 'Branches'; e = 'Branches'; a = 'right' } | Out-String | Write-Host
        Write-Host "Line by line: $(Join-Path $Coverage.Report 'index.html')"
    }
    catch { Write-Host "coverage skipped: $_" }
    if (Test-Path $Coverage.Copies) { Remove-Item $Coverage.Copies -Recurse -Force -ErrorAction Ignore }
}

function Invoke-CoverageTask {
    param([string] $Command, [Parameter(ValueFromRemainingArguments)] [string[]] $Arguments)
    $output = & dotnet $Command (Join-Path $PSScriptRoot 'Coverage.proj') -nologo -v:quiet @Arguments 2>&1
    if ($LASTEXITCODE -ne 0) { throw "$($output | Select-String 'error' | Select-Object -First 1)".Trim() }
    "$output".Trim()
}
