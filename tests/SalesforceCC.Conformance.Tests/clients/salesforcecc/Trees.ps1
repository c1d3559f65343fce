# Imports trees and plans into an org, and exports what came of them as one plan. SF_DOMAIN, SF_CLIENT_ID and
# SF_CLIENT_SECRET name the org.
param(
    [Parameter(Mandatory)] [string] $Module,
    # JSON: plans and files to import, each by itself; the fields of each object; the folder for the export.
    [Parameter(Mandatory)] [string] $Work
)

$ErrorActionPreference = 'Stop'
Import-Module (Join-Path $Module 'SalesforceCC.psd1')
$null = Connect-SfClientCredentials -FromEnvironment
$job = Get-Content $Work -Raw | ConvertFrom-Json

$results = foreach ($path in $job.plans) { Import-SfTree -Plan $path }
$results = @($results; foreach ($path in $job.files) { Import-SfTree $path })
$queries = foreach ($group in $results | Group-Object Type) {
    "SELECT $($job.fields.($group.Name) -join ', ') FROM $($group.Name) WHERE Id IN ('$($group.Group.Id -join "', '")')"
}
Export-SfTree $queries -Plan -OutputDirectory $job.folder
$results.Count
