BeforeAll {
    Import-TestModule
    $org = Start-TestOrg -With @{ https = $true }
    $null = Use-TestVault

    function ConvertTo-Secure([string] $Text) { ConvertTo-SecureString $Text -AsPlainText -Force }

    function Get-ConnectFailure([hashtable] $With) {
        # Retries would only make the test slow: that is for Survival.Tests.ps1.
        $with = @{ MaximumRetryCount = 0 } + $With
        if (-not $with.Domain) { $with.Domain = $org.url }
        if (-not $with.ClientId -and -not $with.Credential -and -not $with.SecretName -and -not $with.FromEnvironment) {
            $with.ClientId = $org.consumerKey
            $with.ClientSecret = $org.Secret
        }
        Get-Failure { Connect-SfClientCredentials @with }
    }
}

AfterAll {
    Remove-TestVault
    Stop-TestOrg $org
}

Describe 'Connect-SfClientCredentials' {
    AfterEach { Get-SfSession | Disconnect-SfSession; Clear-OrgFault $org }

    It 'makes one request, and no API call' {
        Clear-OrgRequest $org

        $session = Connect-TestOrg $org

        $requests = Get-OrgRequest $org
        $requests | Should -HaveCount 1
        $requests.path | Should -Be '/services/oauth2/token'
        $requests.query | Should -BeNullOrEmpty
        $session.ApiCalls | Should -Be 0
        $session.ApiUsage | Should -BeNullOrEmpty
    }

    It 'gives a session that says what it is' {
        $session = Connect-TestOrg $org

        $session | Should -BeOfType [SalesforceCC.SfSession]
        $session.Name | Should -Be ($org.url -replace '^http://')
        $session.Domain | Should -Be "$($org.url)/"
        $session.InstanceUrl | Should -Be "$($org.url)/"
        $session.ApiVersion | Should -Be '68.0'
        $session.Flow | Should -Be 'ClientCredentials'
        $session.ClientId | Should -Be $org.consumerKey
        $session.OrganizationId | Should -Be $org.organizationId
        $session.UserId | Should -Match '^005.{15}$'
        $session.Scope -split ' ' | Should -Contain 'api'
        $session.IssuedAt | Should -BeGreaterThan ([datetimeoffset]::UtcNow.AddMinutes(-5))
        $session.SecretSource | Should -Be 'Parameter'
        $session.IsDefault | Should -BeTrue
    }

    It 'names itself in the user agent, and asks for gzip only' {
        Clear-OrgRequest $org

        $null = Connect-TestOrg $org

        $request = Get-OrgRequest $org
        $request.userAgent | Should -Match '^SalesforceCC/\d+\.\d+\.\d+ PowerShell/7'
        $request.acceptEncoding | Should -BeExactly 'gzip'
    }

    It 'sends key and secret as <How>' -ForEach @{ How = 'Basic'; Header = $true }, @{ How = 'Body'; Header = $false } {
        Clear-OrgRequest $org

        Connect-TestOrg $org @{ ClientAuthentication = $How } | Should -Not -BeNullOrEmpty

        (Get-OrgRequest $org).authorized | Should -Be $Header
    }

    It 'works with a secret of any characters, as <_>' -ForEach 'Basic', 'Body' {
        $odd = 'ä ö:ü&=+%20/?#"''\€𝄞'
        $app = $org | Add-OrgApp @{ consumerSecret = $odd }

        Connect-SfClientCredentials -Domain $org.url -ClientId $app.consumerKey -ClientSecret $app.Secret -ClientAuthentication $_ |
            Should -Not -BeNullOrEmpty
    }

    It 'works with JWT tokens' {
        $app = $org | Add-OrgApp @{ tokenFormat = 'Jwt' }

        Connect-SfClientCredentials -Domain $org.url -ClientId $app.consumerKey -ClientSecret $app.Secret | Should -Not -BeNullOrEmpty

        (Invoke-SfQuery 'SELECT Id FROM User LIMIT 1').Id | Should -Not -BeNullOrEmpty
    }

    Context 'the secret' {
        It 'may be a PSCredential' {
            $credential = [pscredential]::new($org.consumerKey, $org.Secret)

            (Connect-SfClientCredentials -Domain $org.url -Credential $credential).ClientId | Should -Be $org.consumerKey
        }

        It 'may be in the environment' {
            $before = $env:SF_DOMAIN, $env:SF_CLIENT_ID, $env:SF_CLIENT_SECRET
            try {
                $env:SF_DOMAIN, $env:SF_CLIENT_ID, $env:SF_CLIENT_SECRET = $org.url, $org.consumerKey, $org.consumerSecret

                (Connect-SfClientCredentials -FromEnvironment).SecretSource | Should -Be 'Environment'
            }
            finally { $env:SF_DOMAIN, $env:SF_CLIENT_ID, $env:SF_CLIENT_SECRET = $before }
        }

        It 'in the environment: -Domain goes before SF_DOMAIN' {
            $before = $env:SF_DOMAIN, $env:SF_CLIENT_ID, $env:SF_CLIENT_SECRET
            try {
                $env:SF_DOMAIN, $env:SF_CLIENT_ID, $env:SF_CLIENT_SECRET = 'nosuch.invalid', $org.consumerKey, $org.consumerSecret

                (Connect-SfClientCredentials $org.url -FromEnvironment).Domain | Should -Be "$($org.url)/"
            }
            finally { $env:SF_DOMAIN, $env:SF_CLIENT_ID, $env:SF_CLIENT_SECRET = $before }
        }

        It 'in the environment: names what is missing' {
            $before = $env:SF_DOMAIN, $env:SF_CLIENT_ID, $env:SF_CLIENT_SECRET
            try {
                $env:SF_DOMAIN, $env:SF_CLIENT_ID, $env:SF_CLIENT_SECRET = $org.url, $org.consumerKey, $null

                $failure = Get-Failure { Connect-SfClientCredentials -FromEnvironment }
                $failure.FullyQualifiedErrorId | Should -BeLike 'SECRET_UNAVAILABLE,*'
                "$failure" | Should -BeLike '*SF_CLIENT_SECRET*'
            }
            finally { $env:SF_DOMAIN, $env:SF_CLIENT_ID, $env:SF_CLIENT_SECRET = $before }
        }

        It 'is never text: what was given does not appear in the error' {
            $given = 'p1ain-text-secret'

            $failure = Get-Failure { Connect-SfClientCredentials -Domain $org.url -ClientId $org.consumerKey -ClientSecret $given }

            $failure.CategoryInfo.Category | Should -Be 'InvalidData'
            "$failure" | Should -BeLike '*SecureString*-SecretName*'
            ($failure | Format-List * -Force | Out-String -Width 500) | Should -Not -Match $given
            ($failure | Get-Error | Out-String -Width 500) | Should -Not -Match $given
        }
    }

    Context 'a vault' {
        It 'may hold a PSCredential' {
            $name = Set-TestSecret credential ([pscredential]::new($org.consumerKey, $org.Secret))

            $session = Connect-SfClientCredentials -Domain $org.url -SecretName $name -VaultName (Get-TestVaultName)

            $session.ClientId | Should -Be $org.consumerKey
            $session.SecretSource | Should -Be "Vault '$(Get-TestVaultName)', secret '$name'"
        }

        It 'need not be named' {
            $name = Set-TestSecret unnamed ([pscredential]::new($org.consumerKey, $org.Secret))

            (Connect-SfClientCredentials -Domain $org.url -SecretName $name).SecretSource | Should -Be "Secret '$name'"
        }

        It 'may hold a SecureString, and -ClientId names the app' {
            $name = Set-TestSecret secure $org.Secret

            (Connect-SfClientCredentials -Domain $org.url -SecretName $name -ClientId $org.consumerKey).ClientId | Should -Be $org.consumerKey
        }

        It 'may hold a text, and -ClientId names the app' {
            $name = Set-TestSecret text $org.consumerSecret

            (Connect-SfClientCredentials -Domain $org.url -SecretName $name -ClientId $org.consumerKey).ClientId | Should -Be $org.consumerKey
        }

        It 'may hold a hashtable with all that is needed' {
            $name = Set-TestSecret table @{ ClientId = $org.consumerKey; ClientSecret = $org.consumerSecret; Domain = $org.url }

            (Connect-SfClientCredentials -SecretName $name).Domain | Should -Be "$($org.url)/"
        }

        It 'may hold a hashtable in any case, with a SecureString and without domain' {
            $name = Set-TestSecret lower @{ clientid = $org.consumerKey; clientsecret = $org.Secret }

            (Connect-SfClientCredentials -Domain $org.url -SecretName $name).ClientId | Should -Be $org.consumerKey
        }

        It '-Domain goes before that of the hashtable' {
            $name = Set-TestSecret elsewhere @{ ClientId = $org.consumerKey; ClientSecret = $org.consumerSecret; Domain = 'nosuch.invalid' }

            (Connect-SfClientCredentials -Domain $org.url -SecretName $name).Domain | Should -Be "$($org.url)/"
        }

        It 'without a domain anywhere says so' {
            $name = Set-TestSecret nodomain @{ ClientId = $org.consumerKey; ClientSecret = $org.consumerSecret }

            (Get-Failure { Connect-SfClientCredentials -SecretName $name }).FullyQualifiedErrorId | Should -BeLike 'INVALID_DOMAIN,*'
        }

        It 'with only the secret asks for -ClientId' {
            $name = Set-TestSecret lonely $org.Secret

            $failure = Get-ConnectFailure @{ SecretName = $name }
            $failure.FullyQualifiedErrorId | Should -BeLike 'CLIENT_ID_REQUIRED,*'
            "$failure" | Should -BeLike '*-ClientId*'
        }

        It 'without the secret says so' {
            $failure = Get-ConnectFailure @{ SecretName = 'salesforcecc-nosuch' }

            $failure.FullyQualifiedErrorId | Should -BeLike 'SECRET_NOT_FOUND,*'
            $failure.ErrorDetails.RecommendedAction | Should -BeLike '*Get-SecretInfo*'
            "$failure" | Should -BeLike "*'salesforcecc-nosuch'*"
        }

        It 'that does not exist says so' {
            $name = Set-TestSecret somewhere $org.Secret

            $failure = Get-ConnectFailure @{ SecretName = $name; VaultName = 'nosuchvault' }
            $failure.FullyQualifiedErrorId | Should -BeLike 'VAULT_NOT_FOUND,*'
            "$failure" | Should -BeLike '*nosuchvault*'
        }

        It 'with <What> says what it must be' -ForEach @(
            @{ What = 'bytes'; Value = [byte[]] (1, 2, 3) }
            @{ What = 'a hashtable that holds something else'; Value = @{ Key = 'a'; Password = 'b' } }
        ) {
            $name = Set-TestSecret useless $Value

            $failure = Get-ConnectFailure @{ SecretName = $name }
            $failure.FullyQualifiedErrorId | Should -BeLike 'SECRET_UNUSABLE,*'
            "$failure" | Should -BeLike '*hashtable*'
        }

        It 'is read once, and again when the secret is refused: after a rotation nobody has to connect' {
            $name = Set-TestSecret rotating ([pscredential]::new($org.consumerKey, $org.Secret))
            $before = Get-TestVaultRead
            $session = Connect-SfClientCredentials -Domain $org.url -SecretName $name
            $null = 1..3 | ForEach-Object { Invoke-SfQuery 'SELECT Id FROM User LIMIT 1' }
            $connected = Get-TestVaultRead
            try {
                Set-OrgSecret $org 'a-new-secret'
                $null = Set-TestSecret rotating ([pscredential]::new($org.consumerKey, (ConvertTo-Secure 'a-new-secret')))
                Stop-OrgToken $org
                Clear-OrgRequest $org

                (Invoke-SfQuery 'SELECT Id FROM User LIMIT 1').Id | Should -Not -BeNullOrEmpty

                # Refused with the old secret, accepted with the new one.
                (Get-OrgRequest $org -Path '*token').status | Should -Be 400, 200
                if ($null -ne $before) {
                    $connected - $before | Should -Be 1
                    (Get-TestVaultRead) - $connected | Should -Be 1
                }
                $session.IsDefault | Should -BeTrue
            }
            finally { Set-OrgSecret $org $org.consumerSecret }
        }

        It 'with the old secret still in it is an error, after one more try' {
            $name = Set-TestSecret stale ([pscredential]::new($org.consumerKey, $org.Secret))
            $null = Connect-SfClientCredentials -Domain $org.url -SecretName $name
            try {
                Set-OrgSecret $org 'another-new-secret'
                Stop-OrgToken $org
                Clear-OrgRequest $org

                (Get-Failure { Invoke-SfQuery 'SELECT Id FROM User LIMIT 1' }).FullyQualifiedErrorId | Should -BeLike 'invalid_client,*'

                Get-OrgRequest $org -Path '*token' | Should -HaveCount 2
            }
            finally { Set-OrgSecret $org $org.consumerSecret }
        }
    }

    Context 'no vault module' {
        It 'names the command that installs it' {
            $output = Invoke-FreshShell -Arguments @{ url = $org.url } @'
                $env:PSModulePath = ''
                Import-Module $module
                try { Connect-SfClientCredentials -Domain $a.url -SecretName salesforce }
                catch { $_.FullyQualifiedErrorId; "$($_.CategoryInfo.Category)"; $_.ErrorDetails.RecommendedAction }
'@
            $output[0] | Should -BeLike 'VAULT_MODULE_MISSING,*'
            $output[1] | Should -Be 'NotInstalled'
            $output[2] | Should -BeLike 'Install-Module Microsoft.PowerShell.SecretManagement*'
        }
    }

    Context 'what Salesforce refuses' {
        It '<Code>, <Text>' -ForEach @(
            @{ Code = 'invalid_grant'; Text = 'no client credentials user enabled'; App = @{ runAsUserId = $null }; Category = 'AuthenticationError' }
            @{ Code = 'invalid_grant'; Text = 'no valid scopes defined'; App = @{ scopes = @('full') }; Category = 'PermissionDenied' }
            @{ Code = 'invalid_grant'; Text = 'client credentials flow not enabled'; App = @{ clientCredentialsEnabled = $false }; Category = 'AuthenticationError' }
            @{ Code = 'invalid_grant'; Text = 'ip restricted'; App = @{ ipRestricted = $true }; Category = 'PermissionDenied' }
            @{ Code = 'invalid_app_access'; Text = 'user is not admin approved*'; App = @{ permittedUsers = 'AdminApprovedPreAuthorized' }; Category = 'PermissionDenied' }
            @{ Code = 'app_not_found'; Text = 'External client app is not installed*'; App = @{ installed = $false }; Category = 'ObjectNotFound' }
            @{ Code = 'unsupported_grant_type'; Text = 'grant type not supported'; Category = 'AuthenticationError' }
            @{ Code = 'unauthorized_client'; Text = 'client not authorized'; Category = 'AuthenticationError' }
            @{ Code = 'invalid_request'; Text = 'scope parameter not supported'; Category = 'InvalidArgument' }
            @{ Code = 'invalid_grant'; Text = 'request not supported on this domain'; Category = 'InvalidArgument' }
            @{ Code = 'invalid_grant'; Text = "user hasn't approved this consumer"; Category = 'PermissionDenied' }
            @{ Code = 'invalid_grant'; Text = 'Maximum Logins Exceeded'; Category = 'LimitsExceeded'; NoSetup = $true }
            @{ Code = 'invalid_grant'; Text = 'login rate exceeded'; Category = 'LimitsExceeded'; NoSetup = $true }
            @{ Code = 'rate_limit_exceeded'; Text = 'too many'; Category = 'LimitsExceeded'; NoSetup = $true }
            @{ Code = 'inactive_user'; Text = 'user is inactive'; Category = 'AuthenticationError' }
            @{ Code = 'inactive_org'; Text = 'organization is inactive'; Category = 'AuthenticationError'; NoSetup = $true }
            @{ Code = 'access_denied'; Text = 'end-user denied authorization'; Category = 'PermissionDenied' }
            @{ Code = 'invalid_client'; Text = 'invalid client credentials'; Status = 401; Category = 'AuthenticationError' }
            @{ Code = 'something_new'; Text = 'nobody knows'; Category = 'NotSpecified'; NoSetup = $true }
        ) {
            if (-not $App) {
                $App = @{ failure = @{ error = $Code; errorDescription = $Text; status = $Status ? $Status : 400 } }
            }
            $made = $org | Add-OrgApp $App

            $failure = Get-ConnectFailure @{ ClientId = $made.consumerKey; ClientSecret = $made.Secret }

            $failure.FullyQualifiedErrorId | Should -BeLike "$Code,*"
            $failure.CategoryInfo.Category | Should -Be $Category
            $failure.Exception.Message | Should -BeLike $Text
            $failure.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
            if (-not $NoSetup) { $failure.ErrorDetails.RecommendedAction | Should -Match 'Setup' }
            Get-SfSession | Should -BeNullOrEmpty
        }

        It 'a frozen user' {
            $user = (Invoke-OrgKnob $org apps)[0].runAsUserId
            $null = Invoke-OrgKnob $org "users/$user" POST @{ frozen = $true }
            try {
                $failure = Get-ConnectFailure @{}
                $failure.FullyQualifiedErrorId | Should -BeLike 'inactive_user,*'
                $failure.ErrorDetails.RecommendedAction | Should -Match 'Setup'
            }
            finally { $null = Invoke-OrgKnob $org "users/$user" POST @{ frozen = $false } }
        }

        It 'a wrong secret, in one request: a given secret cannot have been rotated' {
            Clear-OrgRequest $org

            $failure = Get-ConnectFailure @{ ClientId = $org.consumerKey; ClientSecret = ConvertTo-Secure 'wrong' }

            $failure.FullyQualifiedErrorId | Should -BeLike 'invalid_client,*'
            $failure.CategoryInfo.Category | Should -Be 'AuthenticationError'
            $failure.ErrorDetails.RecommendedAction | Should -BeLike '*Setup*External Client App Manager*Consumer Key and Secret*'
            Get-OrgRequest $org | Should -HaveCount 1
        }

        It 'an unknown key' {
            $failure = Get-ConnectFailure @{ ClientId = '3MVG9nosuch'; ClientSecret = $org.Secret }

            $failure.FullyQualifiedErrorId | Should -BeLike 'invalid_client_id,*'
            $failure.CategoryInfo.Category | Should -Be 'AuthenticationError'
            $failure.ErrorDetails.RecommendedAction | Should -BeLike '*Setup*ten minutes*'
        }

        It 'an empty secret, which is not even sent' {
            Clear-OrgRequest $org
            (Get-ConnectFailure @{ ClientId = $org.consumerKey; ClientSecret = [securestring]::new() }).FullyQualifiedErrorId |
                Should -BeLike 'SECRET_UNAVAILABLE,*'
            Get-OrgRequest $org | Should -BeNullOrEmpty
        }
    }

    Context 'the domain' {
        It '<Domain> is refused before anything is sent' -ForEach @(
            @{ Domain = 'login.salesforce.com'; Code = 'LOGIN_DOMAIN_REFUSED' }
            @{ Domain = 'https://login.salesforce.com/'; Code = 'LOGIN_DOMAIN_REFUSED' }
            @{ Domain = 'test.salesforce.com'; Code = 'LOGIN_DOMAIN_REFUSED' }
            @{ Domain = 'https://test.salesforce.com/services/oauth2/token'; Code = 'LOGIN_DOMAIN_REFUSED' }
            @{ Domain = 'na139.salesforce.com'; Code = 'LOGIN_DOMAIN_REFUSED' }
            @{ Domain = 'http://acme.my.salesforce.com'; Code = 'PLAIN_HTTP_REFUSED' }
            @{ Domain = 'http://nosuch.invalid'; Code = 'PLAIN_HTTP_REFUSED' }
            @{ Domain = 'not a host'; Code = 'INVALID_DOMAIN' }
            @{ Domain = 'ftp://acme.my.salesforce.com'; Code = 'INVALID_DOMAIN' }
            @{ Domain = 'https://user:password@acme.my.salesforce.com'; Code = 'INVALID_DOMAIN' }
        ) {
            # A vault that would be asked first would count.
            $name = Set-TestSecret untouched $org.Secret
            $reads = Get-TestVaultRead

            $failure = Get-Failure { Connect-SfClientCredentials -Domain $Domain -SecretName $name -ClientId x }

            $failure.FullyQualifiedErrorId | Should -BeLike "$Code,*"
            $failure.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
            $failure.TargetObject | Should -Be $Domain
            Get-TestVaultRead | Should -Be $reads
        }

        It 'of a login host says where My Domain is' {
            $failure = Get-ConnectFailure @{ Domain = 'login.salesforce.com' }

            "$failure" | Should -BeLike '*login.salesforce.com*My Domain*'
            $failure.ErrorDetails.RecommendedAction | Should -BeLike '*Setup, My Domain*'
        }

        It 'does not repeat a password that was in it' {
            $failure = Get-ConnectFailure @{ Domain = 'https://user:hunter2@acme.my.salesforce.com' }
            "$failure" | Should -Not -Match 'hunter2'
        }

        It 'may have a path, which is dropped' {
            (Connect-TestOrg ([pscustomobject]@{ url = "$($org.url)/lightning/page/home"; consumerKey = $org.consumerKey; Secret = $org.Secret })).Domain |
                Should -Be "$($org.url)/"
        }

        It 'may be a loopback host with port and no scheme' {
            $bare = $org.url -replace '^http://'
            (Connect-SfClientCredentials -Domain $bare -ClientId $org.consumerKey -ClientSecret $org.Secret).Domain | Should -Be "$($org.url)/"
        }
    }

    Context 'the network' {
        It 'does not know the host' {
            $failure = Get-ConnectFailure @{ Domain = 'https://nosuch.invalid' }

            $failure.FullyQualifiedErrorId | Should -BeLike 'HOST_NOT_FOUND,*'
            $failure.CategoryInfo.Category | Should -Be 'ResourceUnavailable'
            $failure.ErrorDetails.RecommendedAction | Should -BeLike '*-Domain*'
        }

        It 'refuses the port' {
            $failure = Get-ConnectFailure @{ Domain = "http://127.0.0.1:$(Get-FreePort)" }

            $failure.FullyQualifiedErrorId | Should -BeLike 'CONNECTION_REFUSED,*'
            $failure.CategoryInfo.Category | Should -Be 'ConnectionError'
        }

        It 'speaks no TLS' {
            $failure = Get-ConnectFailure @{ Domain = $org.url -replace '^http:', 'https:' }

            $failure.FullyQualifiedErrorId | Should -BeLike 'TLS_FAILURE,*'
            $failure.CategoryInfo.Category | Should -Be 'SecurityError'
        }

        It 'has a certificate that nobody trusts' {
            (Get-ConnectFailure @{ Domain = $org.httpsUrl }).FullyQualifiedErrorId | Should -BeLike 'TLS_FAILURE,*'
        }

        It 'has such a certificate, on this machine, with -SkipCertificateCheck' {
            $session = Connect-SfClientCredentials -Domain $org.httpsUrl -ClientId $org.consumerKey -ClientSecret $org.Secret -SkipCertificateCheck

            $session.InstanceUrl.Scheme | Should -Be 'https'
            (Invoke-SfQuery 'SELECT Id FROM User LIMIT 1').Id | Should -Not -BeNullOrEmpty
        }

        It 'is checked elsewhere, whatever -SkipCertificateCheck says' {
            $failure = Get-ConnectFailure @{ Domain = 'acme'; SkipCertificateCheck = $true }

            $failure.FullyQualifiedErrorId | Should -BeLike 'CERTIFICATE_CHECK_REQUIRED,*'
            $failure.ErrorDetails.RecommendedAction | Should -BeLike '*-SkipCertificateCheck*'
        }

        It 'has a proxy that will not' {
            # The org is no proxy, and says so.
            $failure = Get-ConnectFailure @{ Domain = 'https://nosuch.invalid'; Proxy = $org.url }

            $failure.FullyQualifiedErrorId | Should -BeLike 'PROXY_REFUSED,*'
            $failure.ErrorDetails.RecommendedAction | Should -BeLike '*-Proxy*'
        }

        It 'has a proxy in the environment, and hosts that go without' {
            # The environment is read once a process.
            $script = @'
                $env:HTTPS_PROXY = $a.proxy
                $env:NO_PROXY = $a.direct
                Import-Module $module
                $secret = ConvertTo-SecureString x -AsPlainText -Force
                try { Connect-SfClientCredentials https://nosuch.invalid -ClientId x -ClientSecret $secret -MaximumRetryCount 0 } catch { $_.Exception.Code }
'@
            Invoke-FreshShell $script @{ proxy = $org.url; direct = '' } | Should -Be 'PROXY_REFUSED'
            Invoke-FreshShell $script @{ proxy = $org.url; direct = 'nosuch.invalid' } | Should -Be 'HOST_NOT_FOUND'
        }

        It 'has a -Proxy that is not a URL: an error before anything is sent' {
            $failure = Get-ConnectFailure @{ Domain = $org.url; Proxy = 'proxy.acme.example' }

            $failure.FullyQualifiedErrorId | Should -BeLike 'PROXY_REFUSED,*'
            "$failure" | Should -BeLike '*proxy.acme.example*http://proxy:8080*'
        }

        It 'has no proxy to which -ProxyCredential could belong' {
            (Get-ConnectFailure @{ ProxyCredential = [pscredential]::new('u', $org.Secret) }).FullyQualifiedErrorId | Should -BeLike 'PROXY_REFUSED,*'
        }

        It 'hangs: -TimeoutSec ends it' {
            $org | Set-OrgFault @{ path = '*token'; hang = $true }

            $failure = Get-ConnectFailure @{ TimeoutSec = 1 }

            $failure.FullyQualifiedErrorId | Should -BeLike 'TIMEOUT,*'
            $failure.CategoryInfo.Category | Should -Be 'OperationTimeout'
            $failure.ErrorDetails.RecommendedAction | Should -BeLike '*-TimeoutSec*'
        }

        It 'breaks off' {
            $org | Set-OrgFault @{ path = '*token'; drop = 'before' }

            (Get-ConnectFailure @{}).FullyQualifiedErrorId | Should -BeLike 'CONNECTION_LOST,*'
        }
    }

    Context 'an answer that is not Salesforce''s' {
        It '<What>' -ForEach @(
            @{ What = 'a page'; Fault = @{ status = 200; headers = @{ 'Content-Type' = 'text/html' }; body = '<html><title>Sign in to the guest network</title></html>' } }
            @{ What = 'truncated JSON'; Fault = @{ truncateBody = $true } }
            @{ What = 'nothing'; Fault = @{ status = 200; body = '' } }
            @{ What = 'JSON of another kind'; Fault = @{ status = 200; body = @{ hello = 'world' } } }
            @{ What = 'a list'; Fault = @{ status = 200; body = '[]' } }
            @{ What = 'an instance without TLS'; Fault = @{ status = 200; body = @{ access_token = 'x'; instance_url = 'http://nosuch.invalid' } } }
        ) {
            $org | Set-OrgFault (@{ path = '*token' } + $Fault)

            $failure = Get-ConnectFailure @{}

            $failure.FullyQualifiedErrorId | Should -BeLike 'INVALID_RESPONSE,*'
            $failure.CategoryInfo.Category | Should -Be 'InvalidData'
            $failure.ErrorDetails.RecommendedAction | Should -BeLike '*proxy*'
            Get-SfSession | Should -BeNullOrEmpty
        }

        It 'a page of maintenance' {
            $org | Set-OrgFault @{ path = '*token'; status = 503; headers = @{ 'Content-Type' = 'text/html' }; body = '<html><title>Down for maintenance</title></html>' }

            $failure = Get-ConnectFailure @{}

            $failure.FullyQualifiedErrorId | Should -BeLike 'HTTP_503,*'
            "$failure" | Should -BeLike '*Down for maintenance*'
        }

        It 'a redirect, which is not followed' {
            $org | Set-OrgFault @{ path = '*token'; status = 302; headers = @{ Location = "$($org.url)/elsewhere" } }
            Clear-OrgRequest $org

            (Get-ConnectFailure @{}).FullyQualifiedErrorId | Should -BeLike 'UNEXPECTED_REDIRECT,*'

            Get-OrgRequest $org | Should -HaveCount 1
        }

        It 'a signature that was not made with this secret, unless -SkipSignatureCheck' {
            $answer = @{
                path = '*token'; status = 200
                body = @{
                    access_token = '00Dxx0000001gPL!AQ'; instance_url = $org.url; token_type = 'Bearer'; issued_at = '1700000000000'
                    id = "$($org.url)/id/00Dxx0000001gPLEAY/005xx000001SwiUAAS"; signature = 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA='
                }
            }
            $org | Set-OrgFault $answer
            $failure = Get-ConnectFailure @{}
            $failure.FullyQualifiedErrorId | Should -BeLike 'SIGNATURE_MISMATCH,*'
            $failure.CategoryInfo.Category | Should -Be 'SecurityError'
            $failure.ErrorDetails.RecommendedAction | Should -BeLike '*-SkipSignatureCheck*'

            $org | Set-OrgFault $answer
            (Connect-TestOrg $org @{ SkipSignatureCheck = $true }).OrganizationId | Should -Be '00Dxx0000001gPLEAY'
        }

        It 'a token that is bound to a key' {
            $org | Set-OrgFault @{ path = '*token'; status = 200; body = @{ access_token = 'x'; instance_url = $org.url; token_type = 'DPoP' } }

            $failure = Get-ConnectFailure @{}

            $failure.FullyQualifiedErrorId | Should -BeLike 'UNSUPPORTED_TOKEN_TYPE,*'
            $failure.ErrorDetails.RecommendedAction | Should -BeLike '*Setup*DPoP*'
        }

        It 'an answer with no more than it must have' {
            $org | Set-OrgFault @{ path = '*token'; status = 200; body = @{ access_token = 'x'; instance_url = $org.url } }

            $session = Connect-TestOrg $org

            $session.OrganizationId | Should -BeNullOrEmpty
            $session.Scope | Should -BeNullOrEmpty
            $session.IssuedAt | Should -BeGreaterThan ([datetimeoffset]::UtcNow.AddMinutes(-5))
        }
    }

    Context 'the session' {
        It 'replaces the one of the same name, in any case' {
            $first = Connect-TestOrg $org @{ Name = 'dev' }
            $second = Connect-TestOrg $org @{ Name = 'DEV' }

            Get-SfSession | Should -HaveCount 1
            Get-SfSession dev | Should -Be $second
            # Whoever holds the object may use it on.
            Invoke-SfRest limits -Session $first | Should -Not -BeNullOrEmpty
        }

        It 'stays when a replacement fails' {
            $first = Connect-TestOrg $org @{ Name = 'dev' }

            $null = Get-ConnectFailure @{ Name = 'dev'; ClientId = $org.consumerKey; ClientSecret = ConvertTo-Secure 'wrong' }

            Get-SfSession | Should -Be $first
        }

        It 'with -NoDefault leaves the default alone' {
            $first = Connect-TestOrg $org @{ Name = 'one' }
            $second = Connect-TestOrg $org @{ Name = 'two'; NoDefault = $true }

            $first.IsDefault | Should -BeTrue
            $second.IsDefault | Should -BeFalse
        }

        It 'with -NoDefault is no default even if it is the first' {
            $null = Connect-TestOrg $org @{ NoDefault = $true }

            (Get-Failure { Get-SfLimit }).FullyQualifiedErrorId | Should -BeLike 'NOT_CONNECTED,*'
        }

        It 'takes -ApiVersion <Given> as <Version>' -ForEach @(
            @{ Given = '67.0'; Version = '67.0' }, @{ Given = '67'; Version = '67.0' }, @{ Given = 'v67.0'; Version = '67.0' }
            @{ Given = 67; Version = '67.0' }, @{ Given = 67.0; Version = '67.0' }, @{ Given = 'latest'; Version = 'latest' }
        ) {
            (Connect-TestOrg $org @{ ApiVersion = $Given }).ApiVersion | Should -Be $Version
            Clear-OrgRequest $org

            $null = Get-SfLimit

            (Get-OrgRequest $org).path | Should -Be "/services/data/$($Version -eq 'latest' ? 'latest' : "v$Version")/limits"
        }

        It 'refuses -ApiVersion <_>' -ForEach '67.5', 'newest', '12', '20.0', '../evil' {
            $failure = Get-ConnectFailure @{ ApiVersion = $_ }

            $failure.FullyQualifiedErrorId | Should -BeLike 'INVALID_API_VERSION,*'
            $failure.ErrorDetails.RecommendedAction | Should -BeLike '*Get-SfApiVersion*'
        }
    }
}
