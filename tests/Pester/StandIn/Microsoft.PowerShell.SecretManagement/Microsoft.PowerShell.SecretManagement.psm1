# Types live as long as the process; other runspaces find them there.
if (-not ('StandIn.Vaults' -as [type])) {
    Add-Type -Path (Join-Path $PSScriptRoot 'SecretManagement.cs') -CompilerOptions '-nullable:disable'
}
Import-Module -Assembly ([StandIn.Vaults].Assembly) -Verbose:$false -Debug:$false
Export-ModuleMember -Cmdlet *
