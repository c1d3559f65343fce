# Completion by what the org has: objects, fields, values, and SOQL in quotes. | is the cursor.
BeforeAll {
    Import-TestModule
    $org = Start-TestOrg
    $session = Connect-TestOrg $org @{ Name = 'dev' }

    function Complete([string] $Text) {
        $at = $Text.IndexOf('|')
        $script:typed = $Text.Remove($at, 1)
        TabExpansion2 $typed $at
    }
    function Get-Word([string] $Text) { @((Complete $Text).CompletionMatches.ListItemText) }
    function Get-Line([string] $Text) {
        $result = Complete $Text
        foreach ($match in $result.CompletionMatches) {
            $typed.Remove($result.ReplacementIndex, $result.ReplacementLength).Insert($result.ReplacementIndex, $match.CompletionText)
        }
    }
}

AfterAll { Stop-TestOrg $org }

Describe 'Completion of arguments' {
    It 'of objects in <_>' -ForEach 'New-SfRecord -Type Acc|', 'New-SfRecord acc|', 'Set-SfRecord Acc|', 'Get-SfRecord Acc|', 'Enable-SfChangeDataCapture Acc|' {
        Get-Word $_ | Should -Be 'Account'
    }

    It 'of all objects, those of events too, in <_>' -ForEach 'Get-SfObject Acc|', 'Get-SfObject -Name Acc|', 'Get-SfField Acc|', "Get-SfField -Type 'Acc|" {
        Get-Word $_ | Should -Be 'Account', 'AccountChangeEvent'
    }

    It 'of fields and keys' {
        Get-Word 'Get-SfField Account Ind|' | Should -Be 'Industry'
        Get-Word 'Get-SfField -Type Account -Name An|' | Should -Be 'AnnualRevenue'
        Get-Word 'Set-SfRecord -Type Contact -ExternalIdField |' | Should -Contain 'Id'
        Get-Word 'Set-SfRecord -Type Contact -ExternalIdField |' | Should -Not -Contain 'LastName'
        Get-Word 'Get-SfRecord Account $ids -Field Name, Industr|' | Should -Be 'Industry'
        Get-Word 'Get-SfRecord Contact $ids -Field Account.Owner.Na|' | Should -Be 'Account.Owner.Name'
        Get-Word 'Get-SfRecord Invoice__c -ExternalIdField Ext|' | Should -Be 'External_Id__c'
        Get-Word 'Set-SfRecord Invoice__c -ExternalIdField Ext|' | Should -Be 'External_Id__c'
    }

    It 'has nothing without a type, or for one that is not there' {
        Get-Word 'Set-SfRecord -ExternalIdField |' | Should -BeNullOrEmpty
        Get-Word 'Get-SfField Nosuch__c -Name |' | Should -BeNullOrEmpty
    }

    It 'tells label and type in the tool tip' {
        (Complete 'Get-SfField Account AnnualRev|').CompletionMatches.ToolTip | Should -Be 'AnnualRevenue: currency Annual Revenue'
        (Complete 'New-SfRecord Cont|').CompletionMatches[0].ToolTip | Should -Be 'Contact: Contact'
    }
}

