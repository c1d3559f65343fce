@{
    # The fast build for PowerShell 7, the other for Windows PowerShell. Without a script module in between, import takes
    # half the time.
    RootModule             = if ($PSEdition -eq 'Core') { 'bin/net8.0/SalesforceCC.Cmdlets.dll' } else { 'bin/netstandard2.0/SalesforceCC.Cmdlets.dll' }
    ModuleVersion          = '0.1.0'
    GUID                   = '3b0f0f39-6a0e-4e0b-9d7c-6d2f6f0c7a51'
    Author                 = 'SalesforceCC contributors'
    CompanyName            = 'SalesforceCC contributors'
    Copyright              = '(c) SalesforceCC contributors. MIT License.'
    Description            = 'Salesforce with a client id and a client secret: connect with the OAuth 2.0 client credentials flow, a secret from a SecretManagement vault, and work with typed objects in the pipeline.'

    # A host that could not load its build is refused with its version, and not with an error of the loader.
    PowerShellVersion      = if ($PSEdition -eq 'Core') { '7.4' } else { '5.1' }
    DotNetFrameworkVersion = '4.7.2'
    CompatiblePSEditions   = @('Core', 'Desktop')

    FormatsToProcess       = @('SalesforceCC.format.ps1xml')
    TypesToProcess         = @('SalesforceCC.types.ps1xml')

    CmdletsToExport        = @(
        'Connect-SfAccessToken'
        'Connect-SfClientCredentials'
        'Connect-SfJwtBearer'
        'Connect-SfPassword'
        'Copy-SfRecord'
        'Disconnect-SfSession'
        'Enable-SfChangeDataCapture'
        'Export-SfBulk'
        'Export-SfTree'
        'Get-SfApexLog'
        'Get-SfApexTest'
        'Get-SfApiVersion'
        'Get-SfBulkJob'
        'Get-SfConnection'
        'Get-SfEventTopic'
        'Get-SfField'
        'Get-SfIdentity'
        'Get-SfLimit'
        'Get-SfListView'
        'Get-SfObject'
        'Get-SfRecord'
        'Get-SfSession'
        'Get-SfToken'
        'Import-SfBulk'
        'Import-SfTree'
        'Invoke-SfComposite'
        'Invoke-SfGraphQL'
        'Invoke-SfApex'
        'Invoke-SfListView'
        'Invoke-SfQuery'
        'Invoke-SfRest'
        'New-SfIntegrationSetup'
        'New-SfRecord'
        'Receive-SfEvent'
        'Register-SfConnection'
        'Remove-SfBulkJob'
        'Remove-SfRecord'
        'Restore-SfRecord'
        'Resume-SfBulk'
        'Save-SfFile'
        'Search-SfRecord'
        'Select-SfSession'
        'Send-SfEvent'
        'Send-SfFile'
        'Set-SfRecord'
        'Set-SfTraceFlag'
        'Start-SfApexTest'
        'Stop-SfBulkJob'
        'Test-SfClientCredentials'
        'Unregister-SfConnection'
        'Update-SfClientSecret'
    )
    FunctionsToExport      = @()
    AliasesToExport        = @()
    VariablesToExport      = @()

    PrivateData            = @{
        PSData = @{
            Tags         = @('Salesforce', 'OAuth', 'ClientCredentials', 'SOQL', 'REST', 'CRM', 'PSEdition_Core', 'PSEdition_Desktop', 'Windows', 'Linux', 'MacOS')
            LicenseUri   = 'https://opensource.org/license/mit'
            ReleaseNotes = 'CHANGELOG.md in the module folder.'
        }
    }
}
