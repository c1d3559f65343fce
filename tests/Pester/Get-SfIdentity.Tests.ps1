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

        $me = Get-SfIdentity -WarningVariable warnings -WarningAction SilentlyContinue

        $me.Username | Should -Be $org.runAsUsername
        $me.Profile | Should -BeNullOrEmpty
        $me.OrganizationName | Should -BeNullOrEmpty
        $warnings | Should -HaveCount 2
        $warnings | ForEach-Object { "$_" | Should -BeLike '*not known: *INVALID_TYPE*' }
    }

    It 'renews a dead token, though userinfo says it in its own way' {
        Stop-OrgToken $org
        Clear-OrgRequest $org

        (Get-SfIdentity).Username | Should -Be $org.runAsUsername

        (Get-OrgRequest $org -Path '*userinfo').status | Should -Be 403, 200
        Get-OrgRequest $org -Path '*token' | Should -HaveCount 1
    }

    It 'without userinfo (<What>) says what the user''s row says, with a warning' -ForEach @(
        @{ What = 'missing'; Fault = @{ status = 404; body = '' } }
        @{ What = 'broken'; Fault = @{ status = 500; body = @(@{ errorCode = 'UNKNOWN_EXCEPTION'; message = 'ErrorId: 1-2' }) } }
        @{ What = 'a page'; Fault = @{ status = 200; headers = @{ 'Content-Type' = 'text/html' }; body = '<html></html>' } }
        @{ What = 'of another form'; Fault = @{ status = 200; body = @{ hello = 'world' } } }
    ) {
        $once = Connect-TestOrg $org @{ Name = 'once'; NoDefault = $true; MaximumRetryCount = 0 }
        $whole = Get-SfIdentity
        $org | Set-OrgFault ($Fault + @{ path = '*userinfo'; count = -1 })

        $me = Get-SfIdentity -Session $once -WarningVariable warnings -WarningAction SilentlyContinue

        ($me | ConvertTo-Json) | Should -Be ($whole | ConvertTo-Json)
        $warnings | Should -HaveCount 1
        "$warnings" | Should -BeLike '*userinfo*'
    }

    It 'with neither userinfo nor the user''s row says what is left' {
        $once = Connect-TestOrg $org @{ Name = 'once'; NoDefault = $true; MaximumRetryCount = 0 }
        $org | Set-OrgFault @{ path = '*userinfo'; count = -1; status = 404; body = '' }
        $org | Set-OrgFault @{ path = '*/query'; count = -1; status = 400; body = @(@{ errorCode = 'INVALID_TYPE'; message = 'not supported' }) }

        $me = Get-SfIdentity -Session $once -WarningVariable warnings -WarningAction SilentlyContinue

        $me.UserId, $me.OrganizationId | Should -Be $session.UserId, $org.organizationId
        $me.Username, $me.IsSandbox | Should -Be $null, $null
        "$me" | Should -Be $session.UserId
        $warnings.Count | Should -BeGreaterThan 2
    }

    It 'is an error where the org does not answer' {
        $token = ConvertTo-SecureString '00Dxx0000001gPL!AQ' -AsPlainText -Force
        $gone = Connect-SfAccessToken "http://127.0.0.1:$(Get-FreePort)" -AccessToken $token -NoDefault -MaximumRetryCount 0
        (Get-Failure { Get-SfIdentity -Session $gone }).FullyQualifiedErrorId | Should -BeLike 'CONNECTION_REFUSED,*'
        Disconnect-SfSession $gone
    }
}
