# One step of the tests in which several clients share the events of an org: publish, or receive. SF_DOMAIN, SF_CLIENT_ID
# and SF_CLIENT_SECRET name the org, PUBSUB its endpoint.
param(
    [Parameter(Mandatory)] [string] $Module,
    # Numbers of orders.
    [string] $Publish,
    # How many events there are.
    [int] $Receive,
    # Insert an account, change it, and tell its change events.
    [switch] $Change
)

$ErrorActionPreference = 'Stop'
[Console]::OutputEncoding = [Text.UTF8Encoding]::new($false)
Import-Module (Join-Path $Module 'SalesforceCC.psd1')
$null = Connect-SfClientCredentials -FromEnvironment
$endpoint = @{ PubSubEndpoint = $env:PUBSUB }

if ($Publish) {
    $Publish -split ',' | ForEach-Object {
        [pscustomobject]@{
            Order_Number__c = $_
            Amount__c       = 12.25d
            Placed_At__c    = [DateTimeOffset]::new(2026, 5, 3, 2, 1, 0, [timespan]::FromHours(2))
            Quantity__c     = 3
            Paid__c         = $true
        }
    } | Send-SfEvent Order_Placed__e @endpoint | Out-Null
}
if ($Receive) {
    $rows = Receive-SfEvent Order_Placed__e -From Earliest -First $Receive -TimeoutSec 60 @endpoint | ForEach-Object {
        [ordered]@{
            Number   = $_.Order_Number__c
            Amount   = $_.Amount__c
            Placed   = if ($_.Placed_At__c) { $_.Placed_At__c.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm'Z'", [cultureinfo]::InvariantCulture) }
            Quantity = $_.Quantity__c
            Paid     = $_.Paid__c
        }
    }
    ConvertTo-Json @($rows) -Compress
}
if ($Change) {
    $account = New-SfRecord Account @{ Name = 'Shared'; BillingCity = 'Jena'; Phone = '1' }
    Set-SfRecord Account @{ Id = $account.Id; BillingCity = 'Weimar'; Phone = $null }
    $rows = Receive-SfEvent AccountChangeEvent -From Earliest -First 2 -TimeoutSec 60 @endpoint | ForEach-Object {
        [ordered]@{ Type = "$($_.ChangeType)"; Changed = @($_.ChangedFields); Nulled = @($_.NulledFields); Origin = $_.ChangeOrigin -replace '^.*/' -replace ';.*' }
    }
    ConvertTo-Json @($rows) -Compress -Depth 4
}
