# What the Pester files share: the module under test, embedded orgs in a process of their own, and their knobs.
param([Parameter(Mandatory)] [string] $Module, [Parameter(Mandatory)] [string] $Emulator, [Parameter(Mandatory)] [string] $Testing)

$script:ModulePath = Join-Path $Module 'SalesforceCC.psd1'
$script:Emulator = $Emulator
$script:Testing = $Testing
$script:StandIn = Join-Path $PSScriptRoot 'StandIn'
$script:Process = $null
. (Join-Path (Split-Path $PSScriptRoot) 'Running/Emulator.ps1')

function Import-TestModule {
    # The staged module, in the scope of the tests.
    Import-Module $script:ModulePath -Global -Force
}

function Get-TestModulePath { $script:ModulePath }

function Get-TestEmulatorPath { $script:Emulator }

function Get-FixtureFolder {
    <# .SYNOPSIS Recorded answers of real orgs, where they lie beside the repository; else nothing, and tests that need them are skipped. #>
    $folder = Join-Path (Get-Item $PSScriptRoot).Parent.Parent.Parent.FullName 'shared/fixtures'
    if (Test-Path $folder) { $folder }
}

function New-ScriptedServer {
    <# .SYNOPSIS A loopback server that keeps what was sent and answers as it is told; see Server/ScriptedServer.cs. #>
    # Types live as long as the process; a second run in it finds them there.
    if (-not ('SalesforceCC.Tests.ScriptedServer' -as [type])) {
        Add-Type -Path (Get-ChildItem (Join-Path $PSScriptRoot 'Server') -Filter *.cs).FullName -CompilerOptions '-nullable:disable'
    }
    [SalesforceCC.Tests.ScriptedServer]::new()
}

function Get-TestBuild {
    <# .SYNOPSIS The build under test: net8.0, or netstandard2.0, which PowerShell 7 loads only for tests. #>
    Split-Path (Split-Path (Get-Command Invoke-SfQuery).ImplementingType.Assembly.Location) -Leaf
}

function Import-TestClock {
    <# .SYNOPSIS Makes [SalesforceCC.Testing.SkippingClock] known, a clock for the build under test. #>
    $build = Split-Path (Get-Command Invoke-SfQuery).ImplementingType.Assembly.Location
    Add-Type -Path (Join-Path $script:Testing (Get-TestBuild) 'SalesforceCC.Testing.dll')
    [SalesforceCC.Testing.ModuleAssemblies]::Attach((Join-Path $build deps))
}

function Set-TestClock {
    <#
    .SYNOPSIS
    Gives sessions that are made from now on in this runspace a clock of the test's; none: the system's.
    .DESCRIPTION
    The module knows no such parameter; see SessionClock in its source.
    #>
    param($Clock)
    $here = (Get-Command Get-SfLimit).ImplementingType.Assembly.GetType('SalesforceCC.Cmdlets.Shell.SessionClock').GetProperty('Here')
    $here.SetValue($null, $(if ($Clock) { $Clock } else { $here.PropertyType.GetProperty('System').GetValue($null) }))
}

function Start-TestOrg {
    <#
    .SYNOPSIS
    Starts an embedded org, and gives its address, key and secret.
    .DESCRIPTION
    One process serves all orgs of a run, each on a port of its own. With are options of the emulator's command line:
    Start-TestOrg -With @{ apiUsage = '1/999'; https = $true }.
    #>
    param([string] $Seed = 'sample', [int] $Rows, [hashtable] $With = @{})

    if (-not $script:Process) { $script:Process = Start-Emulator $script:Emulator }
    $org = Invoke-OrgKnob $script:Process orgs POST ($With + @{ seed = $Seed; rows = $Rows })
    $org | Add-Member NoteProperty Secret (ConvertTo-SecureString $org.consumerSecret -AsPlainText -Force)
    $org
}

function Stop-TestOrg {
    <# .SYNOPSIS Ends an org: nothing listens at its address any more. #>
    param([Parameter(Mandatory)] $Org)
    Get-SfSession -ErrorAction Ignore | Where-Object { $_.Domain -eq $Org.url } | Disconnect-SfSession
    $null = Invoke-OrgKnob $script:Process "orgs/$(([uri]$Org.url).Port)" DELETE
}

