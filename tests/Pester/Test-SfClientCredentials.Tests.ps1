BeforeDiscovery {
    # How the org refuses a token, and the place in Setup that the one failing step must name.
    $place = 'External Client App Manager, open the app'
    $refusals = @(
        # States of the org.
        @{ Code = 'invalid_client'; Text = 'invalid client credentials'; Secret = 'wrong'; Fix = "*$place*Consumer Key and Secret*vault*" }
        @{ Code = 'invalid_client_id'; Text = 'client identifier invalid'; Key = '3MVG9nosuch'; Fix = "*$place*Consumer Key and Secret*ten minutes*" }
        @{ Code = 'invalid_app_access'; Text = 'user is not admin approved to access this app'; Changes = @{ permittedUsers = 'AdminApprovedPreAuthorized' }; Fix = "*$place, Policies tab, App Authorization*" }
        @{ Code = 'invalid_grant'; Text = 'no client credentials user enabled'; Changes = @{ runAsUserId = $null }; Fix = "*$place, Policies tab, Edit*Run As (Username)*" }
        @{ Code = 'invalid_grant'; Text = 'no valid scopes defined'; Changes = @{ scopes = @('full') }; Fix = "*$place, Settings tab*(api)*" }
        @{ Code = 'invalid_grant'; Text = 'client credentials flow not enabled'; Changes = @{ clientCredentialsEnabled = $false }; Fix = "*$place*Enable Client Credentials Flow*both places*" }
        @{ Code = 'invalid_grant'; Text = 'ip restricted'; Changes = @{ ipRestricted = $true }; Fix = '*Login IP Ranges*Policies tab, IP Relaxation*' }
        @{ Code = 'app_not_found'; Text = 'External client app is not installed in this org'; Changes = @{ installed = $false }; Fix = '*Setup, External Client App Manager*' }
        @{ Code = 'inactive_user'; Text = 'user is inactive'; Access = @{ active = $false }; Fix = '*Setup, Users*active and not frozen*' }
        @{ Code = 'inactive_user'; Text = 'user is inactive'; Access = @{ frozen = $true }; Fix = '*Setup, Users*active and not frozen*' }
        @{ Code = 'invalid_grant'; Text = 'login rate exceeded'; LoginsPerHour = 0; Fix = '*Too many logins. Wait*' }

        # What has no state: the answer itself.
        @{ Code = 'unsupported_grant_type'; Text = 'grant type not supported'; Fix = "*$place*Enable Client Credentials Flow*both places*" }
        @{ Code = 'unauthorized_client'; Text = 'client not authorized'; Fix = "*$place*Enable Client Credentials Flow*both places*" }
        @{ Code = 'invalid_grant'; Text = 'request not supported on this domain'; Fix = '*Setup, My Domain, Current My Domain URL*' }
        @{ Code = 'invalid_request'; Text = 'scope parameter not supported'; Fix = "*$place, Settings tab, OAuth Settings*" }
        @{ Code = 'invalid_request'; Text = 'missing required parameter: grant_type'; Fix = '*proxy*' }
        @{ Code = 'invalid_client'; Text = 'invalid client credentials'; Status = 401; Fix = "*$place*Consumer Key and Secret*" }
        @{ Code = 'invalid_grant'; Text = "user hasn't approved this consumer"; Fix = "*$place, Policies tab*Admin approved*" }
        @{ Code = 'invalid_grant'; Text = 'Maximum Logins Exceeded'; Fix = '*Salesforce Integration*' }
        @{ Code = 'login_rate_exceeded'; Text = 'login rate exceeded'; Fix = '*Too many logins. Wait*' }
        @{ Code = 'rate_limit_exceeded'; Text = 'rate limit exceeded'; Status = 429; Fix = '*Too many logins. Wait*' }
        @{ Code = 'inactive_org'; Text = 'organization is inactive'; Fix = '*administrator*' }
        @{ Code = 'access_denied'; Text = 'end-user denied authorization'; Fix = "*$place, Policies tab*" }
        @{ Code = 'OAUTH_APP_BLOCKED'; Text = 'this app is blocked by admin'; Fix = '*Setup, Connected Apps OAuth Usage*' }
        @{ Code = 'OAUTH_APP_ACCESS_DENIED'; Text = 'user is not approved'; Fix = "*$place, Policies tab*" }
        @{ Code = 'HTTP_503'; Html = '<html><head><title>Down for maintenance</title></head></html>'; Status = 503; Fix = '*status.salesforce.com*' }
        @{ Code = 'HTTP_500'; Html = ''; Status = 500; Fix = '*' }
        @{ Code = 'INVALID_RESPONSE'; Html = '<html><head><title>Sign in to the network</title></head></html>'; Status = 200; Fix = '*proxy*' }
    )
    $folder = Get-FixtureFolder
    $observed = if ($folder) {
        Get-Content (Join-Path $folder 'observed/oauth-errors.json') -Raw | ConvertFrom-Json | ForEach-Object { @{ Status = $_.status; Code = $_.body.error; Text = $_.body.error_description } }
    }
    else { Write-Host 'Skipped: the recorded refusals of real orgs; the folder with them is not there.' }
}

