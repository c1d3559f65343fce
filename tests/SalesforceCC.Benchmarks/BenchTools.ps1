# The contestants of Bench.ps1, each giving rows a second, and the other measurements.

. (Join-Path (Split-Path $PSScriptRoot) 'Running/Emulator.ps1')

function Start-BenchOrg([string] $Emulator, [int] $Rows, [string[]] $Extra) {
    Start-Emulator $Emulator (@('--seed', 'sample', '--rows', "$Rows") + $Extra -ne '')
}

function Get-BenchField {
    (Invoke-SfRest sobjects/Big__c/describe).fields.name |
        Where-Object { $_ -notin 'IsDeleted', 'CreatedById', 'LastModifiedById', 'LastModifiedDate', 'LastViewedDate', 'LastReferencedDate', 'LastActivityDate' } |
        Select-Object -First 18 | Join-String -Separator ', '
}

function Get-Median([double[]] $Values) {
    $sorted = @($Values | Sort-Object)
    $sorted[[math]::Floor($sorted.Count / 2)]
}

function New-Goal([string] $Goal, $Left, $Right, [string] $Operator, [double] $Wanted) {
    $ratio = if ($Right) { [math]::Round($Left / $Right, 2) } else { $null }
    $met = if ($null -eq $ratio) { 'not measured' } elseif ($Operator -eq '>=' ? $ratio -ge $Wanted : $ratio -le $Wanted) { 'yes' } else { 'no' }
    [pscustomobject]@{ Goal = $Goal; Ratio = $ratio; Wanted = "$Operator $Wanted"; Met = $met }
}

function Measure-Rows([scriptblock] $Run) {
    $watch = [System.Diagnostics.Stopwatch]::StartNew()
    $n = & $Run
    $n / $watch.Elapsed.TotalSeconds
}

function Measure-Process {
    begin { $n = 0 }
    process { $null = $_.Name; $n++ }
    end { $n }
}

function Measure-RestMethod([string] $Url, [string] $Token, [string] $Soql) {
    $base = $Url.TrimEnd('/')
    $headers = @{ Authorization = "Bearer $Token" }
    $n = 0
    $page = Invoke-RestMethod "$base/services/data/v68.0/query?q=$([uri]::EscapeDataString($Soql))" -Headers $headers
    while ($true) {
        foreach ($record in $page.records) { $null = $record.Name; $n++ }
        if ($page.done) { return $n }
        $page = Invoke-RestMethod ($base + $page.nextRecordsUrl) -Headers $headers
    }
}

function Get-PageUrl([string] $Url, [string] $Token, [string] $Soql) {
    $base = $Url.TrimEnd('/')
    $next = "/services/data/v68.0/query?q=$([uri]::EscapeDataString($Soql))"
    while ($next) {
        "$base$next"
        $page = Invoke-RestMethod "$base$next" -Headers @{ Authorization = "Bearer $Token" }
        $next = $page.PSObject.Properties['nextRecordsUrl']?.Value
    }
}

function Measure-Curl([string[]] $Pages, [string] $Token, [int] $Rows) {
    # One curl for all pages: one connection, as the others have.
    $config = New-TemporaryFile
    try {
        "silent`ncompressed`nheader = `"Authorization: Bearer $Token`"" | Set-Content $config
        $Pages | ForEach-Object { "url = `"$_`"`noutput = `"/dev/null`"" } | Add-Content $config
        $watch = [System.Diagnostics.Stopwatch]::StartNew()
        & curl --config $config.FullName
        $Rows / $watch.Elapsed.TotalSeconds
    }
    finally { Remove-Item $config }
}

function Get-NpmClient([string] $Client, [string] $Package) {
    # The folder of the conformance tests' npm packages; installed on demand.
    if (-not (Get-Command npm -CommandType Application -ErrorAction Ignore)) { return }
    $folder = Join-Path (Split-Path $Out) "npm/$Client"
    if (-not (Test-Path (Join-Path $folder "node_modules/$Package"))) {
        $null = New-Item -ItemType Directory -Force $folder
        Copy-Item (Join-Path $PSScriptRoot "../SalesforceCC.Conformance.Tests/clients/$Client/package*.json") $folder
        & npm install --prefix $folder --no-audit --no-fund --silent | Out-Null
        if ($LASTEXITCODE -ne 0) { return }
    }
    $folder
}

function Measure-Jsforce([string] $Folder, [string] $Url, [string] $Token, [string] $Soql) {
    Copy-Item (Join-Path $PSScriptRoot 'jsforce-query.mjs') $Folder
    $env:BENCH_TOKEN = $Token
    try { [double](& node (Join-Path $Folder 'jsforce-query.mjs') $Url $Soql) }
    finally { Remove-Item Env:BENCH_TOKEN }
}