function Stop-TestEmulator {
    <# .SYNOPSIS Ends the process of all orgs; what it noted of its coverage is written then. #>
    if ($script:Process) { Stop-Emulator $script:Process }
    $script:Process = $null
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
    process { $null = Invoke-OrgKnob $Org expire-tokens POST $(if ($AfterRequest) { @{ afterRequests = $AfterRequest } } else { @{} }) }
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

function Use-Place {
    <# .SYNOPSIS Runs something in a culture and a time zone; PowerShell reads TZ anew only when its cache is cleared. #>
    param([AllowEmptyString()] [string] $Culture, [string] $Zone, [scriptblock] $Script)
    $before = [cultureinfo]::CurrentCulture, $env:TZ
    try {
        [cultureinfo]::CurrentCulture = [cultureinfo] $Culture
        $env:TZ = $Zone
        [System.TimeZoneInfo]::ClearCachedData()
        & $Script
    }
    finally {
        [cultureinfo]::CurrentCulture, $env:TZ = $before
        [System.TimeZoneInfo]::ClearCachedData()
    }
}

function Get-OrgCall {
    <# .SYNOPSIS The API calls that a script makes, in their order. What it writes is lost: let it fill a table. #>
    param([Parameter(Mandatory, Position = 0)] $Org, [Parameter(Mandatory, Position = 1)] [scriptblock] $Script)
    Clear-OrgRequest $Org
    $null = & $Script
    @(Get-OrgRequest $Org | Where-Object path -Match '^/services/(data|Soap)/')
}

function Set-OrgSecret {
    param([Parameter(Mandatory, ValueFromPipeline)] $Org, [Parameter(Mandatory)] [string] $Secret)
    process { $null = Invoke-OrgKnob $Org secret POST @{ secret = $Secret } }
}

function Add-OrgApp {
    <#
    .SYNOPSIS
    A further app of the org, for what depends on its settings: Add-OrgApp @{ runAsUserId = $null }.
    .DESCRIPTION
    Keys: runAsUserId, scopes, clientCredentialsEnabled, permittedUsers, approvedUsers, tokenFormat, installed,
    ipRestricted, failure (error, errorDescription, status). What is left out is as in the default app.
    #>
    param([Parameter(Mandatory, ValueFromPipeline)] $Org, [Parameter(Mandatory, Position = 0)] [hashtable] $Settings)
    process {
        $app = Invoke-OrgKnob $Org apps POST $Settings
        $app | Add-Member NoteProperty Secret (ConvertTo-SecureString $app.consumerSecret -AsPlainText -Force) -PassThru
    }
}

function Get-Failure {
    <# .SYNOPSIS Runs what must fail, and gives the error record of its first error, be it terminating or not. #>
    param([Parameter(Mandatory)] [scriptblock] $Script)
    try { $failure = & $Script 2>&1 | Where-Object { $_ -is [System.Management.Automation.ErrorRecord] } }
    catch { return $_ }
    if (-not $failure) { throw "Should have failed, but did not: $Script" }
    @($failure)[0]
}

function Get-CallParameterSet {
    <# .SYNOPSIS The parameter sets that the calls of a cmdlet in a script take, without running it. #>
    param([Parameter(Mandatory)] [string] $Cmdlet, [Parameter(Mandatory)] [scriptblock] $Script)
    $command = Get-Command $Cmdlet
    foreach ($ast in $Script.Ast.FindAll({ param($a) $a -is [System.Management.Automation.Language.CommandAst] -and $a.GetCommandName() -eq $Cmdlet }, $true)) {
        $bound = [System.Management.Automation.Language.StaticParameterBinder]::BindCommand($ast, $true).BoundParameters.Keys
        $fits = $command.ParameterSets | Where-Object {
            $names = $_.Parameters.Name
            $wanted = ($_.Parameters | Where-Object { $_.IsMandatory -and -not $_.ValueFromPipeline }).Name
            -not ($bound | Where-Object { $_ -in $command.Parameters.Keys -and $_ -notin $names }) -and -not ($wanted | Where-Object { $_ -notin $bound })
        }
        ($fits | Sort-Object { -not $_.IsDefault } -Stable | Select-Object -First 1).Name
    }
}

function Receive-TestJob {
    <#
    .SYNOPSIS
    What jobs have written, when they have all ended.
    .DESCRIPTION
    Receive-Job -Wait -AutoRemoveJob does the same, but fails now and then when a job ends just as it looks for it.
    It waits when its own input has ended, because Start-Job closes the job's input only in its own end.
    #>
    param([Parameter(Mandatory, ValueFromPipeline)] [System.Management.Automation.Job] $Job)
    begin { $jobs = [System.Collections.Generic.List[System.Management.Automation.Job]]::new() }
    process { $jobs.Add($Job) }
    end {
        $null = Wait-Job $jobs
        try { Receive-Job $jobs } finally { Remove-Job $jobs -Force }
    }
}

function Get-FreePort {
    <# .SYNOPSIS A port of this machine on which nothing listens. #>
    $listener = [System.Net.Sockets.TcpListener]::new([System.Net.IPAddress]::Loopback, 0)
    $listener.Start()
    $listener.LocalEndpoint.Port
    $listener.Stop()
}

function Wait-Until {
    <# .SYNOPSIS Waits for a condition; the limit is a guard only, and an error. #>
    param([Parameter(Mandatory)] [scriptblock] $Condition, [int] $Seconds = 300)
    $clock = [System.Diagnostics.Stopwatch]::StartNew()
    while (-not (& $Condition)) {
        if ($clock.Elapsed.TotalSeconds -gt $Seconds) { throw "Waited $Seconds s in vain for: $Condition" }
        [System.Threading.Thread]::Sleep(10)
    }
}

function Invoke-FreshShell {
    <#
    .SYNOPSIS
    Runs a script in a PowerShell process of its own, and gives what it wrote; an error there is an error here.
    .DESCRIPTION
    In the script, $module is the path of the module's manifest; $a holds the given arguments.
    #>
    param([Parameter(Mandatory)] [string] $Script, [hashtable] $Arguments = @{})
    $file = Join-Path ([System.IO.Path]::GetTempPath()) "salesforcecc-$([guid]::NewGuid().ToString('N')).ps1"
    @"
`$ErrorActionPreference = 'Stop'
`$module = '$($script:ModulePath.Replace("'", "''"))'
`$a = ConvertFrom-Json -AsHashtable @'
$(ConvertTo-Json $Arguments -Depth 5)
'@
$Script
"@ | Set-Content $file
    try {
        # pwsh may be the dotnet tool, which is only a dll.
        $pwsh = Get-Command (Join-Path $PSHOME 'pwsh') -CommandType Application -ErrorAction Ignore
        $output = if ($pwsh) { & $pwsh.Source -NoProfile -NonInteractive -File $file 2>&1 }
        else { & dotnet (Join-Path $PSHOME 'pwsh.dll') -NoProfile -NonInteractive -File $file 2>&1 }
        if ($LASTEXITCODE -ne 0) { throw "The script failed:`n$($output | Out-String)" }
        $output
    }
    finally { Remove-Item $file -ErrorAction Ignore }
}

