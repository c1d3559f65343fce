BeforeAll {
    Import-TestModule
    $null = Use-TestVault
    $vault = Get-TestVaultName

    # An org with an app to rotate and another one to do it with; the pair of the first is in the vault.
    function Start-RotationOrg([hashtable] $App = @{}, [string] $Form = 'PSCredential') {
        $org = Start-TestOrg
        $target = $org | Add-OrgApp $App
        $name = Set-TestSecret "rotation-$([guid]::NewGuid().ToString('N'))" $(switch ($Form) {
                'PSCredential' { [pscredential]::new($target.consumerKey, $target.Secret) }
                'hashtable' { @{ ClientId = $target.consumerKey; ClientSecret = $target.consumerSecret; Domain = $org.url; Note = 'kept' } }
                'string' { $target.consumerSecret }
            })
        $null = Connect-TestOrg $org @{ Name = "admin-$name" }
        [pscustomobject]@{ Org = $org; App = $target; Name = $name; Staged = "$name-staged"; Admin = Get-SfSession "admin-$name" }
    }

    function Get-StoredPair([string] $Name) {
        $secret = Invoke-InTurn { Get-Secret -Name $Name -Vault $vault -ErrorAction Stop }
        if ($secret -is [pscredential]) { return [pscustomobject]@{ Key = $secret.UserName; Secret = $secret.GetNetworkCredential().Password } }
        [pscustomobject]@{
            Key = [System.Net.NetworkCredential]::new('', $secret.ClientId).Password
            Secret = [System.Net.NetworkCredential]::new('', $secret.ClientSecret).Password
        }
    }

    function Test-Stored([string] $Name) { [bool](Get-SecretInfo -Name $Name -Vault $vault) }

    function Test-Pair($Org, [string] $Key, [string] $Secret) {
        try { $null = Connect-SfClientCredentials $Org.url -ClientId $Key -ClientSecret (ConvertTo-SecureString $Secret -AsPlainText -Force) -Name try -NoDefault; $true }
        catch { $false }
    }

    function Invoke-Rotation($At, [hashtable] $With = @{}) {
        Update-SfClientSecret $At.Name -VaultName $vault -Session $At.Admin @With
    }
}

AfterAll { Remove-TestVault }

