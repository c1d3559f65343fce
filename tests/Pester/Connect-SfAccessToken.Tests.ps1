BeforeAll {
    Import-TestModule
    $org = Start-TestOrg
    $null = Connect-TestOrg $org @{ Name = 'source' }
    $manifest = Get-TestModulePath
    $source = Get-SfSession source

    function ConvertTo-Secure([string] $Text) { ConvertTo-SecureString $Text -AsPlainText -Force }
}

AfterAll { Stop-TestOrg $org }

Describe 'Connect-SfAccessToken' {
    AfterEach {
        Get-SfSession | Where-Object Name -NE source | Disconnect-SfSession
        $null = Get-SfToken -Session $source -ForceRefresh
    }

    It 'sends nothing, and gives a session that says what it is' {
        Clear-OrgRequest $org

        $session = Connect-SfAccessToken $org.url -AccessToken (Get-SfToken -Session $source).AccessToken

        Get-OrgRequest $org | Should -BeNullOrEmpty
        $session.Flow | Should -Be 'AccessToken'
        $session.InstanceUrl | Should -Be "$($org.url)/"
        $session.Domain | Should -Be "$($org.url)/"
        $session.OrganizationId | Should -Be $org.organizationId
        $session.ClientId | Should -BeNullOrEmpty
        $session.UserId | Should -BeNullOrEmpty
        $session.SecretSource | Should -Be 'Parameter'
        $session.IsDefault | Should -BeTrue
        (Invoke-SfQuery 'SELECT Id FROM User LIMIT 1').Id | Should -Not -BeNullOrEmpty
        (Get-SfIdentity).OrganizationId | Should -Be $org.organizationId
    }

    It 'takes a token down the pipeline, with -NoDefault beside the default' {
        $copy = Get-SfToken -Session $source | Connect-SfAccessToken -Name copy -ApiVersion 60.0 -NoDefault

        $copy.ApiVersion | Should -Be '60.0'
        $copy.IsDefault | Should -BeFalse
        Get-SfToken -Session copy -AsPlainText | Should -BeExactly (Get-SfToken -Session $source -AsPlainText)
    }

    It 'works in ForEach-Object -Parallel' {
        $session = Get-SfToken -Session $source | Connect-SfAccessToken
        1..4 | ForEach-Object -Parallel { Import-Module $using:manifest; Invoke-SfQuery 'SELECT COUNT() FROM User' -Session $using:session } | Should -HaveCount 4
    }

    It 'says of a token that has ended that it cannot be renewed, and asks for none' {
        $session = Get-SfToken -Session $source | Connect-SfAccessToken
        Stop-OrgToken $org
        Clear-OrgRequest $org

        $failure = Get-Failure { Get-SfLimit -Session $session }

        $failure.FullyQualifiedErrorId | Should -BeLike 'TOKEN_NOT_RENEWABLE,*'
        $failure.CategoryInfo.Category | Should -Be 'AuthenticationError'
        "$failure" | Should -BeLike '*token has ended*cannot get another*'
        $failure.ErrorDetails.RecommendedAction | Should -BeLike '*Connect-SfAccessToken*Connect-SfClientCredentials*'
        Get-OrgRequest $org | Should -HaveCount 1
    }

    It 'refuses -ForceRefresh and -Introspect, which it cannot do' {
        $session = Get-SfToken -Session $source | Connect-SfAccessToken
        Clear-OrgRequest $org

        (Get-Failure { Get-SfToken -ForceRefresh -Session $session }).FullyQualifiedErrorId | Should -BeLike 'TOKEN_NOT_RENEWABLE,*'
        $failure = Get-Failure { Get-SfToken -Introspect -Session $session }
        $failure.FullyQualifiedErrorId | Should -BeLike 'CLIENT_SECRET_REQUIRED,*'
        $failure.ErrorDetails.RecommendedAction | Should -BeLike '*Get-SfIdentity*'
        Get-OrgRequest $org | Should -BeNullOrEmpty
        Get-SfToken -Session $session | Should -Not -BeNullOrEmpty
    }

    It 'can be revoked' {
        $session = Get-SfToken -Session $source | Connect-SfAccessToken
        Disconnect-SfSession $session -Revoke
        (Get-OrgRequest $org).path | Should -Contain '/services/oauth2/revoke'
    }

    It 'refuses <InstanceUrl>' -ForEach @(
        @{ InstanceUrl = 'login.salesforce.com'; Code = 'LOGIN_DOMAIN_REFUSED' }
        @{ InstanceUrl = 'https://test.salesforce.com'; Code = 'LOGIN_DOMAIN_REFUSED' }
        @{ InstanceUrl = 'http://acme.my.salesforce.com'; Code = 'PLAIN_HTTP_REFUSED' }
        @{ InstanceUrl = 'not a host'; Code = 'INVALID_DOMAIN' }
    ) {
        $failure = Get-Failure { Connect-SfAccessToken $InstanceUrl -AccessToken (ConvertTo-Secure '00Dx!y') }
        $failure.FullyQualifiedErrorId | Should -BeLike "$Code,*"
        $failure.TargetObject | Should -Be $InstanceUrl
    }

    It 'refuses what is no token, and does not repeat it' -ForEach @(
        @{ Text = 'Bearer 00Dxx0000001gPL!AQsecret' }, @{ Text = "00Dxx0000001gPL!AQ`nsecret" }, @{ Text = '00D!ünicode' }
    ) {
        $failure = Get-Failure { Connect-SfAccessToken $org.url -AccessToken (ConvertTo-Secure $Text) }
        $failure.FullyQualifiedErrorId | Should -BeLike 'INVALID_ACCESS_TOKEN,*'
        "$failure" | Should -Not -Match 'secret|nicode'
    }

    It 'knows no org of a token that names none' {
        (Connect-SfAccessToken acme -AccessToken (ConvertTo-Secure 'eyJhbGciOiJSUzI1NiJ9.e30.c2ln') -Name jwt).OrganizationId | Should -BeNullOrEmpty
        (Connect-SfAccessToken acme -AccessToken (ConvertTo-Secure '00Dxx0000001gPL!AQ')).OrganizationId | Should -Be '00Dxx0000001gPLEAY'
    }
}