BeforeAll {
    Import-TestModule
    $org = Start-TestOrg -With @{ https = $true }
    $null = Use-TestVault
    $session = Connect-TestOrg $org @{ Name = 'admin'; NoDefault = $true }
    $runAs = $session.UserId

    function Test-Setup([hashtable] $Parameters = @{}) {
        $all = @{ Domain = $org.url; MaximumRetryCount = 0 }
        if (-not $Parameters.SecretName) { $all.ClientId, $all.ClientSecret = $org.consumerKey, $org.Secret }
        foreach ($name in $Parameters.Keys) { $all[$name] = $Parameters[$name] }
        @(Test-SfClientCredentials @all)
    }

    function Get-Step($Checks, [string] $Step) { $Checks | Where-Object Step -EQ $Step }

    # Exactly one step fails, and says what to do; whatever else could not be found out says why.
    function Assert-OneFailure($Checks, [string] $Step, [string] $Fix = '*') {
        $Checks | Should -HaveCount 19
        $failed = @($Checks | Where-Object Status -EQ Fail)
        $failed.Step | Should -Be $Step -Because ($Checks | ForEach-Object { "$($_.Step) $($_.Status) $($_.Detail)" } | Out-String)
        $failed[0].Fix | Should -BeLike $Fix
        foreach ($skipped in $Checks | Where-Object Status -EQ Skipped) { $skipped.Detail | Should -Match '^\w.+' -Because $skipped.Step }
        $failed[0]
    }

    function Set-UserAccess([hashtable] $Access) { $null = Invoke-OrgKnob $org "users/$runAs" POST $Access }
}

AfterAll {
    Remove-TestVault
    Stop-TestOrg $org
}