Describe 'Completion of SOQL' {
    It 'puts <Text> so that all else stays' -ForEach @(
        @{ Text = "Invoke-SfQuery -Query 'SELECT Id, Na| FROM Account'"; Line = "Invoke-SfQuery -Query 'SELECT Id, Name FROM Account'" }
        @{ Text = "Invoke-SfQuery 'SELECT Id, Na| FROM Account' -Flatten | Sort-Object Name"; Line = "Invoke-SfQuery 'SELECT Id, Name FROM Account' -Flatten | Sort-Object Name" }
        @{ Text = "`$rows = Invoke-SfQuery -Query:'SELECT Id FROM Acc|'"; Line = "`$rows = Invoke-SfQuery -Query:'SELECT Id FROM Account'" }
        @{ Text = "Invoke-SfQuery 'SELECT Id FROM Acc|"; Line = "Invoke-SfQuery 'SELECT Id FROM Account" }
        @{ Text = 'Invoke-SfQuery "SELECT $fields, Na| FROM Account LIMIT $limit"'; Line = 'Invoke-SfQuery "SELECT $fields, Name FROM Account LIMIT $limit"' }
        @{ Text = 'Invoke-SfQuery "SELECT `"x`", Na| FROM Account'; Line = 'Invoke-SfQuery "SELECT `"x`", Name FROM Account' }
        @{ Text = "Invoke-SfQuery 'SELECT Na|me FROM Account'"; Line = "Invoke-SfQuery 'SELECT Name FROM Account'" }
        @{ Text = "Invoke-SfQuery 'SELECT Id FROM Account WHERE Industry = ''Ene|'' AND Name != null'"; Line = "Invoke-SfQuery 'SELECT Id FROM Account WHERE Industry = ''Energy'' AND Name != null'" }
        @{ Text = "Invoke-SfQuery 'SELECT Id FROM Account WHERE Industry = ''Ene|"; Line = "Invoke-SfQuery 'SELECT Id FROM Account WHERE Industry = ''Energy''" }
        @{ Text = "Invoke-SfQuery `"SELECT Id FROM Account WHERE Industry = 'Ene| AND Name = 'x'`""; Line = "Invoke-SfQuery `"SELECT Id FROM Account WHERE Industry = 'Energy' AND Name = 'x'`"" }
        @{ Text = "Invoke-SfQuery 'SELECT Id`n  , Na|`n FROM Account'"; Line = "Invoke-SfQuery 'SELECT Id`n  , Name`n FROM Account'" }
        @{ Text = "Invoke-SfQuery 'SELECT Id FROM Contact WHERE Account.Own| LIMIT 1'"; Line = "Invoke-SfQuery 'SELECT Id FROM Contact WHERE Account.Owner. LIMIT 1'", "Invoke-SfQuery 'SELECT Id FROM Contact WHERE Account.OwnerId LIMIT 1'", "Invoke-SfQuery 'SELECT Id FROM Contact WHERE Account.Ownership LIMIT 1'" }
    ) {
        Get-Line $Text | Should -Be $Line
    }

    It 'knows <Words> in <Soql>' -ForEach @(
        @{ Soql = 'SELECT Owner.Na| FROM Account'; Words = 'Name' }
        @{ Soql = 'SELECT Account.Owner.Na| FROM Contact'; Words = 'Name' }
        @{ Soql = 'SELECT a.Na| FROM Account a'; Words = 'Name' }
        @{ Soql = 'SELECT Id, (SELECT LastNa| FROM Contacts) FROM Account'; Words = 'LastName' }
        @{ Soql = 'SELECT Id, (SELECT Id FROM Cont|) FROM Account'; Words = 'Contacts', 'ContentDocumentLinks' }
        @{ Soql = 'SELECT Id, (SELECT Id FROM Contacts WHERE LastNa|) FROM Account'; Words = 'LastName' }
        @{ Soql = 'SELECT Id FROM Account WHERE Id IN (SELECT Id FROM Contac|)'; Words = 'Contact' }
        @{ Soql = 'SELECT Id FROM Account WHERE Id IN (SELECT LastNa| FROM Contact)'; Words = 'LastName' }
        @{ Soql = 'SELECT Id FROM Account WHERE (Name = null OR AnnualR|'; Words = 'AnnualRevenue' }
        @{ Soql = 'SELECT Id FROM Account WHERE NOT Industr|'; Words = 'Industry' }
        @{ Soql = 'SELECT Id FROM Account ORDER BY Name DESC, Industr|'; Words = 'Industry' }
        @{ Soql = 'SELECT COUNT(Id) FROM Account GROUP BY Industr|'; Words = 'Industry' }
        @{ Soql = 'SELECT MAX(AnnualR|) FROM Account'; Words = 'AnnualRevenue' }
        @{ Soql = 'SELECT Id FROM Account WHERE IsDeleted = |'; Words = 'false', 'true' }
        @{ Soql = 'SELECT Id FROM Contact WHERE Account.Industry = Ener|'; Words = 'Energy' }
        @{ Soql = 'SELECT Id FROM Account WHERE Industry NOT IN (|'; First = 'Agriculture' }
        @{ Soql = 'SELECT Id FROM Account WHERE LastModifiedBy.|'; First = 'AboutMe', 'Alias', 'Address', 'Id' }
        @{ Soql = 'SELECT Id FROM Account WHERE Name = |' }
        @{ Soql = 'SELECT Id FROM Account LIMIT |' }
        @{ Soql = 'SELECT Id Na| FROM Account' }
        @{ Soql = 'SELECT Nosuch.| FROM Account' }
        @{ Soql = 'SELECT | FROM Nosuch__c' }
        @{ Soql = 'SELECT |' }
        @{ Soql = 'SEL|' }
        @{ Soql = '|' }
        @{ Soql = 'SELECT Id /* Na| */ FROM Account' }
        @{ Soql = ') ( SELECT , FROM FROM WHERE .|' }
    ) {
        $found = Get-Word "Invoke-SfQuery `"$Soql`""
        if ($First) { $found[0] | Should -BeIn $First }
        elseif ($Words) { $found | Should -Be $Words }
        else { $found | Should -BeNullOrEmpty }
    }

    It 'uses the Tooling API where the query does' {
        Get-Word "Invoke-SfQuery 'SELECT Bod| FROM ApexClass' -Tooling" | Should -Be 'Body'
    }
}

Describe 'Completion and the org' {
    BeforeEach {
        $other = Connect-TestOrg $org @{ Name = 'fresh' }
        $Error.Clear()
    }

    AfterEach { $Error | Should -BeNullOrEmpty }

    It 'asks once, and then takes what the session knows' {
        $calls = Get-OrgCall $org { 1..3 | ForEach-Object { Get-Word "Invoke-SfQuery 'SELECT Na| FROM Account'"; Get-Word 'Get-SfField Account Ind|'; Get-Word 'New-SfRecord Acc|' } }
        $calls.path | Should -Be '/services/data/v68.0/sobjects/Account/describe', '/services/data/v68.0/sobjects'
        $calls = Get-OrgCall $org { $null = Get-SfField Account }
        $calls | Should -BeNullOrEmpty
    }

    It 'asks the session that is given' {
        $calls = Get-OrgCall $org {
            Get-Word 'Get-SfField Account Industr| -Session fresh' | Should -Be 'Industry'
            Get-Word 'Get-SfField Account Industr| -Session $other' | Should -Be 'Industry'
            Get-Word 'Get-SfField Account Industr| -Session nosuch' | Should -BeNullOrEmpty
            Get-Word 'Get-SfField Account Industr| -Session (Get-SfSession dev)' | Should -BeNullOrEmpty
        }
        $calls | Should -HaveCount 1
    }

    It 'asks the session of $PSDefaultParameterValues' {
        $global:PSDefaultParameterValues['*-Sf*:Session'] = $other
        $null = Select-SfSession dev
        try { $calls = Get-OrgCall $org { Get-Word 'Get-SfField Case Subj|' | Should -Be 'Subject' } }
        finally { $global:PSDefaultParameterValues.Remove('*-Sf*:Session') }
        $other.ApiCalls | Should -Be 1
    }

    It 'has nothing, says nothing, and fetches no token where <What>' -ForEach @(
        @{ What = 'the org refuses'; Fault = @{ status = 403; body = '[{"errorCode":"API_DISABLED_FOR_ORG","message":"no"}]' } }
        @{ What = 'the answer is none'; Fault = @{ status = 200; body = '<html>' } }
        @{ What = 'the connection drops'; Fault = @{ drop = 'mid-body' } }
        @{ What = 'the server fails'; Fault = @{ status = 503; headers = @{ 'Retry-After' = '3000' } } }
    ) {
        $was = Get-SfSession | Where-Object IsDefault
        # Pauses before a repetition pass at once, and only they make up the two seconds.
        Import-TestClock
        Set-TestClock ([SalesforceCC.Testing.SkippingClock]::new([timespan]::FromSeconds(2)))
        try { $null = Connect-TestOrg $org @{ Name = 'hurried'; TimeoutSec = 2 } } finally { Set-TestClock }
        $org | Set-OrgFault ($Fault + @{ path = '*/sobjects*'; count = -1 })
        try {
            Get-Word "Invoke-SfQuery 'SELECT Na| FROM Account'" | Should -BeNullOrEmpty
            Get-Word 'Get-SfField Account Ind|' | Should -BeNullOrEmpty
            Get-Word 'New-SfRecord Acc|' | Should -BeNullOrEmpty
            Get-Word 'Set-SfRecord Account -ExternalIdField |' | Should -BeNullOrEmpty
        }
        finally {
            Clear-OrgFault $org
            Disconnect-SfSession hurried
            $null = Select-SfSession $was
        }
    }

    It 'ends after two seconds of the session''s clock where the server is silent' {
        Import-TestClock
        $clock = [SalesforceCC.Testing.SkippingClock]::new([timespan]::FromSeconds(77))
        Set-TestClock $clock
        try { $null = Connect-TestOrg $org @{ Name = 'silent'; TimeoutSec = 77 } } finally { Set-TestClock }
        $org | Set-OrgFault @{ path = '*/sobjects*'; hang = $true; count = -1 }
        try {
            Get-Word "Invoke-SfQuery 'SELECT Na| FROM Account'" | Should -BeNullOrEmpty
            $clock.Passed | Should -Be ([timespan]::FromSeconds(2))
        }
        finally { Clear-OrgFault $org }
    }

    It 'has nothing without a session, or of one that was disconnected' {
        Disconnect-SfSession fresh
        Get-Word "Invoke-SfQuery 'SELECT Na| FROM Account' -Session fresh" | Should -BeNullOrEmpty
        Get-Word 'New-SfRecord Acc| -Session $other' | Should -BeNullOrEmpty
        Invoke-FreshShell "Import-Module '$(Get-TestModulePath)'; `$t = 'New-SfRecord Acc'; (TabExpansion2 `$t `$t.Length).CompletionMatches.Count; `$t = `"Invoke-SfQuery 'SELECT Na`"; (TabExpansion2 `$t `$t.Length).CompletionMatches.Count; `$Error.Count" | Should -Be 0, 0, 0
    }

    It 'works while a command of the same runspace runs' {
        $found = Invoke-SfQuery 'SELECT Id FROM Account LIMIT 2' | ForEach-Object { Get-Word "Invoke-SfQuery 'SELECT AnnualRe| FROM Account'" }
        $found | Should -Be 'AnnualRevenue', 'AnnualRevenue'
    }
}

Describe 'Completion where a secret is in a vault' {
    BeforeAll {
        $null = Use-TestVault -StandIn
        $vault = Get-TestVaultName
        $name = "completion-$([guid]::NewGuid())"
        Set-Secret -Name $name -Secret ([pscredential]::new($org.consumerKey, $org.Secret)) -Vault $vault
    }

    AfterAll { Remove-TestVault }

    It 'never asks the vault for a new token: that could be a prompt' {
        Import-TestClock
        Set-TestClock ([SalesforceCC.Testing.SkippingClock]::new([timespan]::FromSeconds(77)))
        try { $null = Connect-SfClientCredentials $org.url -SecretName $name -VaultName $vault -Name expired -TimeoutSec 77 } finally { Set-TestClock }
        Stop-OrgToken $org
        $script:asked = 0
        Set-VaultScript Get-Secret { $script:asked++; throw 'asked' }
        $Error.Clear()
        try { Get-Word "Invoke-SfQuery 'SELECT Na| FROM Account'" | Should -BeNullOrEmpty }
        finally { Clear-VaultScript }
        $asked | Should -Be 0
        $Error | Should -BeNullOrEmpty

        # The command that comes then fetches it.
        (Invoke-SfQuery 'SELECT Id FROM Account LIMIT 1' -Session expired).Id | Should -Not -BeNullOrEmpty
        Get-Word "Invoke-SfQuery 'SELECT Na| FROM Account' -Session expired" | Out-Null
    }
}
