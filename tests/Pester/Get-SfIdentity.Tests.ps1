BeforeAll {
    Import-TestModule
    $org = Start-TestOrg
    $session = Connect-TestOrg $org
}

AfterAll { Stop-TestOrg $org }

Describe 'Get-SfIdentity' {
    AfterEach { Clear-OrgFault $org }

    It 'says who the session runs as' {
        $me = Get-SfIdentity

        $me | Should -BeOfType [SalesforceCC.SfIdentity]
        $me.Username | Should -Be $org.runAsUsername
        $me.UserId | Should -Be $session.UserId
        $me.OrganizationId | Should -Be $org.organizationId
        $me.OrganizationName | Should -Be 'Alpenglow Instruments'
        $me.OrganizationType | Should -Be 'Developer Edition'
        $me.IsSandbox | Should -BeFalse
        $me.Profile | Should -Be 'Minimum Access - API Only Integrations'
        $me.License | Should -Be 'Salesforce Integration'
        $me.IsActive | Should -BeTrue
        $me.InstanceUrl | Should -Be "$($org.url)/"
        $me.DisplayName, $me.Email, $me.Language, $me.Locale, $me.TimeZone | Should -Not -Contain $null
        "$me" | Should -Be $org.runAsUsername
    }

    It 'costs no more than it says' {
        $before = $session.ApiCalls
        Clear-OrgRequest $org

        $null = Get-SfIdentity

        Get-OrgRequest $org -Path '*userinfo' | Should -HaveCount 1
        $session.ApiCalls - $before | Should -Be (@(Get-OrgRequest $org -Path '*/data/*').Count)
        @(Get-OrgRequest $org -Path '*/data/*').Count | Should -BeLessOrEqual 2
    }

    It 'leaves empty what the user may not read' {
        $org | Set-OrgFault @{ path = '*/query'; count = -1; status = 400; body = @(@{ errorCode = 'INVALID_TYPE'; message = "sObject type 'User' is not supported." }) }

        $me = Get-SfIdentity

        $me.Username | Should -Be $org.runAsUsername
        $me.Profile | Should -BeNullOrEmpty
        $me.OrganizationName | Should -BeNullOrEmpty
    }

    It 'renews a dead token, though userinfo says it in its own way' {
        Stop-OrgToken $org
        Clear-OrgRequest $org

        (Get-SfIdentity).Username | Should -Be $org.runAsUsername

        (Get-OrgRequest $org -Path '*userinfo').status | Should -Be 403, 200
        Get-OrgRequest $org -Path '*token' | Should -HaveCount 1
    }

    It 'is an error where the answer is not Salesforce''s' {
        $once = Connect-TestOrg $org @{ Name = 'once'; NoDefault = $true; MaximumRetryCount = 0 }
        $org | Set-OrgFault @{ path = '*userinfo'; status = 200; headers = @{ 'Content-Type' = 'text/html' }; body = '<html></html>' }
        (Get-Failure { Get-SfIdentity -Session $once }).FullyQualifiedErrorId | Should -BeLike 'INVALID_RESPONSE,*'

        $org | Set-OrgFault @{ path = '*userinfo'; status = 200; body = @{ hello = 'world' } }
        (Get-Failure { Get-SfIdentity -Session $once }).FullyQualifiedErrorId | Should -BeLike 'INVALID_RESPONSE,*'
    }
}
