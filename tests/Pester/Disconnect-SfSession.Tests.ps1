BeforeAll {
    Import-TestModule
    $org = Start-TestOrg
}

AfterAll { Stop-TestOrg $org }

Describe 'Disconnect-SfSession' {
    BeforeEach {
        $one = Connect-TestOrg $org @{ Name = 'one' }
        $two = Connect-TestOrg $org @{ Name = 'two' }
        Clear-OrgRequest $org
    }

    AfterEach { Get-SfSession | Disconnect-SfSession; Clear-OrgFault $org }

    It 'ends the default session, and asks no network' {
        Disconnect-SfSession | Should -BeNullOrEmpty

        Get-SfSession | Should -Be $one
        Get-OrgRequest $org | Should -BeNullOrEmpty
    }

    It 'makes no other session the default' {
        Disconnect-SfSession

        $failure = Get-Failure { Get-SfLimit }
        $failure.FullyQualifiedErrorId | Should -BeLike 'NOT_CONNECTED,*'
        $failure.CategoryInfo.Category | Should -Be 'ConnectionError'
        $failure.ErrorDetails.RecommendedAction | Should -BeLike '*Connect-SfClientCredentials*'
    }

    It 'ends a session by name, by object, and all that come down the pipeline' {
        Disconnect-SfSession one
        Get-SfSession | Should -Be $two
        Disconnect-SfSession -Session $two
        Get-SfSession | Should -BeNullOrEmpty

        $null = 'a', 'b', 'c' | ForEach-Object { Connect-TestOrg $org @{ Name = $_ } }
        Get-SfSession | Disconnect-SfSession
        Get-SfSession | Should -BeNullOrEmpty
    }

    It 'leaves an object that says so when it is used' {
        Disconnect-SfSession one

        foreach ($command in { Invoke-SfRest limits -Session $one }, { Invoke-SfQuery 'SELECT Id FROM User' -Session $one }, { Get-SfToken -Session $one }, { Get-SfIdentity -Session $one }) {
            $failure = Get-Failure $command
            $failure.FullyQualifiedErrorId | Should -BeLike 'SESSION_CLOSED,*'
            "$failure" | Should -BeLike "*'one'*"
        }
        $one.Name | Should -Be 'one'
        ($one | Format-List * -Force | Out-String) | Should -Match 'InstanceUrl'
        Get-OrgRequest $org | Should -BeNullOrEmpty
    }

    It 'does nothing the second time' {
        Disconnect-SfSession $one
        Disconnect-SfSession $one -ErrorAction Stop
    }

    It 'changes nothing with -WhatIf' {
        Disconnect-SfSession -Revoke -WhatIf

        Get-SfSession | Should -HaveCount 2
        Get-OrgRequest $org | Should -BeNullOrEmpty
    }

    It 'leaves the token alive: another process may have the same' {
        $token = (Get-SfToken -Session $one).AccessToken
        Disconnect-SfSession $one

        (Invoke-RestMethod "$($org.url)/services/data/v68.0/limits" -Authentication Bearer -Token $token -AllowUnencryptedAuthentication -NoProxy).DailyApiRequests |
            Should -Not -BeNullOrEmpty
    }

    It 'with -Revoke ends the token too' {
        $token = (Get-SfToken -Session $one).AccessToken
        Disconnect-SfSession $one -Revoke

        Get-OrgRequest $org -Path '*revoke' | Should -HaveCount 1
        (Get-OrgRequest $org -Path '*revoke').query | Should -BeNullOrEmpty
        (Get-Failure { Invoke-RestMethod "$($org.url)/services/data/v68.0/limits" -Authentication Bearer -Token $token -AllowUnencryptedAuthentication -NoProxy }).Exception.Response.StatusCode |
            Should -Be 401
    }

    It 'with -Revoke ends a session whose token is dead already' {
        Stop-OrgToken $org

        Disconnect-SfSession $one -Revoke

        Get-SfSession | Should -Be $two
    }

    It 'without a session says so' {
        Get-SfSession | Disconnect-SfSession
        (Get-Failure { Disconnect-SfSession }).FullyQualifiedErrorId | Should -BeLike 'NOT_CONNECTED,*'
    }
}

Describe 'The end of the module' {
    It 'ends its sessions' {
        $session = Connect-TestOrg $org
        Remove-Module SalesforceCC
        Import-TestModule

        Get-SfSession | Should -BeNullOrEmpty
        (Get-Failure { Get-SfLimit -Session $session }).FullyQualifiedErrorId | Should -BeLike 'SESSION_CLOSED,*'
    }

    It 'is not a reload with -Force: sessions go on' {
        $session = Connect-TestOrg $org
        Import-TestModule

        Get-SfSession | Should -Be $session
        Get-SfLimit DailyApiRequests | Should -Not -BeNullOrEmpty
    }
}
