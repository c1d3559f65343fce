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

# The peak of the process, and what is alive while nine of ten records are written: the former grows until the garbage
# collector has settled, the latter would grow with each record that is kept.
function Measure-WriteMemory([string] $Manifest, [string] $Emulator, [int] $Small, [int] $Large) {
    $result = [ordered]@{ Small = $Small; Large = $Large }
    foreach ($size in 'Small', 'Large') {
        $org = Start-BenchOrg $Emulator 1 ''
        try {
            $script = @"
`$env:SF_DOMAIN = '$($org.url)'; `$env:SF_CLIENT_ID = '$($org.consumerKey)'; `$env:SF_CLIENT_SECRET = '$($org.consumerSecret)'
Import-Module '$Manifest'; `$null = Connect-SfClientCredentials -FromEnvironment
`$n = 0
& { for (`$i = 0; `$i -lt $($result[$size]); `$i++) { @{ LastName = "Name `$i"; Company = 'Bench' } } } | New-SfRecord Lead | ForEach-Object { `$n++; if (`$n -eq $($result[$size] * 0.9)) { `$live = [GC]::GetTotalMemory(`$true) } }
if (`$n -ne $($result[$size])) { throw "`$n records" }
"{0} {1:0.0}" -f [int]((Get-Process -Id `$PID).PeakWorkingSet64 / 1MB), (`$live / 1MB)
"@
            [double]$peak, [double]$live = "$(Invoke-FreshShell $script)" -split ' '
            $result["${size}PeakMB"] = $peak
            $result["${size}LiveMB"] = $live
        }
        finally { Stop-Emulator $org }
    }
    [pscustomobject]$result
}
