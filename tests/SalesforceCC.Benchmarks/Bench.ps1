<#
.SYNOPSIS
Measures the module beside Invoke-RestMethod, jsforce and curl, in turn, and prints medians and ratios.
.DESCRIPTION
All contestants read the same pages of the same org in the same run, one after the other, several rounds: on a busy
machine only the ratios mean something. Without -Url the embedded org serves them, which keeps its pages ready, so that
the client is measured and not the org. Writes bench.json and bench.svg beside the table.
#>
param(
    [Parameter(Mandatory)] [string] $Module,
    [Parameter(Mandatory)] [string] $Emulator,
    [Parameter(Mandatory)] [string] $Out,
    [string] $Url,
    [int] $Rows = 100000,
    [int] $Rounds = 5
)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$null = New-Item -ItemType Directory -Force $Out
$manifest = Join-Path $Module 'SalesforceCC.psd1'
Import-Module $manifest
. (Join-Path $PSScriptRoot 'BenchTools.ps1')
. (Join-Path $PSScriptRoot 'BenchWrites.ps1')
. (Join-Path $PSScriptRoot 'BenchBulk.ps1')
. (Join-Path $PSScriptRoot 'BenchFiles.ps1')
. (Join-Path $PSScriptRoot 'BenchEvents.ps1')
. (Join-Path $PSScriptRoot 'BenchFresh.ps1')
. (Join-Path $PSScriptRoot 'Chart.ps1')

$org = if ($Url) {
    [pscustomobject]@{ url = $Url; consumerKey = $env:SF_CLIENT_ID; consumerSecret = $env:SF_CLIENT_SECRET; Process = $null }
}
else { Start-BenchOrg $Emulator $Rows '--cache-pages' }

