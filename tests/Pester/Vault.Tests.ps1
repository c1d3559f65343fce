# Vaults that do not do what they should, in each place where one is asked: Connect, a session whose secret was rotated,
# and Update-SfClientSecret. All are the stand-in's.
BeforeAll {
    Import-TestModule
    Import-TestClock
    $org = Start-TestOrg -Rows 1000
    $null = Use-TestVault -StandIn
    $vault = Get-TestVaultName
    $pair = [pscredential]::new($org.consumerKey, $org.Secret)

    # A host that has somebody to ask: he does as a script says.
    if (-not ('SalesforceCC.Tests.AskingHost' -as [type])) {
        Add-Type -Path (Join-Path $PSScriptRoot 'AskingHost.cs') -CompilerOptions '-nullable:disable'
    }

    # The script in a runspace of its own: its host, its preferences, its $Error.
    function Invoke-Apart([scriptblock] $Script, [hashtable] $With = @{}, $AsHost) {
        $runspace = if ($AsHost) { [runspacefactory]::CreateRunspace($AsHost) } else { [runspacefactory]::CreateRunspace() }
        $runspace.Open()
        $shell = [powershell]::Create($runspace)
        try {
            $null = $shell.AddScript("param(`$a) Import-Module '$(Get-TestModulePath)'; . ([scriptblock]::Create(`$a.Script))").AddArgument($With + @{ Script = "$Script"; Url = $org.url; Name = $name; Vault = $vault; Pair = $pair })
            $output = try { $shell.Invoke() } catch { $_.Exception.InnerException.ErrorRecord }
            $output = @($output) + @($shell.Streams.Error)
            [pscustomobject]@{ Output = @($output); State = "$($shell.InvocationStateInfo.State)"; Warnings = @($shell.Streams.Warning) }
        }
        finally {
            $shell.Dispose()
            $runspace.Dispose()
        }
    }
}

AfterAll {
    Remove-TestVault
    Stop-TestOrg $org
}

Describe 'A vault that <Does>' -ForEach @(
    @{ Does = 'throws'; Script = { throw 'the disk is on fire' }; Code = 'VAULT_FAILED'; Text = '*the disk is on fire*' }
    @{ Does = 'throws an exception that is none of PowerShell''s'; Script = { throw [System.IO.IOException]::new('the share is gone') }; Code = 'VAULT_FAILED'; Text = '*the share is gone*' }
    @{ Does = 'throws what looks like a busy one'; Script = { throw [System.Management.Automation.Runspaces.InvalidRunspaceStateException]::new('its own runspace') }; Code = 'VAULT_FAILED'; Text = '*its own runspace*' }
    @{ Does = 'writes an error'; Script = { Write-Error 'no entry today' }; Code = 'VAULT_FAILED'; Text = '*no entry today*' }
    @{ Does = 'gives a wrong type'; Script = { Get-Date }; Code = 'VAULT_FAILED'; Text = '*DateTime*' }
    @{ Does = 'is locked and may not ask'; Script = { throw [StandIn.PasswordRequiredException]::new('a password is needed') }; Code = 'VAULT_LOCKED'; Text = '*a password is needed*' }
    @{ Does = 'asks where nobody is'; Script = { Read-Host -AsSecureString }; Code = 'VAULT_LOCKED'; Text = '*' }
    @{ Does = 'gives nothing'; Script = { }; Code = 'SECRET_NOT_FOUND'; Text = "*'*hostile*'*" }
) {
    BeforeAll { $name = Set-TestSecret hostile $pair }
    BeforeEach { Clear-VaultScript }
    AfterEach { Clear-VaultScript; Get-SfSession -ErrorAction Ignore | Disconnect-SfSession }

    It 'is told about by Connect, with its own reason, and leaves one error' {
        Set-VaultScript Get-Secret $Script
        foreach ($by in @{ VaultName = $vault }, @{}) {
            $result = Invoke-Apart {
                $by = $a.By
                $Error.Clear()
                try { Connect-SfClientCredentials $a.Url -SecretName $a.Name @by } catch { $_ }
                $Error.Count
            } @{ By = $by }
            $failure = $result.Output[0]
            $failure.FullyQualifiedErrorId | Should -BeLike "$Code,*"
            "$failure" | Should -BeLike $Text
            $failure.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
            $result.Output[1] | Should -Be 1
        }
    }

    It 'fails the command whose session must read it again, not the session' {
        Set-OrgSecret $org $org.consumerSecret
        $session = Connect-SfClientCredentials $org.url -SecretName $name -VaultName $vault -Name hostile
        try {
            Set-OrgSecret $org 'rotated-secret'
            Set-VaultScript Get-Secret $Script
            Stop-OrgToken $org
            $failure = Get-Failure { Get-SfLimit -Session $session -ErrorAction Stop }
            $failure.FullyQualifiedErrorId | Should -BeLike "$Code,*"
            "$failure" | Should -BeLike $Text

            Clear-VaultScript
            $null = Set-TestSecret hostile ([pscredential]::new($org.consumerKey, (ConvertTo-SecureString 'rotated-secret' -AsPlainText -Force)))
            (Get-SfLimit DailyApiRequests -Session $session).Max | Should -BeGreaterThan 0
        }
        finally {
            Set-OrgSecret $org $org.consumerSecret
            $null = Set-TestSecret hostile $pair
        }
    }
}

