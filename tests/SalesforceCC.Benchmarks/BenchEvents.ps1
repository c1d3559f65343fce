# Events down the pipeline, beside the client of npm for the Pub/Sub API.

# Nothing but the speed is to be the limit.
function Start-EventOrg([string] $Emulator) {
    $org = Start-BenchOrg $Emulator 1 '--http2', '--https'
    $limits = @{ deliveredPerDay = 2000000000; publishedPerHour = 2000000000; retentionEvents = 20000000; retentionBytes = 4000000000 }
    $null = Invoke-RestMethod "$($org.url.TrimEnd('/'))/__org/events" -Method Post -ContentType application/json -Body ($limits | ConvertTo-Json)
    $org
}

function Connect-EventOrg($Org) {
    $secret = ConvertTo-SecureString $Org.consumerSecret -AsPlainText -Force
    Connect-SfClientCredentials -Domain $Org.url -ClientId $Org.consumerKey -ClientSecret $secret -Name events -NoDefault
}

function Measure-PubSubClient([string] $Folder, $Org, $Session, [string] $Topic, [int] $Count) {
    Copy-Item (Join-Path $PSScriptRoot 'pubsub-receive.mjs') $Folder
    $env:BENCH_TOKEN = Get-SfToken -Session $Session -AsPlainText
    try { [double](& node --no-warnings (Join-Path $Folder 'pubsub-receive.mjs') ([uri]$Org.httpsUrl).Authority $Org.httpsUrl.TrimEnd('/') $Session.OrganizationId $Topic $Count) }
    finally { Remove-Item Env:BENCH_TOKEN }
}

# Sends events, and receives them from the earliest on; rates in events a second.
function Measure-Events([string] $Emulator, [int] $Count, [int] $Rounds) {
    $org = Start-EventOrg $Emulator
    $session = Connect-EventOrg $org
    try {
        $at = @{ PubSubEndpoint = $org.http2Url; Session = $session }
        $topic = '/event/Order_Placed__e'
        $orders = foreach ($i in 1..$Count) { [pscustomobject]@{ Order_Number__c = "Order $i"; Amount__c = $i; Paid__c = $true } }
        $sent = Measure-Rows {
            $failed = $orders | Send-SfEvent $topic @at | Where-Object { -not $_.Success }
            if ($failed) { throw $failed[0].Errors }
            $Count
        }
        $receive = { param($more) $n = 0; Receive-SfEvent $topic -From Earliest -First $Count @at @more | ForEach-Object { $null = $_.Order_Number__c; $n++ }; $n }
        $resume = Join-Path ([System.IO.Path]::GetTempPath()) "bench-$([guid]::NewGuid()).json"
        $contestants = [ordered]@{
            'Receive-SfEvent | ForEach-Object'             = { & $receive @{} }
            'Receive-SfEvent | process block'              = { Receive-SfEvent $topic -From Earliest -First $Count @at | Measure-Process }
            'Receive-SfEvent -ResumePath | ForEach-Object' = { Remove-Item "$resume*"; & $receive @{ ResumePath = $resume } }
        }
        $client = Get-NpmClient pubsub salesforce-pubsub-api-client
        $samples = [ordered]@{}
        foreach ($name in $contestants.Keys) { $null = & $contestants[$name] }
        foreach ($round in 1..$Rounds) {
            foreach ($name in $contestants.Keys) {
                [gc]::Collect()
                $samples[$name] += @(Measure-Rows $contestants[$name])
            }
            if ($client) { $samples['salesforce-pubsub-api-client'] += @(Measure-PubSubClient $client $org $session $topic $Count) }
        }
        Remove-Item "$resume*"
        $rates = [ordered]@{ 'Send-SfEvent' = [int]$sent }
        foreach ($name in $samples.Keys) { $rates[$name] = [int](Get-Median $samples[$name]) }
        [pscustomobject]@{ Count = $Count; Rates = $rates; Samples = $samples }
    }
    finally {
        Disconnect-SfSession $session
        Stop-Emulator $org
    }
}

# Peak of a fresh process that receives so many events.
function Measure-EventMemory([string] $Manifest, [string] $Emulator, [int[]] $Counts) {
    $org = Start-EventOrg $Emulator
    $session = Connect-EventOrg $org
    try {
        1..($Counts | Measure-Object -Maximum).Maximum | ForEach-Object { @{ Order_Number__c = "Order $_" } } |
            Send-SfEvent /event/Order_Placed__e -PubSubEndpoint $org.http2Url -Session $session | Where-Object { -not $_.Success } | ForEach-Object { throw $_.Errors }
        foreach ($count in $Counts) {
            $peak = Invoke-FreshShell "`$env:SF_DOMAIN = '$($org.url)'; `$env:SF_CLIENT_ID = '$($org.consumerKey)'; `$env:SF_CLIENT_SECRET = '$($org.consumerSecret)'
                Import-Module '$Manifest'; `$null = Connect-SfClientCredentials -FromEnvironment; `$n = 0
                Receive-SfEvent /event/Order_Placed__e -From Earliest -First $count -PubSubEndpoint $($org.http2Url) | ForEach-Object { `$null = `$_.Order_Number__c; `$n++ }
                if (`$n -ne $count) { throw `"`$n events`" }; (Get-Process -Id `$PID).PeakWorkingSet64"
            [pscustomobject]@{ Count = $count; PeakMB = [math]::Round([long]$peak / 1MB) }
        }
    }
    finally {
        Disconnect-SfSession $session
        Stop-Emulator $org
    }
}