function Get-RealVault {
    # The vault that the environment names, if SecretManagement itself is there and knows it.
    if (-not $env:SALESFORCECC_TEST_VAULT) { return }
    $real = Get-Module -ListAvailable Microsoft.PowerShell.SecretManagement | Where-Object { -not $_.Path.StartsWith($script:StandIn) } | Select-Object -First 1
    if (-not $real) { Write-Warning 'SALESFORCECC_TEST_VAULT is set, but the module Microsoft.PowerShell.SecretManagement is not installed.'; return }
    Import-Module $real -Global
    $vault = Get-SecretVault -Name $env:SALESFORCECC_TEST_VAULT -ErrorAction Ignore
    if (-not $vault) { Write-Warning "SALESFORCECC_TEST_VAULT names the vault '$env:SALESFORCECC_TEST_VAULT', which is not registered."; return }
    $vault.Name
}

function Invoke-InTurn {
    <#
    .SYNOPSIS
    Calls SecretManagement beside the module, as a script may: again, if another call has its one runspace.
    #>
    param([Parameter(Mandatory)] [scriptblock] $Script)
    $clock = [System.Diagnostics.Stopwatch]::StartNew()
    while ($true) {
        $before = $Error.Count
        try { return & $Script }
        catch {
            $busy = $false
            for ($e = $_.Exception; $e; $e = $e.InnerException) {
                # ErrorAction Stop has an exception of its own, with the record in it.
                if ($e -is [System.Management.Automation.ActionPreferenceStopException]) { $e = $e.ErrorRecord.Exception }
                if ($e -is [System.Management.Automation.Runspaces.InvalidRunspaceStateException] -or "$($e.TargetSite.DeclaringType.Namespace)" -eq 'System.Management.Automation.Runspaces') { $busy = $true }
            }
            if (-not $busy -or $clock.Elapsed.TotalSeconds -gt 300) { throw }
            while ($Error.Count -gt $before) { $Error.RemoveAt(0) }
            [System.Threading.Thread]::Sleep(10)
        }
    }
}

