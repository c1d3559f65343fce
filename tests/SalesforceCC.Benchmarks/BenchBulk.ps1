# Bulk jobs beside curl: the same pages of results, several at a time, and the same files to jobs that are open.

# One curl for all: its own way to do several things at a time.
function Invoke-CurlParallel([string] $Token, [string[]] $Lines) {
    $config = New-TemporaryFile
    try {
        "silent`nfail`nparallel`nparallel-max = 5`nheader = `"Authorization: Bearer $Token`"" | Set-Content $config
        $Lines | Add-Content $config
        & curl --config $config.FullName 2>$null
        if ($LASTEXITCODE -ne 0) { throw "curl ended with $LASTEXITCODE." }
    }
    finally { Remove-Item $config }
}

function Get-ResultPageUrl([string] $Url, [string] $Token, [string] $JobId) {
    $base = $Url.TrimEnd('/')
    $next = "/services/data/v68.0/jobs/query/$JobId/resultPages"
    while ($next) {
        $list = Invoke-RestMethod "$base$next" -Headers @{ Authorization = "Bearer $Token" }
        $list.resultPages.resultUrl | ForEach-Object { "$base$_" }
        $next = $list.nextRecordsUrl
    }
}

# As the Salesforce CLI and jsforce do it: a page says where the next one is.
function Save-PageByPage([string] $Url, [string] $Token, [string] $JobId, [string] $File) {
    $headers = @{ Authorization = "Bearer $Token"; 'Accept-Encoding' = 'gzip' }
    $locator = ''
    do {
        $page = Invoke-WebRequest "$($Url.TrimEnd('/'))/services/data/v68.0/jobs/query/$JobId/results$locator" -Headers $headers -OutFile $File -PassThru
        $next = "$($page.Headers['Sforce-Locator'])"
        $locator = "?locator=$next"
    } until ($next -in '', 'null')
}

function Measure-JsforceBulk([string] $Folder, [string] $Token, [string[]] $Arguments) {
    Copy-Item (Join-Path $PSScriptRoot 'jsforce-bulk.mjs') $Folder
    $env:BENCH_TOKEN = $Token
    try { [double](& node --no-warnings (Join-Path $Folder 'jsforce-bulk.mjs') @Arguments) }
    finally { Remove-Item Env:BENCH_TOKEN }
}

# Seconds that a script takes.
function Measure-Time([scriptblock] $Run) {
    $watch = [System.Diagnostics.Stopwatch]::StartNew()
    $null = & $Run
    $watch.Elapsed.TotalSeconds
}

# All of a job that is finished, to a file.
function Measure-BulkExport([string] $Emulator, [string] $Jsforce, [int] $Rows, [int] $LatencyMs, [int] $PageRows, [int] $Rounds, [string] $Folder) {
    $org = Start-BenchOrg $Emulator $Rows '--latency', "$LatencyMs"
    $secret = ConvertTo-SecureString $org.consumerSecret -AsPlainText -Force
    $session = Connect-SfClientCredentials -Domain $org.url -ClientId $org.consumerKey -ClientSecret $secret -Name bulk -NoDefault
    try {
        $null = Invoke-RestMethod "$($org.url.TrimEnd('/'))/__org/bulk" -Method Post -ContentType application/json -Body (@{ pageRows = $PageRows } | ConvertTo-Json)
        $token = Get-SfToken -Session $session -AsPlainText
        $fields = (Invoke-SfRest sobjects/Big__c/describe -Session $session).fields.name | Select-Object -First 12 | Join-String -Separator ', '
        $file = Join-Path $Folder 'bulk.csv'
        $job = Export-SfBulk "SELECT $fields FROM Big__c" $file -NoWait -Force -Session $session
        Remove-Item "$file.sfbulk" -Recurse
        $null = $job | Get-SfBulkJob -Wait -Session $session
        $pages = @(Get-ResultPageUrl $org.url $token $job.Id)
        $export = { param($limit) $told = Export-SfBulk -JobId $job.Id -Path $file -ThrottleLimit $limit -Force -PassThru -Session $session; if ($told.Records -ne $Rows) { throw "$($told.Records) rows instead of $Rows." } }
        $contestants = [ordered]@{
            'Export-SfBulk'                  = { & $export 5 }
            'Export-SfBulk -ThrottleLimit 1' = { & $export 1 }
            'page by page'                   = { Save-PageByPage $org.url $token $job.Id "$Folder/page.csv" }
        }
        if (Get-Command curl -CommandType Application -ErrorAction Ignore) {
            $lines = $pages | ForEach-Object -Begin { $n = 0 } -Process { "compressed`nurl = `"$_`"`noutput = `"$Folder/curl-$(($n++)).csv`"" }
            $contestants['curl --parallel'] = { Invoke-CurlParallel $token $lines }
        }
        $samples = [ordered]@{}
        foreach ($name in $contestants.Keys) { $null = & $contestants[$name] }
        foreach ($round in 1..$Rounds) {
            foreach ($name in $contestants.Keys) { $samples[$name] += @(Measure-Time $contestants[$name]) }
            if ($Jsforce) { $samples['jsforce bulk2'] += @(Measure-JsforceBulk $Jsforce $token 'export', $org.url, "$Folder/jsforce.csv", $job.Id) }
        }
        $seconds = [ordered]@{}
        foreach ($name in $samples.Keys) { $seconds[$name] = [math]::Round((Get-Median $samples[$name]), 3) }
        [pscustomobject]@{ What = 'export'; Rows = $Rows; Pages = $pages.Count; LatencyMs = $LatencyMs; MB = [math]::Round((Get-Item $file).Length / 1e6); Seconds = $seconds; Samples = $samples }
    }
    finally {
        Disconnect-SfSession $session
        Stop-Emulator $org
        Remove-Item (Join-Path $Folder '*.csv') -ErrorAction Ignore
    }
}

# Until Salesforce has all rows: read and checked, split, sent. The jobs are stopped then, so that they take no time of the next.
function Measure-BulkImport([string] $Emulator, [string] $Jsforce, [int] $Rows, [int] $Rounds, [string] $Folder, [switch] $Quoted) {
    $org = Start-BenchOrg $Emulator 1 ''
    $secret = ConvertTo-SecureString $org.consumerSecret -AsPlainText -Force
    $session = Connect-SfClientCredentials -Domain $org.url -ClientId $org.consumerKey -ClientSecret $secret -Name bulk -NoDefault
    try {
        $token = Get-SfToken -Session $session -AsPlainText
        $file = Join-Path $Folder 'leads.csv'
        $q = if ($Quoted) { '"' } else { '' }
        $writer = [System.IO.StreamWriter]::new($file)
        $writer.Write("LastName,Company,Phone,Description`n")
        foreach ($i in 1..$Rows) { $writer.Write("${q}Name $i$q,${q}Bench$q,$q+49 30 $i$q,${q}A text of some length, as descriptions have it$q`n".Replace(', as', $(if ($Quoted) { ', as' } else { ' as' }))) }
        $writer.Dispose()
        $new = { Invoke-SfRest jobs/ingest -Method POST -Body @{ object = 'Lead'; operation = 'insert' } -Session $session }
        $stop = { $_ | Stop-SfBulkJob -Session $session -ErrorAction Ignore -Confirm:$false }
        $samples = [ordered]@{}
        foreach ($round in 0..$Rounds) {
            $results = Join-Path $Folder "results-$round"
            $told = @{}
            $ours = Measure-Time { $told.Import = Import-SfBulk Lead $file -Operation Insert -NoWait -ResultPath $results -Session $session }
            if ($told.Import.Rows -ne $Rows) { throw "$($told.Import.Rows) rows instead of $Rows." }
            $told.Import.Jobs | ForEach-Object $stop
            Remove-Item $results -Recurse
            $job = & $new
            $curl = Measure-Time { Invoke-CurlParallel $token @("header = `"Content-Type: text/csv`"", "upload-file = `"$file`"", "url = `"$($org.url.TrimEnd('/'))/$($job.contentUrl)`"") }
            $job | ForEach-Object $stop
            if ($round -eq 0) { continue }
            $samples['Import-SfBulk'] += @($ours)
            $samples['curl -T'] += @($curl)
            if ($Jsforce) { $samples['jsforce bulk2'] += @(Measure-JsforceBulk $Jsforce $token 'import', $org.url, $file) }
        }
        $seconds = [ordered]@{}
        foreach ($name in $samples.Keys) { $seconds[$name] = [math]::Round((Get-Median $samples[$name]), 3) }
        [pscustomobject]@{ What = if ($Quoted) { 'import, all values in quotes' } else { 'import' }; Rows = $Rows; Pages = 1; LatencyMs = 0; MB = [math]::Round((Get-Item $file).Length / 1e6); Seconds = $seconds; Samples = $samples }
    }
    finally {
        Disconnect-SfSession $session
        Stop-Emulator $org
        Remove-Item (Join-Path $Folder '*.csv') -ErrorAction Ignore
    }
}