try {
    $env:SF_DOMAIN = $org.url; $env:SF_CLIENT_ID = $org.consumerKey; $env:SF_CLIENT_SECRET = $org.consumerSecret
    $session = Connect-SfClientCredentials -FromEnvironment
    $object, $fields = if ($Url) { 'Account', 'Id, Name, CreatedDate, LastModifiedDate, OwnerId' } else { 'Big__c', (Get-BenchField) }
    if ($Url) {
        # An org of somebody's has as many rows as it has.
        $Rows = [math]::Min($Rows, [int](Invoke-SfRest "query?q=SELECT+COUNT()+FROM+$object").totalSize)
        if ($Rows -eq 0) { throw "$object has no rows to read." }
    }
    $soql = "SELECT $fields FROM $object LIMIT $Rows"
    $token = Get-SfToken -AsPlainText

    $contestants = [ordered]@{
        'SalesforceCC | ForEach-Object' = { Measure-Rows { Invoke-SfQuery $soql | ForEach-Object { $null = $_.Name }; $Rows } }
        'SalesforceCC | process block'  = { Measure-Rows { Invoke-SfQuery $soql | Measure-Process } }
        'Invoke-RestMethod loop'        = { Measure-Rows { Measure-RestMethod $org.url $token ($soql -replace 'LIMIT \d+', "LIMIT $([math]::Min($Rows, 20000))") } }
    }
    # What PowerShell itself takes: nobody can be faster through ForEach-Object than objects that are there already.
    $ready = [object[]]::new($Rows)
    [array]::Fill($ready, [object]@(Invoke-SfQuery "SELECT $fields FROM $object LIMIT 1")[0])
    $contestants['limit: ready rows | ForEach-Object'] = { Measure-Rows { $ready | ForEach-Object { $null = $_.Name }; $Rows } }
    if ($jsforce = Get-NpmClient jsforce jsforce) { $contestants['jsforce'] = { Measure-Jsforce $jsforce $org.url $token $soql } }
    $pages = @(Get-PageUrl $org.url $token $soql)
    if (Get-Command curl -CommandType Application -ErrorAction Ignore) {
        $contestants['curl --compressed'] = { Measure-Curl $pages $token $Rows }
    }

    # The rates are of all rows only if all rows come.
    $before = $session.ApiCalls
    $count = (Invoke-SfQuery $soql | Measure-Object).Count
    $calls = $session.ApiCalls - $before
    if ($count -ne $Rows) { throw "$count rows instead of $Rows." }

    $samples = @{}
    foreach ($name in $contestants.Keys) { $samples[$name] = @(); $null = & $contestants[$name] }
    foreach ($round in 1..$Rounds) {
        foreach ($name in $contestants.Keys) {
            [gc]::Collect()
            $samples[$name] += & $contestants[$name]
        }
    }

    $throughput = foreach ($name in $contestants.Keys) {
        [pscustomobject]@{ What = $name; RowsPerSecond = [int](Get-Median $samples[$name]) }
    }
    $rate = @{}
    foreach ($row in $throughput) { $rate[$row.What] = $row.RowsPerSecond }

    # An org that takes its time: what a client can do about it is to ask for several pages at once, or for many in one call.
    $slow = if (-not $Url) { Measure-SlowOrg $Emulator $jsforce $fields 200 $Rounds }
    $writes = if (-not $Url) {
        Measure-Writes $Emulator $jsforce 0 10000 $Rounds
        Measure-Writes $Emulator $jsforce 0 100000 1
        Measure-Writes $Emulator $jsforce 100 10000 $Rounds
    }
    $writeMemory = if (-not $Url) { Measure-WriteMemory $manifest $Emulator 10000, 100000, 1000000 }
    $bulk = if (-not $Url) {
        Measure-BulkExport $Emulator $jsforce 500000 0 25000 $Rounds $Out
        Measure-BulkExport $Emulator $jsforce 50000 200 500 $Rounds $Out
        Measure-BulkImport $Emulator $jsforce 500000 $Rounds $Out
        Measure-BulkImport $Emulator $jsforce 500000 $Rounds $Out -Quoted
    }
    $bulkMemory = if (-not $Url) { Measure-BulkMemory $manifest $Emulator 500000, 5000000 $Out }
    $files = if (-not $Url) { Measure-Files $Emulator 1GB $Rounds $Out }
    $fileMemory = if (-not $Url) { Measure-FileMemory $manifest $Emulator 20MB, 2GB $Out }
    $events = if (-not $Url) { Measure-Events $Emulator 100000 $Rounds }
    $eventMemory = if (-not $Url) { Measure-EventMemory $manifest $Emulator 100000, 1000000 }
    $memory = if (-not $Url) { Measure-Memory $manifest $Emulator $Rows }
    $import = Measure-Import $manifest (New-EmptyModule $Out) $Rounds
    $connect = Measure-Connect $manifest $Rounds
    $fresh = Measure-Fresh $manifest $soql $Rounds

    $goals = @(
        New-Goal 'ForEach-Object : jsforce' $rate['SalesforceCC | ForEach-Object'] $rate['jsforce'] '>=' 4
        New-Goal 'ForEach-Object : its own limit' $rate['SalesforceCC | ForEach-Object'] $rate['limit: ready rows | ForEach-Object'] '>=' 0.75
        New-Goal 'process block : curl --compressed' $rate['SalesforceCC | process block'] $rate['curl --compressed'] '>=' 1
        if ($slow) {
            New-Goal "$($slow.LatencyMs) ms a page, -ThrottleLimit 8 : jsforce" $slow.Rates.'-ThrottleLimit 8' $slow.Rates.jsforce '>=' 5
            New-Goal "$($slow.LatencyMs) ms a page, -ThrottleLimit 8, API calls : pages" $slow.Calls.'-ThrottleLimit 8' $slow.Pages '<=' 1
            New-Goal "-SaveApiCalls, API calls for $($slow.Rows) rows : 2" $slow.Calls.'-SaveApiCalls' 2 '<=' 1
        }
        if ($writes) {
            New-Goal "$($writes[2].Count) new records at $($writes[2].LatencyMs) ms a request : jsforce" $writes[2].Rates.'New-SfRecord' $writes[2].Rates.jsforce '>=' 3
            New-Goal "$($writes[2].Count) new records, API calls : 50" $writes[2].Calls 50 '<=' 1
            $few, $some, $many = $writeMemory
            New-Goal "alive memory, $($many.Count) new records : $($few.Count)" $many.LiveMB $few.LiveMB '<=' 1.1
            New-Goal "peak memory, $($many.Count) new records : $($some.Count)" $many.PeakMB $some.PeakMB '<=' 1.1
        }
        if ($bulk) {
            New-Goal 'bulk export to a file, curl : Export-SfBulk' $bulk[0].Seconds.'curl --parallel' $bulk[0].Seconds.'Export-SfBulk' '>=' 0.8
            New-Goal "bulk export at $($bulk[1].LatencyMs) ms a page, page by page : Export-SfBulk" $bulk[1].Seconds.'page by page' $bulk[1].Seconds.'Export-SfBulk' '>=' 4
            New-Goal 'bulk import until all is sent, curl : Import-SfBulk' $bulk[2].Seconds.'curl -T' $bulk[2].Seconds.'Import-SfBulk' '>=' 0.8
            New-Goal 'bulk import, all values in quotes, curl : Import-SfBulk' $bulk[3].Seconds.'curl -T' $bulk[3].Seconds.'Import-SfBulk' '>=' 0.8
            New-Goal "peak memory, bulk export, $($bulkMemory[1].Count) rows : $($bulkMemory[0].Count)" $bulkMemory[1].ExportMB $bulkMemory[0].ExportMB '<=' 1.1
            New-Goal "peak memory, bulk import, $($bulkMemory[1].Count) rows : $($bulkMemory[0].Count)" $bulkMemory[1].ImportMB $bulkMemory[0].ImportMB '<=' 1.1
        }
        if ($files) {
            New-Goal "$($files.MB) MB up, curl : Send-SfFile" $files.Seconds.'curl -F' $files.Seconds.'Send-SfFile' '>=' 0.8
            New-Goal "$($files.MB) MB down, curl : Save-SfFile" $files.Seconds.'curl -o' $files.Seconds.'Save-SfFile' '>=' 0.8
            New-Goal "peak memory, $($fileMemory[1].MB) MB up : $($fileMemory[0].MB)" $fileMemory[1].UpPeakMB $fileMemory[0].UpPeakMB '<=' 1.1
            New-Goal "peak memory, $($fileMemory[1].MB) MB down : $($fileMemory[0].MB)" $fileMemory[1].DownPeakMB $fileMemory[0].DownPeakMB '<=' 1.1
        }
        if ($events) {
            New-Goal 'events through ForEach-Object : 20,000 a second' $events.Rates.'Receive-SfEvent | ForEach-Object' 20000 '>=' 1
            New-Goal 'events through ForEach-Object : salesforce-pubsub-api-client' $events.Rates.'Receive-SfEvent | ForEach-Object' $events.Rates.'salesforce-pubsub-api-client' '>=' 3
            New-Goal "peak memory, $($eventMemory[1].Count) events : $($eventMemory[0].Count)" $eventMemory[1].PeakMB $eventMemory[0].PeakMB '<=' 1.1
        }
        if ($memory) { New-Goal "peak memory, $($memory.Large) rows : $($memory.Small)" $memory.LargePeakMB $memory.SmallPeakMB '<=' 1.1 }
        New-Goal 'Import-Module : empty binary module' $import.OursMs $import.EmptyMs '<=' 1.5
        # Field types are known already, so that a call for each page is all that is needed.
        New-Goal 'API calls : pages' $calls $pages.Count '<=' 1
    )

    $throughput | Format-Table What, @{ n = 'Rows/s'; e = { '{0:N0}' -f $_.RowsPerSecond }; a = 'Right' } | Out-String | Write-Host
    if ($slow) {
        Write-Host "An org that takes $($slow.LatencyMs) ms for each API request, $($slow.Rows) rows:"
        $slow.Rates.Keys | ForEach-Object { [pscustomobject]@{ What = $_; RowsPerSecond = $slow.Rates[$_]; Calls = $slow.Calls[$_] } } |
            Format-Table What, @{ n = 'Rows/s'; e = { '{0:N0}' -f $_.RowsPerSecond }; a = 'Right' }, @{ n = 'API calls'; e = { $_.Calls }; a = 'Right' } | Out-String | Write-Host
    }
    if ($writes) {
        Write-Host 'New records:'
        $writes | Format-Table Count, LatencyMs, Calls, @{ n = 'New-SfRecord/s'; e = { '{0:N0}' -f $_.Rates.'New-SfRecord' }; a = 'Right' }, @{ n = 'jsforce/s'; e = { '{0:N0}' -f $_.Rates.jsforce }; a = 'Right' } | Out-String | Write-Host
        $writeMemory | ForEach-Object { Write-Host ("{0:N0} new records: {1:N1} MB alive, peak of the process {2:N0} MB" -f $_.Count, $_.LiveMB, $_.PeakMB) }
    }
    if ($bulk) {
        Write-Host 'Bulk jobs, seconds:'
        foreach ($one in $bulk) {
            Write-Host ("{0}, {1:N0} rows, {2} MB, {3} pages, {4} ms a request: {5}" -f $one.What, $one.Rows, $one.MB, $one.Pages, $one.LatencyMs, (($one.Seconds.Keys | ForEach-Object { "$_ $($one.Seconds[$_]) s" }) -join ', '))
        }
        $bulkMemory | ForEach-Object { Write-Host ("bulk jobs of {0:N0} rows: peak of the process that exports {1:N0} MB, that imports {2:N0} MB" -f $_.Count, $_.ExportMB, $_.ImportMB) }
    }
    if ($files) {
        Write-Host ("files, {0:N0} MB: {1}" -f $files.MB, (($files.Seconds.Keys | ForEach-Object { "$_ $($files.Seconds[$_]) s" }) -join ', '))
        $fileMemory | ForEach-Object { Write-Host ("a file of {0:N0} MB: peak of the process {1:N0} MB up, {2:N0} MB down; processor {3:N1} s up, {4:N1} s down" -f $_.MB, $_.UpPeakMB, $_.DownPeakMB, $_.UpCpuSeconds, $_.DownCpuSeconds) }
    }
    if ($events) {
        Write-Host ("events a second, {0:N0} events: {1}" -f $events.Count, (($events.Rates.Keys | ForEach-Object { "$_ {0:N0}" -f $events.Rates[$_] }) -join ', '))
        $eventMemory | ForEach-Object { Write-Host ("{0:N0} events received: peak of the process {1:N0} MB" -f $_.Count, $_.PeakMB) }
    }
    if ($memory) { Write-Host ("peak memory: {0:N0} MB for {1:N0} rows, {2:N0} MB for {3:N0}" -f $memory.SmallPeakMB, $memory.Small, $memory.LargePeakMB, $memory.Large) }
    Write-Host ("import: {0:N0} ms, an empty binary module {1:N0} ms" -f $import.OursMs, $import.EmptyMs)
    Write-Host ("connect: first {0:N0} ms, then {1:N0} ms" -f $connect.FirstMs, $connect.ThenMs)
    Write-Host ("a fresh process: import {0:N0} ms + connect {1:N0} ms + first page {2:N0} ms = {3:N0} ms; first rows {4:N0} rows/s (ready objects: {5:N0})" -f
        $fresh.ImportMs, $fresh.ConnectMs, $fresh.FirstPageMs, $fresh.ToFirstPageMs, $fresh.RowsPerSecond, $fresh.ReadyRowsPerSecond)
    $goals | Format-Table Goal, Ratio, Wanted, Met | Out-String | Write-Host
    if (-not $jsforce) { Write-Host 'skipped: jsforce, because npm is not there' }

    $result = @{
        Rows = $Rows; Rounds = $Rounds; Machine = "$([Environment]::ProcessorCount) cores, PowerShell $($PSVersionTable.PSVersion)"
        Samples = $samples; Throughput = $throughput; SlowOrg = $slow; Memory = $memory; Import = $import; Connect = $connect; Fresh = $fresh; Writes = $writes; WriteMemory = $writeMemory; Bulk = $bulk; BulkMemory = $bulkMemory; Files = $files; FileMemory = $fileMemory; Events = $events; EventMemory = $eventMemory; Goals = $goals
    }
    $result | ConvertTo-Json -Depth 5 | Set-Content (Join-Path $Out 'bench.json')
    ConvertTo-Chart $result | Set-Content (Join-Path $Out 'bench.svg')
    Write-Host "Written: $(Join-Path $Out 'bench.json'), $(Join-Path $Out 'bench.svg')"
}
finally {
    if ($org.Process) { Stop-Emulator $org }
}