function Measure-SlowOrg([string] $Emulator, [string] $Jsforce, [string] $Fields, [int] $LatencyMs, [int] $Rounds) {
    # 26 pages: one, and the 25 that a composite batch can ask for.
    $rows = 52000
    $org = Start-BenchOrg $Emulator $rows '--cache-pages', '--latency', "$LatencyMs"
    $secret = ConvertTo-SecureString $org.consumerSecret -AsPlainText -Force
    $session = Connect-SfClientCredentials -Domain $org.url -ClientId $org.consumerKey -ClientSecret $secret -Name slow -NoDefault
    try {
        $token = Get-SfToken -Session $session -AsPlainText
        $soql = "SELECT $Fields FROM Big__c"
        $contestants = [ordered]@{
            '-ThrottleLimit 8' = { Invoke-SfQuery $soql -Session $session -ThrottleLimit 8 }
            'by default'       = { Invoke-SfQuery $soql -Session $session }
            '-ThrottleLimit 1' = { Invoke-SfQuery $soql -Session $session -ThrottleLimit 1 }
            '-SaveApiCalls'    = { Invoke-SfQuery $soql -Session $session -SaveApiCalls }
        }

        # The fields are described, and the pages of the org are ready, before anything is measured.
        if ((Invoke-SfQuery $soql -Session $session | Measure-Object).Count -ne $rows) { throw "Not $rows rows." }
        $samples = [ordered]@{}
        $calls = [ordered]@{}
        foreach ($round in 1..$Rounds) {
            foreach ($name in $contestants.Keys) {
                $before = $session.ApiCalls
                $samples[$name] += @(Measure-Rows { $n = 0; & $contestants[$name] | ForEach-Object { $null = $_.Name; $n++ }; $n })
                $calls[$name] = $session.ApiCalls - $before
            }
            if ($Jsforce) { $samples['jsforce'] += @(Measure-Jsforce $Jsforce $org.url $token $soql) }
        }
        $rates = [ordered]@{}
        foreach ($name in $samples.Keys) { $rates[$name] = [int](Get-Median $samples[$name]) }
        [pscustomobject]@{ LatencyMs = $LatencyMs; Rows = $rows; Pages = 26; Rates = $rates; Calls = $calls; Samples = $samples }
    }
    finally {
        Disconnect-SfSession $session
        Stop-Emulator $org
    }
}

function Invoke-FreshShell([string] $Script) {
    $pwsh = Get-Command (Join-Path $PSHOME 'pwsh') -CommandType Application -ErrorAction Ignore
    $shell = @(if ($pwsh) { $pwsh.Source } else { 'dotnet', (Join-Path $PSHOME 'pwsh.dll') })
    $encoded = [Convert]::ToBase64String([Text.Encoding]::Unicode.GetBytes("`$ProgressPreference = 'SilentlyContinue'; $Script"))
    & $shell[0] @($shell | Select-Object -Skip 1) -NoProfile -NonInteractive -EncodedCommand $encoded
}

function Measure-Memory([string] $Manifest, [string] $Emulator, [int] $Small) {
    $result = [ordered]@{ Small = $Small; Large = $Small * 10 }
    foreach ($size in 'Small', 'Large') {
        $org = Start-BenchOrg $Emulator $result[$size] ''
        try {
            $script = @"
`$env:SF_DOMAIN = '$($org.url)'; `$env:SF_CLIENT_ID = '$($org.consumerKey)'; `$env:SF_CLIENT_SECRET = '$($org.consumerSecret)'
Import-Module '$Manifest'; `$null = Connect-SfClientCredentials -FromEnvironment
`$n = 0; Invoke-SfQuery 'SELECT $(Get-BenchField) FROM Big__c' | ForEach-Object { `$null = `$_.Name; `$n++ }
if (`$n -ne $($result[$size])) { throw "`$n rows" }
[int]((Get-Process -Id `$PID).PeakWorkingSet64 / 1MB)
"@
            $result["${size}PeakMB"] = [int](Invoke-FreshShell $script)
        }
        finally { Stop-Emulator $org }
    }
    [pscustomobject]$result
}

function New-EmptyModule([string] $Folder) {
    $empty = New-Item -ItemType Directory -Force (Join-Path $Folder 'Empty')
    $dll = Join-Path $empty 'Empty.dll'
    if (-not (Test-Path $dll)) {
        Add-Type -OutputAssembly $dll -TypeDefinition 'using System.Management.Automation; [Cmdlet("Get", "Nothing")] public class GetNothing : PSCmdlet { }'
    }
    New-ModuleManifest (Join-Path $empty 'Empty.psd1') -RootModule 'Empty.dll' -CmdletsToExport 'Get-Nothing' -FunctionsToExport @() -AliasesToExport @()
    Join-Path $empty 'Empty.psd1'
}

function Measure-Import([string] $Ours, [string] $Empty, [int] $Rounds) {
    $times = @{ Ours = @(); Empty = @() }
    foreach ($round in 1..([math]::Max(5, $Rounds))) {
        foreach ($which in 'Empty', 'Ours') {
            $path = if ($which -eq 'Ours') { $Ours } else { $Empty }
            $times[$which] += [double](Invoke-FreshShell "`$w = [Diagnostics.Stopwatch]::StartNew(); Import-Module '$path'; `$w.Elapsed.TotalMilliseconds")
        }
    }
    [pscustomobject]@{ OursMs = Get-Median $times.Ours; EmptyMs = Get-Median $times.Empty }
}

function Measure-Connect([string] $Manifest, [int] $Rounds) {
    $first = @(); $then = @()
    foreach ($round in 1..$Rounds) {
        $both = Invoke-FreshShell "Import-Module '$Manifest'; 1..2 | ForEach-Object { `$w = [Diagnostics.Stopwatch]::StartNew(); `$null = Connect-SfClientCredentials -FromEnvironment; `$w.Elapsed.TotalMilliseconds }"
        $first += [double]$both[0]
        $then += [double]$both[1]
    }
    [pscustomobject]@{ FirstMs = Get-Median $first; ThenMs = Get-Median $then }
}