Describe 'Test-SfClientCredentials' {
    BeforeAll { $usual = Test-Setup }

    AfterEach { Clear-OrgFault $org; Set-UserAccess @{ active = $true; frozen = $false; apiEnabled = $true; hidden = @() } }

    It 'finds nothing wrong with a setup that is right' {
        $usual | Should -HaveCount 19
        $usual | Should -BeOfType [SalesforceCC.SfSetupCheck]
        ($usual | Where-Object Status -EQ Pass).Step | Should -Be @(
            'Host name', 'My Domain', 'Secret', 'Token', 'Scope', 'Signature', 'API version', 'Run-as user', 'User active', 'User not frozen',
            'API Enabled', 'API Only User', 'User license', 'Edition', 'Clock', 'IP relaxation', 'API calls'
        )
        # Loopback: an address, and http.
        ($usual | Where-Object Status -EQ Skipped).Step | Should -Be 'DNS', 'TLS'
        $usual.Fix | Where-Object { $_ } | Should -BeNullOrEmpty
    }

    It 'says what it found' {
        (Get-Step $usual 'Secret').Detail | Should -Be "Parameter: consumer key $($org.consumerKey)."
        (Get-Step $usual 'API version').Detail | Should -Be '68.0, the org''s newest.'
        (Get-Step $usual 'Run-as user').Detail | Should -Be "$($org.runAsUsername) ($runAs) of org $($org.organizationId)."
        (Get-Step $usual 'API Enabled').Detail | Should -Be "Profile 'Minimum Access - API Only Integrations' and Permission set 'Integration Data Access'."
        (Get-Step $usual 'API Only User').Detail | Should -Be "Profile 'Minimum Access - API Only Integrations'."
        (Get-Step $usual 'User license').Detail | Should -Be 'Salesforce Integration, with Salesforce API Integration.'
        (Get-Step $usual 'Edition').Detail | Should -Be 'Alpenglow Instruments: Developer Edition, no sandbox, instance EU46.'
        (Get-Step $usual 'IP relaxation').Detail | Should -BeLike 'Enforce: *'
        (Get-Step $usual 'API calls').Detail | Should -Match '^14,9\d\d of 15,000 API calls of 24 hours are left \(100 %\)\.$'
    }

    It 'costs one API call, and keeps no session' {
        Clear-OrgRequest $org
        $before = (Invoke-OrgKnob $org api-usage).used

        $null = Test-Setup

        (Get-OrgRequest $org | ForEach-Object { "$($_.method) $($_.path)" }) | Should -Be @(
            'GET /services/data', 'POST /services/oauth2/token', 'GET /services/oauth2/userinfo', 'POST /services/data/v68.0/composite')
        (Invoke-OrgKnob $org api-usage).used - $before | Should -Be 1
        (Get-SfSession).Name | Should -Be 'admin'
    }

    It 'writes each step as soon as it is done' {
        Clear-OrgRequest $org

        $first = Test-SfClientCredentials $org.url -ClientId $org.consumerKey -ClientSecret $org.Secret | Select-Object -First 4

        $first.Step | Should -Be 'Host name', 'DNS', 'TLS', 'My Domain'
        (Get-OrgRequest $org).path | Should -Be '/services/data'
    }

    Context 'a token that is refused' {
        It '<Code> <Text> <Html>' -ForEach $refusals {
            $with = @{}
            if ($Key) { $with.ClientId = $Key }
            if ($Secret) { $with.ClientSecret = ConvertTo-SecureString $Secret -AsPlainText -Force }
            if ($Changes) {
                $changed = $org | Add-OrgApp $Changes
                $with.ClientId, $with.ClientSecret = $changed.consumerKey, $changed.Secret
            }
            if ($Access) { Set-UserAccess $Access }
            if ($null -ne $LoginsPerHour) { $null = Invoke-OrgKnob $org login-rate POST @{ perHour = $LoginsPerHour } }
            if ($null -ne $Html) { $org | Set-OrgFault @{ path = '*token'; status = $Status; headers = @{ 'Content-Type' = 'text/html' }; body = $Html; count = -1 } }
            elseif (-not ($with.Count -or $Access -or $null -ne $LoginsPerHour)) {
                $org | Set-OrgFault @{ path = '*token'; status = $Status ?? 400; body = @{ error = $Code; error_description = $Text }; count = -1 }
            }
            try { $checks = Test-Setup $with }
            finally { $null = Invoke-OrgKnob $org login-rate POST @{ perHour = 3600 } }

            $failed = Assert-OneFailure $checks Token $Fix
            $failed.Detail | Should -BeLike "${Code}: $Text*"
            # What comes before is answered, and what needs no token.
            (Get-Step $checks 'My Domain').Status | Should -Be Pass
            (Get-Step $checks 'API version').Status | Should -Be Pass
            (Get-Step $checks 'Clock').Status | Should -Be Pass
            (Get-Step $checks 'Run-as user').Detail | Should -Be 'There is no token.'
        }

        It 'as seen in a real org: <Code>, <Text>' -ForEach $observed {
            $org | Set-OrgFault @{ path = '*token'; status = $Status; body = @{ error = $Code; error_description = $Text }; count = -1 }

            $failed = Assert-OneFailure (Test-Setup) Token
            $failed.Detail | Should -Be "${Code}: $Text"
            # The advice for what is not known any further is no rule.
            $failed.Fix | Should -Not -BeLike '*Login History, the newest entry*'
            $failed.Fix | Should -Not -BeLike '*REST API Developer Guide*'
        }
    }

    Context 'the way to the org' {
        It 'a login host is refused, and nothing is sent' {
            $checks = Test-Setup @{ Domain = 'https://login.salesforce.com' }

            (Assert-OneFailure $checks 'Host name' '*Setup, My Domain, Current My Domain URL*').Detail | Should -BeLike 'LOGIN_DOMAIN_REFUSED: *'
            # The secret can be read nevertheless.
            ($checks | Where-Object Status -EQ Pass).Step | Should -Be 'Secret'
        }

        It '<_> is not a host name' -ForEach 'not a host', 'http://acme.my.salesforce.com' {
            $null = Assert-OneFailure (Test-Setup @{ Domain = $_ }) 'Host name'
        }

        It 'a short name is said in full, and an unknown host is a matter of DNS' {
            $checks = Test-Setup @{ Domain = 'https://nosuch.my.salesforce.invalid/some/page' }

            $null = Assert-OneFailure $checks DNS '*Setup, My Domain*'
            (Get-Step $checks 'Host name').Detail | Should -Be "'https://nosuch.my.salesforce.invalid/some/page' means nosuch.my.salesforce.invalid."
            (Get-Step $checks 'Host name').Status | Should -Be Pass
            (Get-Step $checks 'Secret').Status | Should -Be Pass
            foreach ($step in 'TLS', 'My Domain', 'Token') { (Get-Step $checks $step).Detail | Should -Be 'The host name is not known to DNS.' }
        }

        It 'a host that has not the form of a My Domain is a warning' {
            (Get-Step (Test-Setup @{ Domain = 'nosuch.example.invalid' }) 'Host name').Status | Should -Be Warn
        }

        It 'a port where nothing listens is a matter of the connection, with <Scheme>' -ForEach @{ Scheme = 'http'; Step = 'My Domain' }, @{ Scheme = 'https'; Step = 'TLS' } {
            $failed = Assert-OneFailure (Test-Setup @{ Domain = "${Scheme}://127.0.0.1:$(Get-FreePort)" }) $Step '*port*firewall*proxy*'
            $failed.Detail | Should -BeLike 'CONNECTION_REFUSED: *'
        }

        It 'a certificate that is not trusted fails' {
            $checks = Test-Setup @{ Domain = $org.httpsUrl.Replace('127.0.0.1', 'localhost') }

            (Assert-OneFailure $checks TLS '*root certificates*').Detail | Should -Match '^TLS_FAILURE: .*localhost; certificate of localhost, issued by localhost, valid from \d{4}-'
            (Get-Step $checks 'DNS').Status | Should -Be Pass
            (Get-Step $checks 'My Domain').Detail | Should -Be 'The certificate is not trusted.'
        }

        It 'a certificate that is taken unseen is a warning' {
            $checks = Test-Setup @{ Domain = $org.httpsUrl; SkipCertificateCheck = $true }

            (Get-Step $checks 'TLS').Status | Should -Be Warn
            (Get-Step $checks 'TLS').Fix | Should -BeLike '*-SkipCertificateCheck*'
            $checks | Where-Object Status -EQ Fail | Should -BeNullOrEmpty
            (Get-Step $checks 'Edition').Status | Should -Be Pass
        }

        It 'no TLS where there should be is told' {
            (Assert-OneFailure (Test-Setup @{ Domain = $org.url.Replace('http:', 'https:') }) TLS).Detail | Should -Match '^(TLS_FAILURE|CONNECTION_LOST): '
        }

        It 'behind a proxy, DNS and TLS are the proxy''s' {
            $checks = Test-Setup @{ Domain = 'https://nosuch.my.salesforce.invalid'; Proxy = "http://127.0.0.1:$(Get-FreePort)" }

            $null = Assert-OneFailure $checks 'My Domain'
            (Get-Step $checks 'DNS').Detail | Should -BeLike 'The proxy http://127.0.0.1:* looks the name up.'
            (Get-Step $checks 'TLS').Status | Should -Be Skipped
        }

        It 'a host that is not Salesforce gets no secret: <What>' -ForEach @(
            @{ What = 'a sign-in page'; Status = 200; Body = '<html></html>'; Code = 'INVALID_RESPONSE' }
            @{ What = 'other JSON'; Status = 200; Body = @{ hello = 'world' }; Code = 'INVALID_RESPONSE' }
            @{ What = 'maintenance'; Status = 503; Body = '<html></html>'; Code = 'HTTP_503' }
            @{ What = 'no org'; Status = 420; Body = ''; Code = 'HTTP_420' }
            @{ What = 'a redirect'; Status = 302; Body = ''; Code = 'UNEXPECTED_REDIRECT' }
        ) {
            $org | Set-OrgFault @{ path = '*'; status = $Status; body = $Body; count = -1; headers = @{ Location = 'https://nosuch.invalid/' } }
            Clear-OrgRequest $org

            (Assert-OneFailure (Test-Setup) 'My Domain').Detail | Should -BeLike "${Code}: *"
            (Get-OrgRequest $org).path | Should -Be '/services/data'
        }

        It 'a refusal in Salesforce''s own form is an answer' {
            $org | Set-OrgFault @{ path = '/services/data'; status = 403; body = @(@{ errorCode = 'FUNCTIONALITY_NOT_ENABLED'; message = 'no' }) }

            $checks = Test-Setup

            $checks | Where-Object Status -EQ Fail | Should -BeNullOrEmpty
            (Get-Step $checks 'API version').Detail | Should -Be 'The org did not tell which versions it has.'
            (Get-Step $checks 'Edition').Status | Should -Be Pass
        }
    }

    Context 'the secret' {
        It 'that is not in the vault leaves the way to the org to be checked' {
            $checks = Test-Setup @{ SecretName = 'salesforcecc-nosuch' }

            $null = Assert-OneFailure $checks Secret '*Get-SecretInfo*'
            (Get-Step $checks 'My Domain').Status | Should -Be Pass
            (Get-Step $checks 'Clock').Status | Should -Be Pass
            (Get-Step $checks 'Token').Detail | Should -Be 'There is no token, because the secret could not be read.'
        }

        It 'in a vault is read once' {
            $name = Set-TestSecret doctor ([pscredential]::new($org.consumerKey, $org.Secret))
            $before = Get-TestVaultRead

            $checks = Test-Setup @{ SecretName = $name }

            $checks | Where-Object Status -EQ Fail | Should -BeNullOrEmpty
            (Get-Step $checks 'Secret').Detail | Should -BeLike "Secret '$name': consumer key *"
            if ($null -ne $before) { (Get-TestVaultRead) - $before | Should -Be 1 }
        }

        It 'may hold the domain' {
            $name = Set-TestSecret doctortable @{ ClientId = $org.consumerKey; ClientSecret = $org.consumerSecret; Domain = $org.url }

            $checks = @(Test-SfClientCredentials -SecretName $name)

            $checks | Where-Object Status -EQ Fail | Should -BeNullOrEmpty
            (Get-Step $checks 'Host name').Detail | Should -BeLike '*, which is kept beside the secret.'
            (Assert-OneFailure @(Test-SfClientCredentials -SecretName nosuch) Secret).Detail | Should -BeLike 'SECRET_NOT_FOUND: *'
        }

        It 'that is missing in the environment is a step that fails, too' {
            $before = $env:SF_DOMAIN, $env:SF_CLIENT_ID, $env:SF_CLIENT_SECRET
            try {
                $env:SF_DOMAIN, $env:SF_CLIENT_ID, $env:SF_CLIENT_SECRET = $org.url, $org.consumerKey, $null

                (Assert-OneFailure @(Test-SfClientCredentials -FromEnvironment) Secret).Detail | Should -BeLike '*SF_CLIENT_SECRET*'
            }
            finally { $env:SF_DOMAIN, $env:SF_CLIENT_ID, $env:SF_CLIENT_SECRET = $before }
        }
    }

    Context 'the token' {
        It 'without the scope api is a matter of the scope, and tells whom it runs as nevertheless' {
            $app = $org | Add-OrgApp @{ scopes = @('id') }

            $checks = Test-Setup @{ ClientId = $app.consumerKey; ClientSecret = $app.Secret }

            $null = Assert-OneFailure $checks Scope '*Settings tab, OAuth Settings*(api)*'
            (Get-Step $checks 'Run-as user').Status | Should -Be Pass
            (Get-Step $checks 'User active').Status | Should -Be Pass
            (Get-Step $checks 'API Enabled').Detail | Should -Be 'The REST API cannot be asked without the scope api.'
        }

        It 'with a wrong signature is used for nothing' {
            $answer = @{ access_token = '00D000000000001!AQ.x'; instance_url = $org.url; id = "$($org.url)/id/00D000000000001EAA/005000000000001AAA"; token_type = 'Bearer'; issued_at = '1764000000000'; scope = 'api'; signature = 'AAAA' }
            $org | Set-OrgFault @{ path = '*token'; status = 200; body = $answer; count = -1 }
            Clear-OrgRequest $org

            $null = Assert-OneFailure (Test-Setup) Signature '*-Domain*'

            (Get-OrgRequest $org).path | Should -Be '/services/data', '/services/oauth2/token'
        }

        It 'without a signature leaves that step out, and so does -SkipSignatureCheck' {
            $app = $org | Add-OrgApp @{}
            (Get-Step (Test-Setup @{ SkipSignatureCheck = $true }) 'Signature').Detail | Should -Be 'The check of the signature is turned off.'

            $answer = @{ access_token = '00D000000000001!AQ.x'; instance_url = $org.url; token_type = 'Bearer'; scope = 'api' }
            $org | Set-OrgFault @{ path = '*token'; status = 200; body = $answer; count = -1 }
            (Get-Step (Test-Setup) 'Signature').Detail | Should -Be 'The token answer has no signature.'
        }

        It 'that is bound to a key is of no use' {
            $answer = @{ access_token = '00D000000000001!AQ.x'; instance_url = $org.url; token_type = 'DPoP' }
            $org | Set-OrgFault @{ path = '*token'; status = 200; body = $answer; count = -1 }

            $null = Assert-OneFailure (Test-Setup) Token '*Policies tab*DPoP*'
        }
    }

    Context 'the user' {
        It 'without API Enabled fails there, and is named' {
            Set-UserAccess @{ apiEnabled = $false }

            $checks = Test-Setup

            (Assert-OneFailure $checks 'API Enabled' '*API Enabled: Setup, Permission Sets*').Detail | Should -BeLike 'API_DISABLED_FOR_ORG: *'
            (Get-Step $checks 'Run-as user').Detail | Should -BeLike "$($org.runAsUsername) *"
            (Get-Step $checks 'User active').Status | Should -Be Pass
            (Get-Step $checks 'API calls').Detail | Should -BeLike 'The REST API refused: API_DISABLED_FOR_ORG*'
        }

        It 'who may use a browser is a warning' {
            $profile = (Invoke-SfQuery 'SELECT ProfileId FROM User WHERE Id = :user' @{ user = $runAs } -Session $session).ProfileId
            $null = Invoke-SfRest "sobjects/Profile/$profile" -Method PATCH -Body @{ PermissionsApiUserOnly = $false } -Session $session
            try { $checks = Test-Setup }
            finally { $null = Invoke-SfRest "sobjects/Profile/$profile" -Method PATCH -Body @{ PermissionsApiUserOnly = $true } -Session $session }

            ($checks | Where-Object Status -NotIn Pass, Skipped).Step | Should -Be 'API Only User'
            (Get-Step $checks 'API Only User').Status | Should -Be Warn
            (Get-Step $checks 'API Only User').Fix | Should -BeLike '*Setup, Permission Sets*API Only User*'
        }

        It 'without the permission set license is a warning' {
            $row = (Invoke-SfQuery 'SELECT Id, PermissionSetLicenseId FROM PermissionSetLicenseAssign WHERE AssigneeId = :user' @{ user = $runAs } -Session $session)
            $null = Invoke-SfRest "sobjects/PermissionSetLicenseAssign/$($row.Id)" -Method DELETE -Session $session
            try { $checks = Test-Setup }
            finally { $null = Invoke-SfRest sobjects/PermissionSetLicenseAssign -Method POST -Body @{ AssigneeId = $runAs; PermissionSetLicenseId = $row.PermissionSetLicenseId } -Session $session }

            ($checks | Where-Object Status -NotIn Pass, Skipped).Step | Should -Be 'User license'
            (Get-Step $checks 'User license').Fix | Should -BeLike '*Permission Set License Assignments*'
        }

        It 'who is <What> though a token was issued fails' -ForEach @(
            @{ What = 'frozen'; Part = 'login'; Row = @{ IsFrozen = $true }; Step = 'User not frozen'; Fix = '*Setup, Users*Unfreeze*' }
            @{ What = 'not active'; Part = 'user'; Row = @{ IsActive = $false }; Step = 'User active'; Fix = '*Setup, Users*Active*' }
        ) {
            $answer = @{ compositeResponse = @(@{ referenceId = $Part; httpStatusCode = 200; body = @{ totalSize = 1; done = $true; records = @($Row) } }) }
            $org | Set-OrgFault @{ path = '*composite'; status = 200; body = $answer; count = -1 }

            $null = Assert-OneFailure (Test-Setup) $Step $Fix
        }

        It 'who may not see <Hidden> leaves out what depends on it' -ForEach @(
            @{ Hidden = 'UserLogin'; Steps = 'User not frozen' }
            @{ Hidden = 'PermissionSetAssignment'; Steps = 'API Only User' }
            @{ Hidden = 'PermissionSet.PermissionsApiUserOnly'; Steps = 'API Only User' }
            @{ Hidden = 'Organization'; Steps = 'Edition' }
            @{ Hidden = 'Organization.IsSandbox'; Steps = 'Edition' }
            @{ Hidden = 'UserLicense'; Steps = 'User license' }
            @{ Hidden = 'User'; Steps = 'User license' }
            @{ Hidden = 'ExtlClntAppOauthPlcyCnfg'; Steps = 'IP relaxation' }
        ) {
            Set-UserAccess @{ hidden = @($Hidden) }

            $checks = Test-Setup

            $checks | Where-Object Status -EQ Fail | Should -BeNullOrEmpty
            foreach ($step in $Steps) {
                (Get-Step $checks $step).Status | Should -Be Skipped
                (Get-Step $checks $step).Detail | Should -Match '^The run-as user is not allowed to see .+ \((INVALID_TYPE|INVALID_FIELD|NOT_FOUND)\)\.$'
            }
            # What can be known from elsewhere is.
            (Get-Step $checks 'User active').Status | Should -Be Pass
            (Get-Step $checks 'API Enabled').Status | Should -Be Pass
            ($checks | Where-Object Status -EQ Skipped).Step | Should -Be (@('DNS', 'TLS') + $Steps)
        }

        It 'is known by id where the userinfo service fails' {
            $org | Set-OrgFault @{ path = '*userinfo'; status = 500; body = ''; count = -1 }

            $checks = Test-Setup

            $checks | Where-Object Status -EQ Fail | Should -BeNullOrEmpty
            (Get-Step $checks 'Run-as user').Detail | Should -BeLike "$runAs of org $($org.organizationId). *HTTP_500*"
            (Get-Step $checks 'IP relaxation').Status | Should -Be Skipped
        }
    }

    Context 'white space' {
        It 'round <What> is said, and does not pass' -ForEach @(
            @{ What = 'the consumer key'; Before = ' '; After = ''; Secret = '' }
            @{ What = 'the consumer secret'; Before = ''; After = ''; Secret = "`n" }
            @{ What = 'the consumer key and the consumer secret'; Before = ''; After = "`r`n"; Secret = "`t" }
        ) {
            $padded = ConvertTo-SecureString ($org.consumerSecret + $Secret) -AsPlainText -Force
            $step = Get-Step (Test-Setup @{ ClientId = $Before + $org.consumerKey + $After; ClientSecret = $padded }) 'Secret'
            $step.Status | Should -Be Warn
            $step.Detail | Should -BeLike "*White space is before or after $What,*"
            $step.Fix | Should -BeLike '*without spaces and line ends*'
        }
    }

    Context 'the org' {
        It 'without the API version is asked with its newest' {
            $checks = Test-Setup @{ ApiVersion = '99.0' }

            (Assert-OneFailure $checks 'API version' '*-ApiVersion*Get-SfApiVersion*').Detail | Should -BeLike '*99.0*newest is 68.0.'
            (Get-Step $checks 'Edition').Status | Should -Be Pass
        }

        It 'has version <_>' -ForEach '55.0', 'latest' {
            $checks = Test-Setup @{ ApiVersion = $_ }
            (Get-Step $checks 'API version').Detail | Should -Be "$_; the org's newest is 68.0."
            $checks | Where-Object Status -EQ Fail | Should -BeNullOrEmpty
        }

        It 'whose clock is <Seconds> seconds ahead: <Status>' -ForEach @{ Seconds = 30; Status = 'Pass' }, @{ Seconds = 300; Status = 'Warn' }, @{ Seconds = -300; Status = 'Warn' } {
            $null = Invoke-OrgKnob $org clock POST @{ advanceSeconds = $Seconds }
            try { $check = Get-Step (Test-Setup) 'Clock' }
            finally { $null = Invoke-OrgKnob $org clock POST @{ advanceSeconds = -$Seconds } }

            $check.Status | Should -Be $Status
            $check.Detail | Should -Match "This machine's clock is \d+ seconds $(if ($Seconds -gt 0) { 'slow' } else { 'fast' })\."
        }

        It 'with <Used> of 15,000 API calls used: <Status>' -ForEach @(
            @{ Used = 11000; Status = 'Pass' }
            @{ Used = 14000; Status = 'Warn' }
            @{ Used = 15000; Status = 'Fail' }
        ) {
            $before = (Invoke-OrgKnob $org api-usage).used
            $null = Invoke-OrgKnob $org api-usage POST @{ used = $Used }
            try { $checks = Test-Setup }
            finally { $null = Invoke-OrgKnob $org api-usage POST @{ used = $before } }

            $check = Get-Step $checks 'API calls'
            $check.Status | Should -Be $Status
            if ($Status -ne 'Pass') { $check.Fix | Should -BeLike '*Setup, Company Information, API Requests*' }
            ($checks | Where-Object Status -In Warn, Fail).Step | Should -Be $(if ($Status -ne 'Pass') { 'API calls' })
        }

        It 'whose trial ends within days is a warning' {
            $row = @{ Name = 'Trial'; OrganizationType = 'Enterprise Edition'; IsSandbox = $false; InstanceName = 'EU46'; TrialExpirationDate = [datetime]::UtcNow.AddDays(3).ToString('yyyy-MM-ddTHH:mm:ss.fff+0000') }
            $org | Set-OrgFault @{ path = '*composite'; status = 200; count = -1; body = @{ compositeResponse = @(@{ referenceId = 'org'; httpStatusCode = 200; body = $row }) } }

            (Get-Step (Test-Setup) 'Edition').Status | Should -Be Warn
        }

        It 'that relaxes IP ranges for the app says so' {
            $other = Start-TestOrg
            try {
                $null = Invoke-OrgKnob $other "apps/$($other.consumerKey)" PATCH @{ ipRestricted = $true; ipRelaxation = 'Bypass' }
                $checks = @(Test-SfClientCredentials $other.url -ClientId $other.consumerKey -ClientSecret $other.Secret)
                (Get-Step $checks 'IP relaxation').Detail | Should -Be 'Bypass: IP ranges are relaxed for this app.'

                # Two apps of one user, which differ: which of them it is cannot be known.
                $null = $other | Add-OrgApp @{ ipRelaxation = 'Enforce' }
                $checks = @(Test-SfClientCredentials $other.url -ClientId $other.consumerKey -ClientSecret $other.Secret)
                (Get-Step $checks 'IP relaxation').Status | Should -Be Skipped
            }
            finally { Stop-TestOrg $other }
        }

        It 'whose API fails as a whole fails in one step: <Code>' -ForEach @(
            @{ Code = 'HTTP_503'; Status = 503; Body = '<html></html>' }
            @{ Code = 'UNKNOWN_EXCEPTION'; Status = 500; Body = @(@{ errorCode = 'UNKNOWN_EXCEPTION'; message = 'An unexpected error occurred.' }) }
            @{ Code = 'INVALID_RESPONSE'; Status = 200; Body = @{ hello = 'world' } }
        ) {
            $org | Set-OrgFault @{ path = '*composite'; status = $Status; body = $Body; count = -1 }

            (Assert-OneFailure (Test-Setup) 'API Enabled').Detail | Should -BeLike "${Code}: *"
        }
    }

    Context 'a session' {
        It 'is checked, and stays usable' {
            $checks = @(Test-SfClientCredentials -Session admin)

            $checks | Where-Object Status -EQ Fail | Should -BeNullOrEmpty
            (Get-Step $checks 'Host name').Detail | Should -BeLike '*, of the session.'
            (Get-Step $checks 'Secret').Detail | Should -BeLike '*Parameter.'
            (Get-SfLimit DailyApiRequests -Session $session).Max | Should -Be 15000
        }

        It 'is checked as the setup is now' {
            Set-OrgSecret $org 'rotated'
            try { $checks = @($session | Test-SfClientCredentials) }
            finally { Set-OrgSecret $org $org.consumerSecret }

            (Assert-OneFailure $checks Token '*Consumer Key and Secret*').Detail | Should -BeLike 'invalid_client: *'
        }

        It 'that was disconnected is an error' {
            $closed = Connect-TestOrg $org @{ Name = 'closed'; NoDefault = $true }
            Disconnect-SfSession $closed
            (Get-Failure { Test-SfClientCredentials -Session $closed }).FullyQualifiedErrorId | Should -BeLike 'SESSION_CLOSED,*'
        }

        It 'goes with no parameter of a connection' {
            $failure = Get-Failure { Test-SfClientCredentials $org.url -Session $session }
            $failure.FullyQualifiedErrorId | Should -BeLike 'INVALID_PARAMETER,*'
            "$failure" | Should -BeLike '*-Domain does not go with -Session*'
        }
    }

    It 'with -Quiet says <Result> where the secret is <What>' -ForEach @{ What = 'right'; Result = $true }, @{ What = 'wrong'; Result = $false } {
        $secret = if ($Result) { $org.Secret } else { ConvertTo-SecureString wrong -AsPlainText -Force }

        $answer = @(Test-Setup @{ ClientSecret = $secret; Quiet = $true })

        $answer | Should -HaveCount 1
        $answer[0] | Should -BeOfType [bool]
        $answer[0] | Should -Be $Result
    }

    It 'wrong use is an error: <Id>' -ForEach @(
        @{ Id = 'CERTIFICATE_CHECK_REQUIRED'; With = @{ Domain = 'acme'; SkipCertificateCheck = $true } }
        @{ Id = 'INVALID_API_VERSION'; With = @{ ApiVersion = 'newest' } }
        @{ Id = 'PROXY_REFUSED'; With = @{ Proxy = 'proxy' } }
    ) {
        (Get-Failure { Test-Setup $With }).FullyQualifiedErrorId | Should -BeLike "$Id,*"
    }
}