Describe 'Update-SfClientSecret' {
    BeforeEach { $at = Start-RotationOrg }
    AfterEach { Stop-TestOrg $at.Org }

    It 'gives the app a new pair, and the vault too' {
        $steps = Invoke-Rotation $at
        $new = Get-StoredPair $at.Name

        $steps.Step | Should -Be FindApp, Stage, StoreStaged, Connect, Promote, Store, CleanUp, Grace
        $steps.Status | Select-Object -Unique | Should -Be Done
        $new.Key | Should -Not -Be $at.App.consumerKey
        $new.Secret | Should -Not -Be $at.App.consumerSecret
        Test-Pair $at.Org $new.Key $new.Secret | Should -BeTrue
        Test-Stored $at.Staged | Should -BeFalse
        (Invoke-OrgKnob $at.Org apps | ForEach-Object { $_ }).consumerKey | Should -Contain $new.Key
    }

    It 'leaves the previous pair its grace, and says until when' {
        $grace = (Invoke-Rotation $at)[-1]
        Test-Pair $at.Org $at.App.consumerKey $at.App.consumerSecret | Should -BeTrue
        $grace.Detail | Should -Match '\d{4}-\d\d-\d\dT'

        $null = Invoke-OrgKnob $at.Org clock POST @{ advanceSeconds = 31 * 86400 }
        Test-Pair $at.Org $at.App.consumerKey $at.App.consumerSecret | Should -BeFalse
    }

    It 'is followed by a running session without a new connection, also one that was given the key' -ForEach @{ Key = $false }, @{ Key = $true } {
        $with = if ($Key) { @{ ClientId = $at.App.consumerKey } } else { @{} }
        $running = Connect-SfClientCredentials $at.Org.url -SecretName $at.Name -VaultName $vault -Name running -NoDefault @with
        $null = Invoke-Rotation $at
        $null = Invoke-OrgKnob $at.Org clock POST @{ advanceSeconds = 31 * 86400 }

        Invoke-SfQuery 'SELECT COUNT() FROM Account' -Session $running | Should -BeGreaterThan 0
        $running.ClientId | Should -Be (Get-StoredPair $at.Name).Key
    }

    It 'can follow another once the grace is over, and before it with -Force only' {
        $null = Invoke-Rotation $at
        $first = Get-StoredPair $at.Name
        $failure = Get-Failure { Invoke-Rotation $at }
        $failure.FullyQualifiedErrorId | Should -BeLike 'GRACE_PERIOD,*'
        $failure.ErrorDetails.RecommendedAction | Should -Match '-Force'
        Test-Pair $at.Org $first.Key $first.Secret | Should -BeTrue

        $null = Invoke-Rotation $at @{ Force = $true }
        $second = Get-StoredPair $at.Name
        $second.Key | Should -Not -Be $first.Key
        Test-Pair $at.Org $second.Key $second.Secret | Should -BeTrue
        Test-Pair $at.Org $at.App.consumerKey $at.App.consumerSecret | Should -BeFalse
    }

    It 'goes on where it failed, with a pair that works in the vault all the time: <Fails>' -ForEach @(
        @{ Fails = 'listing apps'; Fault = @{ method = 'GET'; path = '*/apps/oauth/usage' }; Rest = 'FindApp', 'Stage', 'StoreStaged', 'Connect', 'Promote', 'Store', 'CleanUp', 'Grace' }
        @{ Fails = 'staging, refused'; Fault = @{ method = 'POST'; path = '*/staged' }; Rest = 'FindApp', 'Stage', 'StoreStaged', 'Connect', 'Promote', 'Store', 'CleanUp', 'Grace' }
        @{ Fails = 'staging, done but the answer lost'; Fault = @{ method = 'POST'; path = '*/staged'; drop = 'mid-body' }; Rest = 'FindApp', 'Stage', 'StoreStaged', 'Connect', 'Promote', 'Store', 'CleanUp', 'Grace' }
        @{ Fails = 'connecting'; Fault = @{ method = 'POST'; path = '*/token' }; Rest = 'FindApp', 'Stage', 'Connect', 'Promote', 'Store', 'CleanUp', 'Grace' }
        @{ Fails = 'promoting, refused'; Fault = @{ method = 'PATCH'; path = '*/staged/*' }; Rest = 'FindApp', 'Stage', 'Connect', 'Promote', 'Store', 'CleanUp', 'Grace' }
        @{ Fails = 'promoting, done but the answer lost'; Fault = @{ method = 'PATCH'; path = '*/staged/*'; drop = 'mid-body' }; Rest = 'FindApp', 'Connect', 'Store', 'CleanUp', 'Grace' }
    ) {
        $null = Get-SfLimit -Session $at.Admin
        $at.Org | Set-OrgFault ($Fault + $(if ($Fault.drop) { @{} } else { @{ status = 400; body = @(@{ errorCode = 'SOME_FAULT'; message = 'of the test' }) } }))
        $failure = Get-Failure { Invoke-Rotation $at }
        Clear-OrgFault $at.Org
        $failure.Exception.Message | Should -Match $(if ($Fails -eq 'listing apps') { 'Nothing was changed\.$' } else { "Where it stands: .*$($at.Name).* goes on working.* Another run goes on from there\.$" })
        $between = Get-StoredPair $at.Name
        $between.Key | Should -Be $at.App.consumerKey
        Test-Pair $at.Org $between.Key $between.Secret | Should -BeTrue

        (Invoke-Rotation $at).Step | Should -Be $Rest
        $new = Get-StoredPair $at.Name
        $new.Key | Should -Not -Be $at.App.consumerKey
        Test-Pair $at.Org $new.Key $new.Secret | Should -BeTrue
        Test-Stored $at.Staged | Should -BeFalse
    }

    It 'refuses a session of the app itself, before anything is sent' {
        $own = Connect-SfClientCredentials $at.Org.url -SecretName $at.Name -VaultName $vault -Name own -NoDefault
        Clear-OrgRequest $at.Org
        $failure = Get-Failure { Update-SfClientSecret $at.Name -VaultName $vault -Session $own }
        $failure.FullyQualifiedErrorId | Should -BeLike 'OWN_APP,*'
        $failure.ErrorDetails.RecommendedAction | Should -Match '-Session'
        Get-OrgRequest $at.Org | Should -BeNullOrEmpty
    }

    It 'sends and reads nothing with -WhatIf' {
        Clear-OrgRequest $at.Org
        $reads = Get-TestVaultRead
        Invoke-Rotation $at @{ WhatIf = $true } | Should -BeNullOrEmpty
        Get-OrgRequest $at.Org | Should -BeNullOrEmpty
        Get-TestVaultRead | Should -Be $reads
    }

    It 'asks only for the app that -AppId names' {
        $id = (Invoke-OrgKnob $at.Org apps | ForEach-Object { $_ } | Where-Object consumerKey -EQ $at.App.consumerKey).id
        Clear-OrgRequest $at.Org
        $null = Invoke-Rotation $at @{ AppId = $id }
        Get-OrgRequest $at.Org '*/usage' | Should -BeNullOrEmpty
        @(Get-OrgRequest $at.Org '*/services/data/*').Count | Should -Be 6
    }

    It 'says that no app has the key' {
        $other = Set-TestSecret "other-$($at.Name)" ([pscredential]::new('3MVG9nosuch', $at.App.Secret))
        $failure = Get-Failure { Update-SfClientSecret $other -VaultName $vault -Session $at.Admin }
        $failure.FullyQualifiedErrorId | Should -BeLike 'APP_NOT_FOUND,*'
    }

    It 'says that there is no such secret' {
        $failure = Get-Failure { Update-SfClientSecret nosuch -VaultName $vault -Session $at.Admin }
        $failure.FullyQualifiedErrorId | Should -BeLike 'SECRET_NOT_FOUND,*'
        $failure.Exception.Message | Should -Match "no secret 'nosuch'"
    }

    It 'says where the org must allow it' {
        $null = Invoke-OrgKnob $at.Org settings POST @{ clientSecretInRestApi = $false }
        $failure = Get-Failure { Invoke-Rotation $at }
        $failure.FullyQualifiedErrorId | Should -BeLike 'FUNCTIONALITY_NOT_ENABLED,*'
        $failure.ErrorDetails.RecommendedAction | Should -Match 'External Client App Settings'
        $failure.Exception.Message | Should -Match 'Nothing was changed\.'
    }

    It 'refuses one name for both' {
        (Get-Failure { Invoke-Rotation $at @{ StagedSecretName = $at.Name } }).FullyQualifiedErrorId | Should -BeLike 'INVALID_PARAMETER,*'
    }

    It 'shows neither secret, whatever is on' {
        $before = $at.App.consumerSecret
        $seen = Invoke-Rotation $at @{ Verbose = $true; Debug = $true } *>&1
        $new = Get-StoredPair $at.Name
        $text = ($seen | Format-List * -Force | Out-String -Width 4000) + ($seen | ConvertTo-Json -Depth 3 -WarningAction Ignore) + ($seen | Out-String -Width 4000)
        $text | Should -Match 'PATCH /services/data'
        $text | Should -Not -Match ([regex]::Escape($new.Secret))
        $text | Should -Not -Match ([regex]::Escape($before))
    }
}

