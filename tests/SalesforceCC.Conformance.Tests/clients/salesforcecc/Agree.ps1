# One step of the tests in which several clients share an org: create a record, update one, or query. SF_DOMAIN,
# SF_CLIENT_ID and SF_CLIENT_SECRET name the org.
param(
    [Parameter(Mandatory)] [string] $Module,
    # By its own types, not as JSON: they are what is to be tested.
    [string] $CreateFor,
    [string] $Update,
    [string] $Query
)

$ErrorActionPreference = 'Stop'
[Console]::OutputEncoding = [Text.UTF8Encoding]::new($false)
Import-Module (Join-Path $Module 'SalesforceCC.psd1')
$null = Connect-SfClientCredentials -FromEnvironment

if ($CreateFor) {
    (Invoke-SfRest sobjects/Invoice__c -Method POST -Body @{
        External_Id__c = 'by-salesforcecc'
        Account__c     = $CreateFor
        Contact__c     = $null
        Period__c      = "Zoë's `"Größe`" \ 株 & <ß>"
        Remarks__c     = "Zeile 1`nZeile 2"
        Issued__c      = [datetime]::new(2024, 2, 29)
        Sent_At__c     = [DateTimeOffset]::new(2026, 1, 1, 1, 59, 59, [timespan]::FromHours(2))
        Pickup_Time__c = '08:30:00.000Z'
        Total__c       = 1234567.89d
        Weight__c      = 0.125
        Positions__c   = 42
        Paid__c        = $true
        Tags__c        = 'Priority;Export'
    }).id | Write-Verbose
}
if ($Update) {
    $null = Invoke-SfRest "sobjects/Invoice__c/External_Id__c/$Update" -Method PATCH -Body @{
        Period__c = 'geändert von salesforcecc'
        Issued__c = $null
        Total__c  = 0.07d
    }
}
if ($Query) {
    function ConvertTo-Wire($Value) {
        switch ($Value) {
            { $_ -is [datetime] } { return $_.ToString('yyyy-MM-dd', [cultureinfo]::InvariantCulture) }
            { $_ -is [DateTimeOffset] } { return $_.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'+0000'", [cultureinfo]::InvariantCulture) }
            { $_ -is [timespan] } { return $_.ToString("hh\:mm\:ss\.fff\Z", [cultureinfo]::InvariantCulture) }
            { $_ -is [array] } { return $_ -join ';' }
            default { return $Value }
        }
    }
    $rows = foreach ($record in Invoke-SfQuery $Query) {
        $row = [ordered]@{}
        foreach ($property in $record.PSObject.Properties) { $row[$property.Name] = ConvertTo-Wire $property.Value }
        $row
    }
    ConvertTo-Json @($rows) -Compress -Depth 5
}
