# The fast build for PowerShell 7, the one for .NET Framework in Windows PowerShell.
$framework = if ($PSEdition -eq 'Core') { 'net8.0' } else { 'netstandard2.0' }
Import-Module -Name (Join-Path $PSScriptRoot "bin/$framework/SalesforceCC.Cmdlets.dll")