function Use-TestVault {
    <#
    .SYNOPSIS
    Makes a vault available, and says which it is: the registered one that SALESFORCECC_TEST_VAULT names, where
    SecretManagement is installed, else the stand-in's.
    .DESCRIPTION
    Tests put secrets in with Set-TestSecret, which gives the name under which they are; Remove-TestVault takes them
    out again, with all that begins like them. Of a real vault nothing else is touched. -StandIn is for what must have
    names of its own choice, or a vault that fails.
    #>
    param([string] $Vault = 'SalesforceCCTest', [switch] $StandIn)
    $script:ModulePathBefore = $env:PSModulePath
    $script:ModuleBefore = Get-Module Microsoft.PowerShell.SecretManagement
    $script:SecretPrefix = "salesforcecc-test-$PID-"
    $real = if (-not $StandIn) { Get-RealVault }
    if ($real) {
        $script:TestVault = $real
        $script:TestVaultKind = "the vault '$real' of SecretManagement"
    }
    else {
        # What is loaded of a real one would be found first.
        $script:ModuleBefore | Remove-Module -Force
        $env:PSModulePath = $script:StandIn + [System.IO.Path]::PathSeparator + $env:PSModulePath
        Import-Module (Join-Path $script:StandIn 'Microsoft.PowerShell.SecretManagement') -Global -Force
        [StandIn.Vaults]::All.Clear()
        Register-SecretVault -Name $Vault -DefaultVault
        $script:TestVault = $Vault
        $script:TestVaultKind = 'stand-in'
    }
    Write-Host "Secrets are in: $script:TestVaultKind"
    $script:TestVaultKind
}

function Get-TestVaultName { $script:TestVault }

function Get-TestSecretPrefix {
    <# .SYNOPSIS What the names of all secrets of this run begin with. #>
    $script:SecretPrefix
}

function Set-TestSecret {
    <# .SYNOPSIS Puts a secret into the test vault, and gives the name under which it is there. #>
    param([Parameter(Mandatory)] [string] $Name, [Parameter(Mandatory)] $Secret, [hashtable] $Metadata = @{})
    $full = $script:SecretPrefix + $Name
    Invoke-InTurn { Set-Secret -Name $full -Secret $Secret -Vault $script:TestVault -Metadata $Metadata -ErrorAction Stop }
    $full
}

function Set-VaultScript {
    <#
    .SYNOPSIS
    Makes a vault of the stand-in do something else than what it should: Set-VaultScript Get-Secret { throw 'no' }.
    .DESCRIPTION
    The script finds $Vault, $Name, $Secret and $Metadata; $Vault.Do($Command, $Name, $Secret, $Metadata) is what the
    vault would have done. It runs in the one runspace of all vaults.
    #>
    param([Parameter(Mandatory)] [string] $Command, [Parameter(Mandatory)] [scriptblock] $Script, [string] $Vault = $script:TestVault)
    [StandIn.Vaults]::All[$Vault].Instead[$Command] = "$Script"
}

function Clear-VaultScript {
    param([string] $Vault = $script:TestVault)
    [StandIn.Vaults]::All[$Vault].Instead.Clear()
}

function Get-TestVaultRead {
    <# .SYNOPSIS How often secrets have been read; $null where that cannot be known. #>
    if ($script:TestVaultKind -eq 'stand-in') { [StandIn.Vaults]::Reads }
}

function Remove-TestVault {
    if ($script:TestVaultKind -eq 'stand-in') {
        [StandIn.Vaults]::All.Clear()
        Remove-Module Microsoft.PowerShell.SecretManagement -Force
        if ($script:ModuleBefore) { Import-Module $script:ModuleBefore.Path -Global }
    }
    else {
        foreach ($secret in Invoke-InTurn { Get-SecretInfo -Name "$script:SecretPrefix*" -Vault $script:TestVault -ErrorAction Stop }) {
            Invoke-InTurn { Remove-Secret -Name $secret.Name -Vault $script:TestVault -ErrorAction Stop }
        }
    }
    $env:PSModulePath = $script:ModulePathBefore
}

Export-ModuleMember -Function *
