<#
.SYNOPSIS
The module at work on the embedded org: connects, shows who it runs as, queries, pages, calls REST, fails with advice,
disconnects. Every step checks what it shows; the exit code is 0 only if all of them did what they say.
.PARAMETER Picture
Also draws some of the steps, as a terminal shows them, into this SVG file. The secret is then in the tests' stand-in for
a vault; otherwise it is in the environment of this process. Vaults of the user are left alone.
#>
param([Parameter(Mandatory)] [string] $Module, [Parameter(Mandatory)] [string] $Emulator, [int] $Rows = 50000, [string] $Picture)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$secretName = 'salesforce-demo'
$vault = $null

$drawn = [Collections.Generic.List[string]]::new()
$width = 100
if ($Picture) {
    . (Join-Path $PSScriptRoot 'Picture.ps1')
    $env:PSModulePath = (Join-Path $PSScriptRoot 'Pester/StandIn') + [IO.Path]::PathSeparator + $env:PSModulePath
    Register-SecretVault -Name demo -DefaultVault
    $PSStyle.OutputRendering = 'Ansi'
}

function Step([string] $Text, [scriptblock] $Run, [switch] $Draw, [switch] $Fails) {
    $command = $Run.ToString().Trim() -replace '\r?\n\s*', "`n    "
    Write-Host "`n# $Text" -ForegroundColor Cyan
    Write-Host "PS> $command" -ForegroundColor DarkGray
    # Made of its text, it runs as if it had been typed.
    $typed = [scriptblock]::Create($command)
    $shown = if ($Fails) { try { . $typed } catch { $global:result = $_; $_ | Out-String -Width $width } }
    else { . $typed | Tee-Object -Variable global:result | Out-String -Width $width }
    $shown = $shown.Trim("`r", "`n")
    Write-Host $shown
    if ($Draw) {
        $drawn.AddRange([string[]]("`e[32mPS>`e[0m $command" -split '\n'))
        $drawn.AddRange([string[]]($shown -split '\r?\n'))
        $drawn.Add('')
    }
}

function Assert([bool] $Condition, [string] $What) {
    if (-not $Condition) { throw "The demo expected $What." }
}

function Save-Secret($Org) {
    if ($Picture) {
        $credential = [pscredential]::new($Org.consumerKey, (ConvertTo-SecureString $Org.consumerSecret -AsPlainText -Force))
        Set-Secret -Name $secretName -Secret $credential -Vault demo
        return 'demo'
    }
    $env:SF_DOMAIN = $Org.url
    $env:SF_CLIENT_ID = $Org.consumerKey
    $env:SF_CLIENT_SECRET = $Org.consumerSecret
}

Import-Module (Join-Path $Module 'SalesforceCC.psd1')
. (Join-Path $PSScriptRoot 'Running/Emulator.ps1')
$org = Start-Emulator $Emulator @('--seed', 'sample', '--rows', "$Rows", '--api-usage', '6300/15000')

try {
    Write-Host "An embedded Salesforce org listens at $($org.url)."
    $vault = Save-Secret $org

    if ($vault) {
        Write-Host "Its secret is in the vault '$vault'."
        Step 'Connect with the secret from the vault' -Draw { Connect-SfClientCredentials -Domain $org.url -SecretName salesforce-demo }
    }
    else {
        Write-Host 'Its secret is in the environment of this process.'
        Step 'Connect with the secret from the environment' { Connect-SfClientCredentials -FromEnvironment }
    }
    Assert ($result.Flow -eq 'ClientCredentials') 'a session of the client credentials flow'

    Step 'Whom it runs as' { Get-SfIdentity }
    Assert ($result.Username -eq $org.runAsUsername) 'the run-as user'

    Step 'Whether all of the setup is right' { Test-SfClientCredentials -Session (Get-SfSession) }
    Assert ('Fail' -notin $result.Status -and $result.Count -gt 15) 'a setup without a failing step'

    Step 'A query, and what PowerShell makes of its rows' -Draw {
        Invoke-SfQuery 'SELECT Name, Industry, AnnualRevenue FROM Account' |
            Where-Object AnnualRevenue -gt 5e6 | Sort-Object AnnualRevenue -Descending
    }
    Assert (@($result).Count -gt 1) 'accounts'

    Step 'A query with parameters: values are bound, not pasted' {
        Invoke-SfQuery 'SELECT Name, CreatedDate FROM Account WHERE AnnualRevenue >= :min ORDER BY Name LIMIT 5' -Parameters @{ min = 1000000 }
    }
    Assert (@($result).Count -gt 1) 'accounts'

    Step 'A query with a subquery: children are an array' {
        Invoke-SfQuery 'SELECT Name, Owner.Name, (SELECT LastName FROM Contacts ORDER BY LastName) FROM Account ORDER BY Name LIMIT 4' |
            Select-Object Name, @{ n = 'Owner'; e = { $_.Owner.Name } }, @{ n = 'Contacts'; e = { $_.Contacts.LastName -join ', ' } }
    }
    Assert (@($result | Where-Object Contacts).Count -gt 0) 'accounts with contacts'

    Step "All $Rows rows of a large object" {
        $watch = [System.Diagnostics.Stopwatch]::StartNew()
        $script:count = 0
        Invoke-SfQuery 'SELECT Id, Name, CreatedDate FROM Big__c' | ForEach-Object { $script:count++ }
        '{0:N0} rows, {1:N0} rows a second' -f $count, ($count / $watch.Elapsed.TotalSeconds)
    }
    Assert ($count -eq $Rows) "$Rows rows"

    Step 'A REST call' { Invoke-SfRest limits | Select-Object -ExpandProperty DailyApiRequests }
    Assert ($result.Max -gt 0) 'a limit'

    Step 'How much of the limits is used' -Draw { Get-SfLimit DailyApiRequests, DataStorageMB, HourlySyncReportRuns }
    Assert ($result[0].Used -gt 6300) 'calls that were counted'

    Step 'A mistake, and what to do about it' -Draw -Fails { Invoke-SfQuery 'SELECT Nmae FROM Account' }
    Assert ($result.FullyQualifiedErrorId -like 'INVALID_FIELD,*' -and $result.ErrorDetails.RecommendedAction) 'an error with the code INVALID_FIELD, and what to do'

    Step 'What it cost, and the end' { Get-SfSession; Disconnect-SfSession }
    Assert (-not (Get-SfSession)) 'no session any more'
    if ($Picture) {
        $null = New-Item -ItemType Directory -Force (Split-Path $Picture)
        ConvertTo-Svg $drawn $width 'A session of SalesforceCC in PowerShell: connecting, a query, limits, and an error with what to do about it' | Set-Content $Picture
    }
    Write-Host "`nThe demo did all it says."
}
catch {
    Write-Host "`nThe demo failed: $_" -ForegroundColor Red
    exit 1
}
finally {
    if ($vault) { Remove-Secret -Name $secretName -Vault $vault -ErrorAction Ignore }
    Stop-Emulator $org
}
