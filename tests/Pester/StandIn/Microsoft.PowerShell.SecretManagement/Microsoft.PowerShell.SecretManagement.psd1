@{
    RootModule        = 'Microsoft.PowerShell.SecretManagement.psm1'
    ModuleVersion     = '0.0.1'
    GUID              = '5f2c0f9e-5a39-4d0e-8b71-0e6f2c1a9d44'
    Author            = 'SalesforceCC contributors'
    Description       = 'A stand-in for tests: the signatures of SecretManagement, with secrets in memory.'
    FunctionsToExport = @('Get-Secret', 'Set-Secret', 'Remove-Secret', 'Get-SecretInfo', 'Get-SecretVault', 'Register-SecretVault', 'Unregister-SecretVault')
    CmdletsToExport   = @()
    AliasesToExport   = @()
}