Describe 'One vault among several' {
    BeforeAll {
        $name = Set-TestSecret several $pair
        Register-SecretVault -Name AFirst
        Register-SecretVault -Name ZLast
    }
    BeforeEach { [StandIn.Vaults]::All[$vault].IsDefault = $false }
    AfterEach {
        [StandIn.Vaults]::All.Values | ForEach-Object { $_.Instead.Clear() }
        [StandIn.Vaults]::All[$vault].IsDefault = $true
        [StandIn.Vaults]::All['AFirst'].IsDefault = $false
    }
    AfterAll { 'AFirst', 'ZLast' | ForEach-Object { Unregister-SecretVault -Name $_ } }

    It 'that <Does> does not hide the secret in another, and is told about in a warning' -ForEach @(
        @{ Does = 'throws'; Script = { throw 'broken' } }
        @{ Does = 'writes an error'; Script = { Write-Error 'broken' } }
        @{ Does = 'is locked'; Script = { throw [StandIn.PasswordRequiredException]::new('broken') } }
        @{ Does = 'gives a wrong type'; Script = { Get-Date } }
    ) {
        foreach ($default in $false, $true) {
            [StandIn.Vaults]::All['AFirst'].IsDefault = $default
            'Get-Secret', 'Get-SecretInfo' | ForEach-Object { Set-VaultScript $_ $Script AFirst }
            $session = Connect-SfClientCredentials $org.url -SecretName $name -Name several -WarningVariable warned -WarningAction SilentlyContinue
            $session.ClientId | Should -Be $org.consumerKey
            "$warned" | Should -Match 'not every vault.*-VaultName'
        }
    }

    It 'is not asked where another is named' {
        Set-VaultScript Get-Secret { throw 'broken' } AFirst
        $null = Connect-SfClientCredentials $org.url -SecretName $name -VaultName $vault -Name several -WarningVariable warned
        $warned | Should -BeNullOrEmpty
    }

    It 'that fails is named where no other has the secret' {
        Set-VaultScript Get-Secret { throw 'broken as it is' } AFirst
        Set-VaultScript Get-Secret { throw 'mislaid the key' } ZLast
        $failure = Get-Failure { Connect-SfClientCredentials $org.url -SecretName nowhere }
        $failure.FullyQualifiedErrorId | Should -BeLike 'VAULT_FAILED,*'
        "$failure" | Should -BeLike '*broken as it is*'
        "$failure" | Should -BeLike '*mislaid the key*'
    }
}

