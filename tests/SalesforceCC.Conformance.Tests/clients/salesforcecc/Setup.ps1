# Writes the files of an integration, for another client to deploy; gives their names and states.
param(
    [Parameter(Mandatory)] [string] $Module,
    [Parameter(Mandatory)] [string] $Folder,
    [Parameter(Mandatory)] [string] $Username
)

$ErrorActionPreference = 'Stop'
[Console]::OutputEncoding = [Text.UTF8Encoding]::new($false)
Import-Module (Join-Path $Module 'SalesforceCC.psd1')
New-SfIntegrationSetup 'SAP & Söhne' it@acme.example -Username $Username -OutputDirectory $Folder -ObjectPermission @{ Account = 'Edit' } |
    Where-Object Kind -EQ 'File' | ForEach-Object Name
