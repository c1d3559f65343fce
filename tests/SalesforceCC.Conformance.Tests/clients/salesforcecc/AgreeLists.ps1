# One step of the tests in which several clients share an org, with lists of leads. SF_DOMAIN, SF_CLIENT_ID and
# SF_CLIENT_SECRET name the org.
param(
    [Parameter(Mandatory)] [string] $Module,
    # IDs of others' leads.
    [string] $Change,
    [string] $Restore,
    [string] $Search
)

$ErrorActionPreference = 'Stop'
[Console]::OutputEncoding = [Text.UTF8Encoding]::new($false)
Import-Module (Join-Path $Module 'SalesforceCC.psd1')
$null = Connect-SfClientCredentials -FromEnvironment

$done = @{}
if ($Change) {
    $leads = $Change -split ',' | Get-SfRecord Lead -Field LastName, Email
    $done.Read = @($leads.LastName)
    $n = 0
    $leads | ForEach-Object { $_.Email = "$((++$n))@salesforcecc.example"; $_ } | Set-SfRecord
    $leads[0] | Remove-SfRecord -Confirm:$false
    $done.Created = @((1..3 | ForEach-Object { @{ LastName = "Ö'$_"; Company = 'Agreement' } } | New-SfRecord Lead).Id)
}
if ($Restore) { Restore-SfRecord $Restore }
if ($Search) { $done.Found = @(Search-SfRecord $Search | Select-Object LastName, Email) }
ConvertTo-Json $done -Compress -Depth 5
