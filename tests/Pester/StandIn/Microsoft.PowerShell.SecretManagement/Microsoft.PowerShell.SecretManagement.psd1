@{
    RootModule        = 'Microsoft.PowerShell.SecretManagement.psm1'
    ModuleVersion     = '0.0.2'
    GUID              = '5f2c0f9e-5a39-4d0e-8b71-0e6f2c1a9d44'
    Author            = 'SalesforceCC contributors'
    Description       = 'A stand-in for tests: commands of SecretManagement, with secrets in memory and vaults that fail as told.'
    CmdletsToExport   = @('Get-Secret', 'Set-Secret', 'Remove-Secret', 'Get-SecretInfo', 'Get-SecretVault', 'Register-SecretVault', 'Unregister-SecretVault')
    FunctionsToExport = @()
    AliasesToExport   = @()
}
