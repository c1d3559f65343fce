# What a runbook waits for: each figure is of a process of its own, in which nothing has been compiled before.

function Measure-Fresh([string] $Manifest, [string] $Soql, [int] $Rounds) {
    $first = $Soql -replace 'LIMIT \d+', 'LIMIT 2000'
    $samples = [ordered]@{ ImportMs = @(); ConnectMs = @(); FirstPageMs = @(); ToFirstPageMs = @(); RowsPerSecond = @(); ReadyRowsPerSecond = @() }
    foreach ($round in 1..[math]::Max(5, $Rounds)) {
        $ours = Invoke-FreshShell @"
`$w = [Diagnostics.Stopwatch]::StartNew()
Import-Module '$Manifest'; `$w.Elapsed.TotalMilliseconds
`$null = Connect-SfClientCredentials -FromEnvironment; `$w.Elapsed.TotalMilliseconds
Invoke-SfQuery '$first' | ForEach-Object { `$null = `$_.Name }; `$w.Elapsed.TotalMilliseconds
"@
        $samples.ImportMs += [double]$ours[0]
        $samples.ConnectMs += [double]$ours[1] - [double]$ours[0]
        $samples.FirstPageMs += [double]$ours[2] - [double]$ours[1]
        $samples.ToFirstPageMs += [double]$ours[2]
        $rows = Invoke-FreshShell @"
Import-Module '$Manifest'; `$null = Connect-SfClientCredentials -FromEnvironment
`$w = [Diagnostics.Stopwatch]::StartNew()
`$n = 0; Invoke-SfQuery '$Soql' | ForEach-Object { `$null = `$_.Name; `$n++ }; `$n / `$w.Elapsed.TotalSeconds
"@
        $samples.RowsPerSecond += [double]$rows

        # What PowerShell itself takes in a process that is no warmer.
        $ready = Invoke-FreshShell @"
`$ready = [object[]]::new(100000); [array]::Fill(`$ready, [object][pscustomobject]@{ Name = 'x' })
`$w = [Diagnostics.Stopwatch]::StartNew()
`$ready | ForEach-Object { `$null = `$_.Name }; 100000 / `$w.Elapsed.TotalSeconds
"@
        $samples.ReadyRowsPerSecond += [double]$ready
    }
    $result = [ordered]@{ Samples = $samples }
    foreach ($name in $samples.Keys) { $result[$name] = [int](Get-Median $samples[$name]) }
    [pscustomobject]$result
}