Describe 'Update-SfClientSecret, by the form of the secret' {
    It 'keeps a hashtable and what else is in it' {
        $at = Start-RotationOrg -Form hashtable
        try {
            $null = Invoke-Rotation $at
            $secret = Get-Secret -Name $at.Name -Vault $vault
            $secret | Should -BeOfType hashtable
            [System.Net.NetworkCredential]::new('', $secret.Note).Password | Should -Be kept
            $session = Connect-SfClientCredentials -SecretName $at.Name -VaultName $vault -Name form -NoDefault
            $session.ClientId | Should -Not -Be $at.App.consumerKey
        }
        finally { Stop-TestOrg $at.Org }
    }

    It 'makes a PSCredential of a secret without key' {
        $at = Start-RotationOrg -Form string
        try {
            $null = Invoke-Rotation $at @{ ClientId = $at.App.consumerKey }
            Get-Secret -Name $at.Name -Vault $vault | Should -BeOfType pscredential
            (Connect-SfClientCredentials $at.Org.url -SecretName $at.Name -VaultName $vault -Name form -NoDefault).ClientId | Should -Not -Be $at.App.consumerKey
        }
        finally { Stop-TestOrg $at.Org }
    }
}

Describe 'Update-SfClientSecret, where a pair works only once it is promoted' {
    BeforeEach { $at = Start-RotationOrg @{ acceptsStagedPair = $false } }
    AfterEach { Stop-TestOrg $at.Org }

    It 'does not promote a pair that does not connect' {
        $failure = Get-Failure { Invoke-Rotation $at }
        $failure.FullyQualifiedErrorId | Should -BeLike 'invalid_client_id,*'
        (Get-StoredPair $at.Name).Key | Should -Be $at.App.consumerKey
        Get-OrgRequest $at.Org '*/staged/*' | Where-Object method -EQ PATCH | Should -BeNullOrEmpty
    }

    It 'promotes it first with -ConnectAfterPromotion' {
        (Invoke-Rotation $at @{ ConnectAfterPromotion = $true }).Step | Should -Be FindApp, Stage, StoreStaged, Promote, Connect, Store, CleanUp, Grace
        $new = Get-StoredPair $at.Name
        Test-Pair $at.Org $new.Key $new.Secret | Should -BeTrue
    }
}

