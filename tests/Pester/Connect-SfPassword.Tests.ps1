BeforeAll {
    Import-TestModule
    $org = Start-TestOrg
    $null = Use-TestVault

    function ConvertTo-Secure([string] $Text) { ConvertTo-SecureString $Text -AsPlainText -Force }

    $userId = (Invoke-OrgKnob $org apps)[0].runAsUserId
    # With characters that forms write in a way of their own.
    $password = 'p+a&s=s w%rd ü€'
    $null = Invoke-OrgKnob $org "users/$userId/login" POST @{ password = $password; securityToken = 'ToK3n' }
    $credential = [pscredential]::new($org.runAsUsername, (ConvertTo-Secure $password))
    $token = ConvertTo-Secure 'ToK3n'
    $app = @{ Domain = $org.url; ClientId = $org.consumerKey; ClientSecret = $org.Secret; WarningAction = 'SilentlyContinue' }
    $manifest = Get-TestModulePath
    $user = @{ Credential = $credential; SecurityToken = $token }
}

AfterAll {
    Remove-TestVault
    Stop-TestOrg $org
}

Describe 'Connect-SfPassword' {
    AfterEach {
        Get-SfSession | Disconnect-SfSession
        Clear-OrgFault $org
        $null = Invoke-OrgKnob $org settings POST @{ trustedNetwork = $false; blockPasswordFlow = $false }
    }

    It 'connects in one request, and says that the flow ends and what replaces it' {
        Clear-OrgRequest $org

        $session = Connect-SfPassword @app @user -WarningVariable warnings

        Get-OrgRequest $org | Should -HaveCount 1
        $warnings | Should -HaveCount 1
        "$warnings" | Should -BeLike '*2027-02-20*Connect-SfClientCredentials*'
        $session.Flow | Should -Be 'Password'
        $session.ClientId | Should -Be $org.consumerKey
        $session.OrganizationId | Should -Be $org.organizationId
        $session.UserId | Should -Be $userId
        (Invoke-SfQuery 'SELECT Id FROM User LIMIT 1').Id | Should -Not -BeNullOrEmpty
    }

    It 'takes key and secret from a vault, and sends them as Basic' {
        $name = Set-TestSecret password ([pscredential]::new($org.consumerKey, $org.Secret))
        Clear-OrgRequest $org

        $session = Connect-SfPassword $org.url -SecretName $name @user -ClientAuthentication Basic -WarningAction SilentlyContinue

        $session.SecretSource | Should -BeLike "*$name*"
        (Get-OrgRequest $org).authorized | Should -BeTrue
    }

    It 'needs no security token in a trusted network' {
        $null = Invoke-OrgKnob $org settings POST @{ trustedNetwork = $true }
        (Connect-SfPassword @app -Credential $credential).Flow | Should -Be 'Password'
    }

    It 'renews its token, also from other runspaces' {
        $session = Connect-SfPassword @app @user
        Stop-OrgToken $org
        Clear-OrgRequest $org

        $counts = 1..4 | ForEach-Object -Parallel { Import-Module $using:manifest; Invoke-SfQuery 'SELECT COUNT() FROM User' -Session $using:session } -ThrottleLimit 4

        $counts | Should -HaveCount 4
        (Get-OrgRequest $org -Path *token) | Should -HaveCount 1
        (Get-SfToken -Introspect -Session $session).Username | Should -Be $org.runAsUsername
    }

    It 'says of <What> what it can be, and where to look' -ForEach @(
        @{ What = 'a wrong password'; Wrong = $true }
        @{ What = 'a missing security token'; Without = 'SecurityToken' }
        @{ What = 'a blocked flow'; Settings = @{ blockPasswordFlow = $true } }
    ) {
        $with = @{} + $user
        if ($Without) { $with.Remove($Without) }
        if ($Wrong) { $with.Credential = [pscredential]::new($org.runAsUsername, (ConvertTo-Secure 'wrong')) }
        if ($Settings) { $null = Invoke-OrgKnob $org settings POST $Settings }

        $failure = Get-Failure { Connect-SfPassword @app @with }

        $failure.FullyQualifiedErrorId | Should -BeLike 'invalid_grant,*'
        $failure.CategoryInfo.Category | Should -Be 'AuthenticationError'
        $failure.ErrorDetails.RecommendedAction | Should -BeLike '*-SecurityToken*Setup, OAuth and OpenID Connect Settings*Login History*Connect-SfClientCredentials*'
        Get-SfSession | Should -BeNullOrEmpty
    }

    It 'takes login hosts, which it asks' -ForEach 'login.salesforce.com', 'test.salesforce.com' {
        # The proxy is the org, which is none, and says so: nothing leaves this machine.
        $failure = Get-Failure { Connect-SfPassword @user -Domain $_ -ClientId x -ClientSecret $org.Secret -Proxy $org.url -MaximumRetryCount 0 -WarningAction SilentlyContinue }
        $failure.FullyQualifiedErrorId | Should -BeLike 'PROXY_REFUSED,*'
    }

    It 'refuses a token as plain text, and does not repeat it' {
        $failure = Get-Failure { Connect-SfPassword @app -Credential $credential -SecurityToken 'pla1n' }
        "$failure" | Should -BeLike '*SecureString*'
        ($failure | Format-List * -Force | Out-String) | Should -Not -Match 'pla1n'
    }
}
