# New records beside jsforce's collections, which go one after the other; and the memory they take.

function Measure-JsforceCreate([string] $Folder, [string] $Url, [string] $Token, [int] $Count) {
    Copy-Item (Join-Path $PSScriptRoot 'jsforce-create.mjs') $Folder
    $env:BENCH_TOKEN = $Token
    try { [double](& node (Join-Path $Folder 'jsforce-create.mjs') $Url $Count) }
    finally { Remove-Item Env:BENCH_TOKEN }
}

function Measure-Writes([string] $Emulator, [string] $Jsforce, [int] $LatencyMs, [int] $Count, [int] $Rounds) {
    $samples = [ordered]@{}
    $calls = 0
    $org = Start-BenchOrg $Emulator 1 '--latency', "$LatencyMs"
    $secret = ConvertTo-SecureString $org.consumerSecret -AsPlainText -Force
    $session = Connect-SfClientCredentials -Domain $org.url -ClientId $org.consumerKey -ClientSecret $secret -Name writes -NoDefault
    try {
        $token = Get-SfToken -Session $session -AsPlainText
        $new = { 1..$args[0] | ForEach-Object { @{ LastName = "Name $_"; Company = 'Bench'; Phone = "$_" } } | New-SfRecord Lead -Session $session }
        $null = & $new 1000
        foreach ($round in 1..$Rounds) {
            $before = $session.ApiCalls
            $samples['New-SfRecord'] += @(Measure-Rows { $n = (& $new $Count).Count; if ($n -ne $Count) { throw "$n records instead of $Count." }; $n })
            $calls = $session.ApiCalls - $before
            if ($Jsforce) { $samples['jsforce'] += @(Measure-JsforceCreate $Jsforce $org.url $token $Count) }
        }
        $rates = [ordered]@{}
        foreach ($name in $samples.Keys) { $rates[$name] = [int](Get-Median $samples[$name]) }
        [pscustomobject]@{ LatencyMs = $LatencyMs; Count = $Count; Calls = $calls; Rates = $rates; Samples = $samples }
    }
    finally {
        Disconnect-SfSession $session
        Stop-Emulator $org
    }
}

# What is alive while the records are written, which would grow with each record that is kept: the least of ten looks, as
# up to 3,000 rows are under way at any time. And the peak of the process, with a garbage collector whose first generation
# keeps its size: by default it takes some megabytes more each minute, and collects the last generation three times in
# 600,000 records.
function Measure-WriteMemory([string] $Manifest, [string] $Emulator, [int[]] $Counts) {
    $before = $env:DOTNET_GCgen0size
    $env:DOTNET_GCgen0size = '0x600000'
    try {
        foreach ($count in $Counts) {
            $org = Start-BenchOrg $Emulator 1 ''
            try {
                $script = @"
`$env:SF_DOMAIN = '$($org.url)'; `$env:SF_CLIENT_ID = '$($org.consumerKey)'; `$env:SF_CLIENT_SECRET = '$($org.consumerSecret)'
Import-Module '$Manifest'; `$null = Connect-SfClientCredentials -FromEnvironment
`$n = 0; `$live = [long]::MaxValue
& { for (`$i = 0; `$i -lt $count; `$i++) { @{ LastName = "Name `$i"; Company = 'Bench' } } } | New-SfRecord Lead | ForEach-Object {
    `$n++
    if (`$n -gt $($count * 0.8) -and `$n % $($count / 50) -eq 0) { `$live = [Math]::Min(`$live, [GC]::GetTotalMemory(`$true)) }
}
if (`$n -ne $count) { throw "`$n records" }
'{0} {1}' -f (Get-Process -Id `$PID).PeakWorkingSet64, `$live
"@
                [long]$peak, [long]$live = "$(Invoke-FreshShell $script)" -split ' '
                [pscustomobject]@{ Count = $count; PeakMB = [Math]::Round($peak / 1MB); LiveMB = [Math]::Round($live / 1MB, 1) }
            }
            finally { Stop-Emulator $org }
        }
    }
    finally { $env:DOTNET_GCgen0size = $before }
}