Describe 'The view of a setup check' {
    BeforeAll {
        $checks = Test-Setup @{ ClientSecret = (ConvertTo-SecureString wrong -AsPlainText -Force) }

        function Show([string] $Rendering) {
            $before = $PSStyle.OutputRendering
            $PSStyle.OutputRendering = $Rendering
            try { ($checks | Out-String -Width 120) -split '\r?\n' | Where-Object { $_.Trim() } }
            finally { $PSStyle.OutputRendering = $before }
        }
    }

    It 'is a table that fits, with the fix below the finding' {
        $lines = Show PlainText
        ($lines[0] -split '\s+').Where({ $_ }) | Should -Be 'Step', 'Status', 'Detail'
        $lines | ForEach-Object { $_.Length | Should -BeLessOrEqual 120 }
        $token = ($lines | Select-String '^Token\s+Fail\s+invalid_client: invalid client credentials$').LineNumber
        $token | Should -Not -BeNullOrEmpty
        $lines[$token] | Should -Match '^\s+The consumer secret is not that of the app\.'
    }

    It 'has colours where these are wanted, and none elsewhere' {
        $escape = [char]27
        (Show Ansi) -join "`n" | Should -Match "Token\s+$escape\[31mFail"
        (Show Ansi) -join "`n" | Should -Match "Host name\s+$escape\[32mPass"
        (Show PlainText) -join "`n" | Should -Not -Match $escape
    }
}