Describe 'Somebody who is asked by a vault' {
    BeforeAll {
        $name = Set-TestSecret asked $pair
        Set-VaultScript Get-Secret { $answer = $Host.UI.ReadLineAsSecureString(); if ($answer.Length) { $Vault.Do($Command, $Name, $Secret, $Metadata) } }
    }
    BeforeEach { [StandIn.Vaults]::Reset() }
    AfterAll { Clear-VaultScript; [StandIn.Vaults]::Reset() }

    It 'and answers, is connected' {
        $result = Invoke-Apart { (Connect-SfClientCredentials $a.Url -SecretName $a.Name -VaultName $a.Vault).ClientId } -AsHost ([SalesforceCC.Tests.AskingHost]::new('open'))
        $result.Output | Should -Be $org.consumerKey
    }

    It 'and stops it with Ctrl+C, stops the script' {
        $went = [System.Collections.ArrayList]::new()
        $result = Invoke-Apart {
            $null = $a.Went.Add('before')
            try { Connect-SfClientCredentials $a.Url -SecretName $a.Name -VaultName $a.Vault } catch { $null = $a.Went.Add("$_") }
            $null = $a.Went.Add('after')
        } @{ Went = $went } -AsHost ([SalesforceCC.Tests.AskingHost]::new([NullString]::Value))
        $went | Should -Be before
        $result.Output | Should -BeNullOrEmpty
    }

    It 'whose input has ended, is told so, and what asks nobody' {
        $output = Invoke-FreshShell -Arguments @{ StandIn = (Join-Path $PSScriptRoot StandIn) } @'
            $env:PSModulePath = $a.StandIn + [IO.Path]::PathSeparator + $env:PSModulePath
            Import-Module $module, Microsoft.PowerShell.SecretManagement
            Register-SecretVault v -DefaultVault
            [StandIn.Vaults]::All['v'].Instead['Get-Secret'] = '$Host.UI.ReadLineAsSecureString()'
            try { Connect-SfClientCredentials https://nosuch.invalid -SecretName a -VaultName v }
            catch { $_.FullyQualifiedErrorId; $_.ErrorDetails.RecommendedAction }
'@
        $output[-2] | Should -BeLike 'VAULT_LOCKED,*'
        $output[-1] | Should -BeLike '*Unlock-SecretStore*'
        $output[-1] | Should -BeLike '*Set-SecretStoreConfiguration*-Authentication None*-Interaction None*'
    }
}

Describe 'A slow vault' {
    BeforeAll { $name = Set-TestSecret slow $pair }
    AfterEach { Clear-VaultScript }

    It 'is waited for, and those who ask meanwhile too' {
        $gate = [StandIn.Vaults]::Gate
        $gate.Reset()
        Set-VaultScript Get-Secret { $null = [StandIn.Vaults]::Inside.Set(); [StandIn.Vaults]::Gate.Wait(); $Vault.Do($Command, $Name, $Secret, $Metadata) }
        [StandIn.Vaults]::Inside.Reset()
        $manifest = Get-TestModulePath
        $jobs = foreach ($i in 1..3) { Start-ThreadJob { Import-Module $using:manifest; Connect-SfClientCredentials ($using:org).url -SecretName $using:name -VaultName $using:vault } }
        try { [StandIn.Vaults]::Inside.Wait(300000) | Should -BeTrue }
        finally { $gate.Set() }
        @($jobs | Receive-TestJob).ClientId | Should -Be (@($org.consumerKey) * 3)
    }

    It 'that the script itself has called is waited for, and nothing stays in $Error' {
        [StandIn.Vaults]::Gate.Reset()
        [StandIn.Vaults]::Inside.Reset()
        Set-VaultScript Get-Secret { $null = [StandIn.Vaults]::Inside.Set(); [StandIn.Vaults]::Gate.Wait(); $Vault.Do($Command, $Name, $Secret, $Metadata) }
        $standIn = Join-Path $PSScriptRoot 'StandIn/Microsoft.PowerShell.SecretManagement'
        $other = Start-ThreadJob { Import-Module $using:standIn; Get-Secret $using:name -Vault $using:vault }
        try {
            [StandIn.Vaults]::Inside.Wait(300000) | Should -BeTrue
            $before = [StandIn.Vaults]::Reads
            $manifest = Get-TestModulePath
            $ours = Start-ThreadJob {
                Import-Module $using:manifest
                $Error.Clear()
                (Connect-SfClientCredentials ($using:org).url -SecretName $using:name -VaultName $using:vault).ClientId
                $Error.Count
            }
            # It has met the other one twice.
            Wait-Until { [StandIn.Vaults]::Reads -ge $before + 2 }
        }
        finally { [StandIn.Vaults]::Gate.Set() }
        $ours | Receive-TestJob | Should -Be $org.consumerKey, 0
        $other | Receive-TestJob | Should -BeOfType pscredential
    }

    It 'that never ends is given up by the clock' {
        [StandIn.Vaults]::Gate.Reset()
        [StandIn.Vaults]::Inside.Reset()
        Set-VaultScript Get-Secret { $null = [StandIn.Vaults]::Inside.Set(); [StandIn.Vaults]::Gate.Wait() }
        $standIn = Join-Path $PSScriptRoot 'StandIn/Microsoft.PowerShell.SecretManagement'
        $other = Start-ThreadJob { Import-Module $using:standIn; Get-Secret $using:name -Vault $using:vault -ErrorAction Ignore }
        try {
            [StandIn.Vaults]::Inside.Wait(300000) | Should -BeTrue
            Set-TestClock ([SalesforceCC.Testing.SkippingClock]::new([timespan]::FromSeconds(100)))
            (Get-Failure { Connect-SfClientCredentials $org.url -SecretName $name -VaultName $vault }).FullyQualifiedErrorId | Should -BeLike 'VAULT_BUSY,*'
        }
        finally {
            Set-TestClock
            [StandIn.Vaults]::Gate.Set()
        }
        $null = $other | Receive-TestJob
    }
}

Describe 'A secret that is read again while the script waits inside the pipeline' {
    # The next page finds the token ended and the secret rotated, so the vault must be read again; only the thread of
    # the pipeline could, and it is in the script's body. Pages of 200 rows: five requests in all.
    BeforeAll {
        $name = Set-TestSecret inside $pair
        $manifest = Get-TestModulePath
        $newPair = [pscredential]::new($org.consumerKey, (ConvertTo-SecureString 'inside-secret' -AsPlainText -Force))

        # Runs the body once, when the vault is wanted by the query's next page.
        function Invoke-QueryWith([scriptblock] $Body) {
            $session = Connect-SfClientCredentials $org.url -SecretName $name -VaultName $vault -Name inside
            Set-OrgSecret $org 'inside-secret'
            $null = Set-TestSecret inside $newPair
            Clear-OrgRequest $org
            Stop-OrgToken $org -AfterRequest 1
            $first = $true
            Invoke-SfQuery 'SELECT Id FROM Big__c' -PageSize 200 -Raw -Session $session | ForEach-Object {
                if ($first) {
                    $first = $false
                    Wait-Until { Get-OrgRequest $org '*/oauth2/token' | Where-Object status -EQ 400 }
                    . $Body
                }
                $_
            }
        }
    }
    AfterEach {
        Set-OrgSecret $org $org.consumerSecret
        $null = Set-TestSecret inside $pair
        Get-SfSession | Disconnect-SfSession
    }

    It 'keeps no other runspace from connecting' {
        $seen = @{}
        $rows = Invoke-QueryWith {
            $jobs = foreach ($i in 1..3) { Start-ThreadJob { Import-Module $using:manifest; Connect-SfClientCredentials ($using:org).url -SecretName $using:name -VaultName $using:vault } }
            $seen.Ended = @($jobs | Wait-Job -Timeout 300).Count
            $seen.Keys = @($jobs | Receive-TestJob).ClientId
        }
        $seen.Ended | Should -Be 3
        $seen.Keys | Should -Be (@($org.consumerKey) * 3)
        $rows | Should -HaveCount 1000
    }

    It 'is read by another runspace that waits for the same session' {
        $seen = @{}
        $rows = Invoke-QueryWith {
            $mine = Get-SfSession inside
            $jobs = foreach ($i in 1..3) { Start-ThreadJob { Import-Module $using:manifest; (Get-SfLimit DailyApiRequests -Session $using:mine).Max } }
            $seen.Ended = @($jobs | Wait-Job -Timeout 300).Count
            $seen.Limits = @($jobs | Receive-TestJob)
        }
        $seen.Ended | Should -Be 3
        $seen.Limits | Should -HaveCount 3
        $rows | Should -HaveCount 1000
    }
}

Describe 'What a vault says' {
    BeforeAll { $name = Set-TestSecret talks $pair }
    BeforeEach {
        Set-VaultScript Get-Secret {
            $held = $Vault.Do($Command, $Name, $Secret, $Metadata)
            Write-Warning "old format of $($held.GetNetworkCredential().Password)"
            Write-Verbose "reading $($held.GetNetworkCredential().Password)" -Verbose
            $held
        }
    }
    AfterEach { Clear-VaultScript }

    It 'obeys -WarningAction, -WarningVariable and -Verbose of the cmdlet, and holds no secret' {
        $shown = Connect-SfClientCredentials $org.url -SecretName $name -VaultName $vault -Name talks -Verbose -WarningVariable warned 3>&1 4>&1
        "$warned" | Should -Match 'old format of \*\*\*\*'
        ($shown | Out-String) | Should -Match 'reading \*\*\*\*'
        ($shown | Out-String -Width 1000) + "$warned" | Should -Not -Match ([regex]::Escape($org.consumerSecret))
        Connect-SfClientCredentials $org.url -SecretName $name -VaultName $vault -Name talks -WarningAction Ignore 3>&1 | Should -HaveCount 1
    }
}

Describe 'Preferences of the caller' {
    BeforeAll { $name = Set-TestSecret preferences $pair }

    It 'do not reach the vault when it is read: <_>' -ForEach @(
        '$PSDefaultParameterValues = @{ "*:Vault" = "nosuch"; "Get-Secret:AsPlainText" = $true; "*-Secret*:ErrorAction" = "Ignore" }'
        '$ErrorActionPreference = "Ignore"; $WarningPreference = "Stop"'
        '$VerbosePreference = "Continue"; $DebugPreference = "Continue"'
        '$WhatIfPreference = $true; $ConfirmPreference = "Low"'
        '$VerbosePreference = "Stop"'
        '$DebugPreference = "Stop"'
        '$InformationPreference = "Stop"'
        '$ProgressPreference = "Stop"'
        '$WarningPreference = $VerbosePreference = $DebugPreference = $InformationPreference = "Inquire"'
        '$ErrorActionPreference = $WarningPreference = $VerbosePreference = $DebugPreference = $InformationPreference = $ProgressPreference = "Stop"'
        '$PSModuleAutoLoadingPreference = "None"'
        'function Get-Secret { throw "mine" }; Set-Alias Get-SecretInfo Get-Date; Set-StrictMode -Version Latest'
    ) {
        $result = Invoke-Apart { . ([scriptblock]::Create($a.Set)); (Connect-SfClientCredentials $a.Url -SecretName $a.Name -VaultName $a.Vault -Verbose:$false).ClientId } @{ Set = $_ }
        "$($result.Output)" | Should -Be $org.consumerKey
    }

    It 'do not reach a vault''s own script, and are as they were afterwards' {
        Set-VaultScript Get-Secret { Write-Verbose reading; Write-Debug reading; Write-Information reading; Write-Progress reading; $Vault.Do($Command, $Name, $Secret, $Metadata) }
        try {
            $result = Invoke-Apart {
                $global:VerbosePreference = $global:DebugPreference = $global:InformationPreference = $global:ProgressPreference = 'Stop'
                $global:WhatIfPreference = $true
                $global:ConfirmPreference = 'Low'
                (Connect-SfClientCredentials $a.Url -SecretName $a.Name -VaultName $a.Vault -Verbose:$false).ClientId
                $global:VerbosePreference, $global:DebugPreference, $global:InformationPreference, $global:ProgressPreference, $global:WhatIfPreference, $global:ConfirmPreference
            }
        }
        finally { Clear-VaultScript }
        "$($result.Output)" | Should -Be "$($org.consumerKey) Stop Stop Stop Stop True Low"
    }
}
