# What the Pester files share: the module under test, an embedded org in a process of its own, and its knobs.
param([Parameter(Mandatory)] [string] $Module, [Parameter(Mandatory)] [string] $Emulator)

$script:ModulePath = Join-Path $Module 'SalesforceCC.psd1'
$script:Emulator = $Emulator
$script:StandIn = Join-Path $PSScriptRoot 'StandIn'

function Import-TestModule {
    # The staged module, in the scope of the tests.
    Import-Module $script:ModulePath -Global -Force
}

function Get-TestModulePath { $script:ModulePath }

function Start-TestOrg {
    <# .SYNOPSIS Starts an embedded org, and gives its address, key and secret. #>
    param([string] $Seed = 'sample', [int] $Rows, [string[]] $Arguments = @())

    $start = [System.Diagnostics.ProcessStartInfo]::new('dotnet')
    foreach ($a in @($script:Emulator, '--port', '0', '--seed', $Seed, '--rows', "$Rows", '--stdin-close') + $Arguments) { $start.ArgumentList.Add($a) }
    $start.RedirectStandardInput = $true
    $start.RedirectStandardOutput = $true
    $process = [System.Diagnostics.Process]::Start($start)
    $line = $process.StandardOutput.ReadLine()
    if (-not $line) { throw 'The embedded org did not start.' }
    $org = $line | ConvertFrom-Json
    $org | Add-Member NoteProperty Process $process
    $org | Add-Member NoteProperty Secret (ConvertTo-SecureString $org.consumerSecret -AsPlainText -Force)
    $org
}

function Stop-TestOrg {
    param([Parameter(Mandatory)] $Org)
    Get-SfSession -ErrorAction Ignore | Where-Object { $_.Domain -eq $Org.url } | Disconnect-SfSession
    $Org.Process.StandardInput.Close()
    if (-not $Org.Process.WaitForExit(10000)) { $Org.Process.Kill() }
    $Org.Process.Dispose()
}

function Connect-TestOrg {
    <# .SYNOPSIS Connects to an embedded org; further parameters go to Connect-SfClientCredentials. #>
    param([Parameter(Mandatory)] $Org, [hashtable] $With = @{})
    Connect-SfClientCredentials -Domain $Org.url -ClientId $Org.consumerKey -ClientSecret $Org.Secret @With
}

function Invoke-OrgKnob {
    param([Parameter(Mandatory, ValueFromPipeline)] $Org, [string] $Path, [string] $Method = 'GET', $Body)
    $request = @{ Uri = "$($Org.url.TrimEnd('/'))/__org/$Path"; Method = $Method; NoProxy = $true }
    if ($null -ne $Body) { $request.Body = ConvertTo-Json $Body -Depth 20; $request.ContentType = 'application/json' }
    Invoke-RestMethod @request
}

function Set-OrgFault {
    <#
    .SYNOPSIS
    Makes the org fail: Set-OrgFault @{ path = '*/query*'; status = 503; body = 'busy' }.
    .DESCRIPTION
    Keys: method, path (wildcard), skip, count (-1: for ever), and status, headers, body, bodyBase64, or
    drop (before, headers, mid-body), delayMs, truncateBody, hang.
    #>
    param([Parameter(Mandatory, ValueFromPipeline)] $Org, [Parameter(Mandatory, Position = 0)] [hashtable] $Fault)
    process { $null = Invoke-OrgKnob $Org faults POST $Fault }
}

function Clear-OrgFault {
    param([Parameter(Mandatory, ValueFromPipeline)] $Org)
    process { $null = Invoke-OrgKnob $Org faults DELETE }
}

function Stop-OrgToken {
    <# .SYNOPSIS Ends all tokens: now, or after that many API requests. #>
    param([Parameter(Mandatory, ValueFromPipeline)] $Org, [int] $AfterRequest)
    process { $null = Invoke-OrgKnob $Org expire-tokens POST @{ afterRequests = $AfterRequest } }
}

function Get-OrgRequest {
    <# .SYNOPSIS Requests that the org has seen: method, path, status. #>
    param([Parameter(Mandatory, ValueFromPipeline)] $Org, [string] $Path = '*')
    process { @(Invoke-OrgKnob $Org 'requests' | ForEach-Object { $_ }) | Where-Object { $_.path -like $Path } }
}

function Clear-OrgRequest {
    param([Parameter(Mandatory, ValueFromPipeline)] $Org)
    process { $null = Invoke-OrgKnob $Org requests DELETE }
}

function Set-OrgSecret {
    param([Parameter(Mandatory, ValueFromPipeline)] $Org, [Parameter(Mandatory)] [string] $Secret)
    process { $null = Invoke-OrgKnob $Org secret POST @{ secret = $Secret } }
}

function Use-TestVault {
    <#
    .SYNOPSIS
    Makes SecretManagement available with an empty vault, and gives what is used: the real module where it and
    SecretStore are installed, else the stand-in.
    #>
    param([string] $Vault = 'SalesforceCCTest')
    $script:ModulePathBefore = $env:PSModulePath
    $env:PSModulePath = $script:StandIn + [System.IO.Path]::PathSeparator + $env:PSModulePath
    Import-Module (Join-Path $script:StandIn 'Microsoft.PowerShell.SecretManagement') -Global -Force
    Register-SecretVault -Name $Vault
    'stand-in'
}

function Remove-TestVault {
    param([string] $Vault = 'SalesforceCCTest')
    Unregister-SecretVault -Name $Vault
    Remove-Module Microsoft.PowerShell.SecretManagement -Force
    $env:PSModulePath = $script:ModulePathBefore
}

Export-ModuleMember -Function *