# Peak of a fresh process that exports all rows, and of one that imports them, until it knows the fate of each.
function Measure-BulkMemory([string] $Manifest, [string] $Emulator, [int[]] $Counts, [string] $Folder) {
    foreach ($count in $Counts) {
        $org = Start-BenchOrg $Emulator $count ''
        try {
            $file = Join-Path $Folder 'memory.csv'
            $begin = "`$env:SF_DOMAIN = '$($org.url)'; `$env:SF_CLIENT_ID = '$($org.consumerKey)'; `$env:SF_CLIENT_SECRET = '$($org.consumerSecret)'
                Import-Module '$Manifest'; `$null = Connect-SfClientCredentials -FromEnvironment"
            $end = '(Get-Process -Id $PID).PeakWorkingSet64'
            $export = Invoke-FreshShell "$begin
                `$told = Export-SfBulk 'SELECT Name FROM Big__c' '$file' -Force -PassThru
                if (`$told.Records -ne $count) { throw `"`$(`$told.Records) rows`" }; $end"
            $import = Invoke-FreshShell "$begin
                `$told = Import-SfBulk Big__c '$file' -Operation Insert -ResultPath '$file.results'
                if (`$told.Created -ne $count) { throw `"`$(`$told.Created) rows`" }; $end"
            [pscustomobject]@{ Count = $count; ExportMB = [Math]::Round([long]$export / 1MB); ImportMB = [Math]::Round([long]$import / 1MB) }
        }
        finally {
            Stop-Emulator $org
            Remove-Item $file, "$file.results" -Recurse -ErrorAction Ignore
        }
    }
}