Describe 'Update-SfClientSecret, with a vault that does not do what it should' {
    BeforeAll {
        # The real vault, if there is one, is left alone from here on.
        Remove-TestVault
        $null = Use-TestVault -StandIn
        $vault = Get-TestVaultName
    }
    BeforeEach { $at = Start-RotationOrg }
    AfterEach {
        Clear-VaultScript
        Stop-TestOrg $at.Org
    }

    It 'that <Does> at <Where> is never taken for done, and the next run goes on' -ForEach $(
        foreach ($where in 'the second name', 'the first name') {
            @{ Where = $where; Does = 'throws'; Code = 'VAULT_FAILED'; Script = { throw 'full' } }
            @{ Where = $where; Does = 'throws a .NET exception'; Code = 'VAULT_FAILED'; Script = { throw [System.IO.IOException]::new('full') } }
            @{ Where = $where; Does = 'writes an error'; Code = 'VAULT_FAILED'; Script = { Write-Error 'full' } }
            @{ Where = $where; Does = 'is locked'; Code = 'VAULT_LOCKED'; Script = { throw [StandIn.PasswordRequiredException]::new('full') } }
            @{ Where = $where; Does = 'silently stores nothing'; Code = 'SECRET_NOT_STORED'; Script = { } }
            @{ Where = $where; Does = 'stores something else'; Code = 'SECRET_NOT_STORED'; Script = { $Vault.Do($Command, $Name, [pscredential]::new($Secret.UserName, (ConvertTo-SecureString other -AsPlainText -Force)), $Metadata) } }
            @{ Where = $where; Does = 'loses the secret'; Code = 'VAULT_FAILED'; Script = { $null = $Vault.Do('Get-Secret', $Name, $null, $null) -and $Vault.Do('Remove-Secret', $Name, $null, $null); throw 'full' } }
        }
    ) {
        $suffix = if ($Where -eq 'the second name') { '-staged' } else { '' }
        [StandIn.Vaults]::All[$vault].Instead['Set-Secret'] = "if (`$Name -eq '$($at.Name)$suffix') { $Script } else { `$Vault.Do(`$Command, `$Name, `$Secret, `$Metadata) }"
        $failure = Get-Failure { Invoke-Rotation $at @{ ErrorAction = 'Stop' } }
        $failure.FullyQualifiedErrorId | Should -BeLike "$Code,*"
        "$failure" | Should -Match "Where it stands: .*$($at.Name)"
        if ($Code -ne 'SECRET_NOT_STORED') { "$failure" | Should -Match 'full' }

        Clear-VaultScript
        (Invoke-Rotation $at).Step[-1] | Should -Be Grace
        $new = Get-StoredPair $at.Name
        $new.Key | Should -Not -Be $at.App.consumerKey
        Test-Pair $at.Org $new.Key $new.Secret | Should -BeTrue
        Test-Stored $at.Staged | Should -BeFalse
    }

    It 'that removes nothing is a warning, and the next run removes it' {
        Set-VaultScript Remove-Secret { throw 'no right to remove' }
        $warned, $steps = (Invoke-Rotation $at 3>&1).Where({ $_ -is [Management.Automation.WarningRecord] }, 'Split')
        $steps.Step[-1] | Should -Be Grace
        ($steps | Where-Object Status -EQ Failed).Step | Should -Be CleanUp
        "$warned" | Should -Match 'could not be removed.*no right to remove'
        $new = Get-StoredPair $at.Name
        Test-Pair $at.Org $new.Key $new.Secret | Should -BeTrue

        Clear-VaultScript
        (Invoke-Rotation $at).Step | Should -Be FindApp, CleanUp, Grace
        Test-Stored $at.Staged | Should -BeFalse
    }

    It 'is not kept from rotating by a rest that cannot be removed' {
        Set-VaultScript Remove-Secret { throw 'no right to remove' }
        $null = Invoke-Rotation $at @{ WarningAction = 'Ignore' }
        $first = Get-StoredPair $at.Name
        $null = Invoke-Rotation $at @{ WarningAction = 'Ignore'; Force = $true }
        $second = Get-StoredPair $at.Name
        $second.Key | Should -Not -Be $first.Key
        Test-Pair $at.Org $second.Key $second.Secret | Should -BeTrue
    }

    It 'keeps the metadata of the secret' {
        Set-Secret -Name $at.Name -Secret ([pscredential]::new($at.App.consumerKey, $at.App.Secret)) -Vault $vault -Metadata @{ Owner = 'SAP team'; Review = 7 }
        $null = Invoke-Rotation $at
        $metadata = (Get-SecretInfo $at.Name -Vault $vault).Metadata
        $metadata['Owner'] | Should -Be 'SAP team'
        $metadata['Review'] | Should -Be 7
    }

    It 'is told about where the vault does not take the metadata back' {
        Set-Secret -Name $at.Name -Secret ([pscredential]::new($at.App.consumerKey, $at.App.Secret)) -Vault $vault -Metadata @{ Owner = 'SAP team' }
        Set-VaultScript Set-Secret { if ($Metadata.Count) { $Vault.Do('Remove-Secret', $Name, $null, $null); throw 'not mine' } else { $Vault.Do($Command, $Name, $Secret, $Metadata) } }
        $warned, $steps = (Invoke-Rotation $at 3>&1).Where({ $_ -is [Management.Automation.WarningRecord] }, 'Split')
        $steps.Step[-1] | Should -Be Grace
        "$warned" | Should -Match 'Owner.*not mine'
        $new = Get-StoredPair $at.Name
        Test-Pair $at.Org $new.Key $new.Secret | Should -BeTrue
    }

    It 'rotates whatever the caller prefers: <_>' -ForEach @(
        '$WhatIfPreference = $true; $with.WhatIf = $false'
        '$ConfirmPreference = "Low"; $with.Confirm = $false'
        '$global:WhatIfPreference = $true; $with.WhatIf = $false'
        '$PSDefaultParameterValues = @{ "Set-Secret:NoClobber" = $true; "Set-Secret:WhatIf" = $true; "*-Secret:Vault" = "nosuch"; "Remove-Secret:WhatIf" = $true }'
        '$ErrorActionPreference = "Ignore"; $WarningPreference = "Stop"'
    ) {
        $with = @{}
        try {
            . ([scriptblock]::Create($_))
            $steps = Invoke-Rotation $at $with
        }
        finally {
            $global:WhatIfPreference = $false
            $WhatIfPreference = $false
            $ConfirmPreference = 'High'
            $PSDefaultParameterValues = @{}
        }
        $steps.Status | Select-Object -Unique | Should -Be Done
        $new = Get-StoredPair $at.Name
        $new.Key | Should -Not -Be $at.App.consumerKey
        Test-Pair $at.Org $new.Key $new.Secret | Should -BeTrue
        Test-Stored $at.Staged | Should -BeFalse
    }

    It 'that is slow <Where> ends with Ctrl+C when it returns, with a pair that works in the vault, and the next run goes on' -ForEach @(
        # The last one has rotated already; the next run is another rotation, within the grace of the first.
        @{ Where = 'reading the pair'; Command = 'Get-Secret'; Suffix = '' }
        @{ Where = 'reading the second name'; Command = 'Get-SecretInfo'; Suffix = '-staged' }
        @{ Where = 'storing the second name'; Command = 'Set-Secret'; Suffix = '-staged' }
        @{ Where = 'storing the first name'; Command = 'Set-Secret'; Suffix = '' }
        @{ Where = 'removing the second name'; Command = 'Remove-Secret'; Suffix = '-staged'; Next = @{ Force = $true } }
    ) {
        # Vaults run in a runspace of SecretManagement's own, where nobody can stop them.
        [StandIn.Vaults]::Inside.Reset()
        [StandIn.Vaults]::Gate.Reset()
        [StandIn.Vaults]::All[$vault].Instead[$Command] = "if (`$Name -eq '$($at.Name)$Suffix') { `$null = [StandIn.Vaults]::Inside.Set(); [StandIn.Vaults]::Gate.Wait() }; , `$Vault.Do(`$Command, `$Name, `$Secret, `$Metadata)"
        $shell = [powershell]::Create().AddScript({
                param($module, $admin, $name, $vault)
                Import-Module $module
                Update-SfClientSecret $name -VaultName $vault -Session $admin
                'went on'
            }).AddArgument((Get-TestModulePath)).AddArgument($at.Admin).AddArgument($at.Name).AddArgument($vault)
        $output = [System.Management.Automation.PSDataCollection[psobject]]::new()
        $null = $shell.BeginInvoke([System.Management.Automation.PSDataCollection[psobject]]$null, $output)
        try {
            [StandIn.Vaults]::Inside.Wait(300000) | Should -BeTrue
            $stop = $shell.BeginStop($null, $null)
            [StandIn.Vaults]::Gate.Set()
            $shell.EndStop($stop)
            $shell.InvocationStateInfo.State | Should -Be Stopped
            $output | Should -Not -Contain 'went on'
        }
        finally {
            [StandIn.Vaults]::Gate.Set()
            $shell.Dispose()
        }

        Clear-VaultScript
        $kept = Get-StoredPair $at.Name
        Test-Pair $at.Org $kept.Key $kept.Secret | Should -BeTrue
        (Invoke-Rotation $at ($Next ?? @{})).Step[-1] | Should -Be Grace
        $new = Get-StoredPair $at.Name
        $new.Key | Should -Not -Be $at.App.consumerKey
        Test-Pair $at.Org $new.Key $new.Secret | Should -BeTrue
        Test-Stored $at.Staged | Should -BeFalse
    }

    It 'names the new secret in nothing that it says' {
        Set-VaultScript Set-Secret { Write-Warning "taking $($Secret.GetNetworkCredential().Password)"; Write-Error "refusing $($Secret.GetNetworkCredential().Password)" }
        $warned = [System.Collections.Generic.List[string]]::new()
        $failure = Get-Failure { Invoke-Rotation $at @{ ErrorAction = 'Stop' } 3>&1 | ForEach-Object { $warned.Add("$_") } }
        "$failure" | Should -Match 'refusing \*\*\*\*'
        "$warned" | Should -Match 'taking \*\*\*\*'
        $all = ($failure | Format-List * -Force | Out-String -Width 4000) + ($failure.Exception | Format-List * -Force | Out-String -Width 4000) + $failure.Exception.ToString()
        $all | Should -Not -Match 'refusing [^*]'
    }
}
