BeforeAll {
    Import-TestModule
    $org = Start-TestOrg
    $null = Use-TestVault

    function ConvertTo-Secure([string] $Text) { ConvertTo-SecureString $Text -AsPlainText -Force }
    function Save-Key([string] $Name, [string] $Pem) {
        $path = Join-Path $TestDrive $Name
        Set-Content $path $Pem
        $path
    }
    # As openssl does it; this PowerShell names no overload for text in it.
    function Get-EncryptedPem([string] $Password, [string] $Hash, [string] $Cipher) {
        $how = [System.Security.Cryptography.PbeParameters]::new($Cipher, [System.Security.Cryptography.HashAlgorithmName]::$Hash, 2048)
        $der = $rsa.ExportEncryptedPkcs8PrivateKey([char[]]$Password, $how)
        "-----BEGIN ENCRYPTED PRIVATE KEY-----`n$([convert]::ToBase64String($der, 'InsertLineBreaks'))`n-----END ENCRYPTED PRIVATE KEY-----"
    }

    $rsa = [System.Security.Cryptography.RSA]::Create(2048)
    $userId = (Invoke-OrgKnob $org apps)[0].runAsUserId
    $null = Invoke-OrgKnob $org "apps/$($org.consumerKey)" PATCH @{ certificate = $rsa.ExportSubjectPublicKeyInfoPem(); approvedUsers = @($userId) }
    $key = Save-Key key.pem $rsa.ExportPkcs8PrivateKeyPem()
    $app = @{ Domain = $org.url; ClientId = $org.consumerKey; Username = $org.runAsUsername }
    $manifest = Get-TestModulePath
    $windowsBuild = (Get-TestBuild) -eq 'netstandard2.0'
}

AfterAll {
    Remove-TestVault
    Stop-TestOrg $org
    $rsa.Dispose()
}

Describe 'Connect-SfJwtBearer' {
    AfterEach { Get-SfSession | Disconnect-SfSession; Clear-OrgFault $org }

    It 'connects in one request, without any secret in it' {
        Clear-OrgRequest $org

        $session = Connect-SfJwtBearer @app -PrivateKeyPath $key

        Get-OrgRequest $org | Should -HaveCount 1
        $session.Flow | Should -Be 'JwtBearer'
        $session.ClientId | Should -Be $org.consumerKey
        $session.OrganizationId | Should -Be $org.organizationId
        $session.UserId | Should -Be $userId
        $session.SecretSource | Should -Be "File $key"
        $session.IssuedAt | Should -BeGreaterThan ([datetimeoffset]::UtcNow.AddMinutes(-5))
        (Invoke-SfQuery 'SELECT Id FROM User LIMIT 1').Id | Should -Not -BeNullOrEmpty
    }

    Context 'the key' {
        It 'may be PKCS#1' {
            $path = Save-Key pkcs1.pem $rsa.ExportRSAPrivateKeyPem()
            (Connect-SfJwtBearer @app -PrivateKeyPath $path).Flow | Should -Be 'JwtBearer'
        }

        It 'may stand beside its certificate, in lines of any length' {
            $path = Save-Key both.pem "Subject: x`n-----BEGIN CERTIFICATE-----`nAAAA`n-----END CERTIFICATE-----`r`n$($rsa.ExportPkcs8PrivateKeyPem().Replace("`n", "`r`n"))"
            (Connect-SfJwtBearer @app -PrivateKeyPath $path).Flow | Should -Be 'JwtBearer'
        }

        It 'may be encrypted: <Cipher>, <Hash>' -ForEach @(
            @{ Cipher = 'Aes128Cbc'; Hash = 'SHA1' }, @{ Cipher = 'Aes192Cbc'; Hash = 'SHA256' }
            @{ Cipher = 'Aes256Cbc'; Hash = 'SHA384' }, @{ Cipher = 'Aes256Cbc'; Hash = 'SHA512' }
        ) {
            $path = Save-Key "$Cipher$Hash.pem" (Get-EncryptedPem 'pass wörd' $Hash $Cipher)
            (Connect-SfJwtBearer @app -PrivateKeyPath $path -PrivateKeyPassword (ConvertTo-Secure 'pass wörd')).Flow | Should -Be 'JwtBearer'
        }

        It 'encrypted in an older way is read where .NET reads it, and refused clearly elsewhere' {
            $path = Save-Key old.pem (Get-EncryptedPem 'pass' SHA1 TripleDes3KeyPkcs12)
            $connect = { Connect-SfJwtBearer @app -PrivateKeyPath $path -PrivateKeyPassword (ConvertTo-Secure 'pass') }
            if (-not $windowsBuild) { $connect.Invoke()[0].Flow | Should -Be 'JwtBearer' }
            else { (Get-Failure $connect).FullyQualifiedErrorId | Should -BeLike 'PRIVATE_KEY_UNAVAILABLE,*' }
        }

        It 'may be that of a certificate' {
            $request = [System.Security.Cryptography.X509Certificates.CertificateRequest]::new('CN=app', $rsa, 'SHA256', [System.Security.Cryptography.RSASignaturePadding]::Pkcs1)
            $certificate = $request.CreateSelfSigned([datetimeoffset]::UtcNow.AddDays(-1), [datetimeoffset]::UtcNow.AddDays(1))
            $session = Connect-SfJwtBearer @app -Certificate $certificate
            $session.SecretSource | Should -Be "Certificate $($certificate.Thumbprint)"
            (Get-SfToken -ForceRefresh).TokenType | Should -Be 'Bearer'

            $public = [System.Security.Cryptography.X509Certificates.X509Certificate2]::new($certificate.RawData)
            $failure = Get-Failure { Connect-SfJwtBearer @app -Certificate $public }
            $failure.FullyQualifiedErrorId | Should -BeLike 'PRIVATE_KEY_UNAVAILABLE,*'
            "$failure" | Should -BeLike '*no private key*'
        }

        It 'may be in a vault, as <What>' -ForEach @{ What = 'string'; Secure = $false }, @{ What = 'SecureString'; Secure = $true } {
            $pem = $rsa.ExportPkcs8PrivateKeyPem()
            $name = Set-TestSecret jwt $(if ($Secure) { ConvertTo-Secure $pem } else { $pem })
            $session = Connect-SfJwtBearer @app -SecretName $name
            $session.SecretSource | Should -BeLike "*$name*"
            (Get-SfToken -ForceRefresh).TokenType | Should -Be 'Bearer'
        }

        It 'that is <What> is refused before anything is sent' -ForEach @(
            @{ What = 'missing'; Path = 'nosuch.pem'; Text = '*nosuch.pem cannot be read*' }
            @{ What = 'no PEM'; Pem = 'hello'; Text = '*not a private key in PEM*' }
            @{ What = 'empty'; Pem = ''; Text = '*not a private key in PEM*' }
            @{ What = 'a certificate'; Pem = "-----BEGIN CERTIFICATE-----`nAAAA`n-----END CERTIFICATE-----"; Text = '*holds a CERTIFICATE*' }
            @{ What = 'cut'; Pem = "-----BEGIN PRIVATE KEY-----`nMIIEvQIBADAN`n-----END PRIVATE KEY-----"; Text = '*not an RSA key*' }
            @{ What = 'no base64'; Pem = "-----BEGIN PRIVATE KEY-----`n*`n-----END PRIVATE KEY-----"; Text = '*PRIVATE_KEY_UNAVAILABLE*' }
            @{ What = 'of another kind'; Ecdsa = $true; Text = '*not an RSA key*' }
            @{ What = 'encrypted, without password'; Encrypted = $true; Text = '*encrypted, and no password*' }
            @{ What = 'encrypted, with a wrong password'; Encrypted = $true; Password = 'wrong'; Text = '*password is wrong*' }
        ) {
            if ($Ecdsa) { $Pem = [System.Security.Cryptography.ECDsa]::Create().ExportPkcs8PrivateKeyPem() }
            if ($Encrypted) { $Pem = Get-EncryptedPem 'right' SHA256 Aes256Cbc }
            $file = if ($Path) { Join-Path $TestDrive $Path } else { Save-Key bad.pem $Pem }
            $with = @{}
            if ($Password) { $with.PrivateKeyPassword = ConvertTo-Secure $Password }
            Clear-OrgRequest $org

            $failure = Get-Failure { Connect-SfJwtBearer @app -PrivateKeyPath $file @with }

            $failure.FullyQualifiedErrorId | Should -BeLike 'PRIVATE_KEY_UNAVAILABLE,*'
            "$failure" | Should -BeLike $Text
            $failure.ErrorDetails.RecommendedAction | Should -BeLike '*-PrivateKeyPassword*'
            Get-OrgRequest $org | Should -BeNullOrEmpty
        }

        It 'in a file is read when it is needed, and not kept: without it, the session cannot sign again' {
            $path = Save-Key moving.pem $rsa.ExportPkcs8PrivateKeyPem()
            $session = Connect-SfJwtBearer @app -PrivateKeyPath $path
            Remove-Item $path
            (Get-Failure { Get-SfToken -ForceRefresh }).FullyQualifiedErrorId | Should -BeLike 'PRIVATE_KEY_UNAVAILABLE,*'
            $null = Save-Key moving.pem $rsa.ExportPkcs8PrivateKeyPem()
            (Get-SfToken -ForceRefresh).TokenType | Should -Be 'Bearer'
        }

        It 'in a vault may be replaced: when Salesforce refuses the old one, the vault is read again' {
            $old = [System.Security.Cryptography.RSA]::Create(2048)
            $made = $org | Add-OrgApp @{ certificate = $old.ExportSubjectPublicKeyInfoPem(); approvedUsers = @($userId) }
            $name = Set-TestSecret rotated $old.ExportPkcs8PrivateKeyPem()
            $session = Connect-SfJwtBearer $org.url -ClientId $made.consumerKey -Username $org.runAsUsername -SecretName $name
            $null = Set-TestSecret rotated $rsa.ExportPkcs8PrivateKeyPem()
            $null = Invoke-OrgKnob $org "apps/$($made.consumerKey)" PATCH @{ certificate = $rsa.ExportSubjectPublicKeyInfoPem() }

            (Get-SfToken -ForceRefresh).TokenType | Should -Be 'Bearer'
            $old.Dispose()
        }
    }

    It 'renews its token once, from whatever runspace' {
        $session = Connect-SfJwtBearer @app -PrivateKeyPath $key
        Stop-OrgToken $org
        Clear-OrgRequest $org

        $counts = 1..4 | ForEach-Object -Parallel { Import-Module $using:manifest; Invoke-SfQuery 'SELECT COUNT() FROM User' -Session $using:session } -ThrottleLimit 4

        $counts | Should -HaveCount 4
        (Get-OrgRequest $org -Path *token) | Should -HaveCount 1
    }

    It 'cannot introspect, and says why' {
        $null = Connect-SfJwtBearer @app -PrivateKeyPath $key
        (Get-Failure { Get-SfToken -Introspect }).FullyQualifiedErrorId | Should -BeLike 'CLIENT_SECRET_REQUIRED,*'
    }

    Context 'Salesforce refuses' {
        It '<What>' -ForEach @(
            @{ What = 'another audience'; Changes = @{ Audience = 'https://example.com' }; Code = 'invalid_grant'; Action = '*-Audience*test.salesforce.com*' }
            @{ What = 'an unknown app'; Changes = @{ ClientId = '3MVG9nosuch' }; Code = 'invalid_client_id'; Action = '*Setup*' }
            @{ What = 'a user who has not approved'; Changes = @{ Username = 'nobody@example.com' }; Code = 'invalid_grant'; Action = '*Permitted Users*' }
            @{ What = 'another key'; Stranger = $true; Code = 'invalid_grant'; Action = '*Enable JWT Bearer Flow*certificate*' }
        ) {
            $with = $app + @{ PrivateKeyPath = $key; MaximumRetryCount = 0 }
            if ($Changes) { foreach ($name in $Changes.Keys) { $with[$name] = $Changes[$name] } }
            if ($Stranger) { $with.PrivateKeyPath = Save-Key stranger.pem ([System.Security.Cryptography.RSA]::Create(2048).ExportPkcs8PrivateKeyPem()) }

            $failure = Get-Failure { Connect-SfJwtBearer @with }

            $failure.FullyQualifiedErrorId | Should -BeLike "$Code,*"
            $failure.ErrorDetails.RecommendedAction | Should -BeLike $Action
            $failure.ErrorDetails.RecommendedAction | Should -Not -BeLike '*Client Credentials Flow*'
        }

        It 'an assertion made by a clock that is wrong, and the error says by how much' {
            $late = Start-TestOrg
            try {
                $null = Invoke-OrgKnob $late "apps/$($late.consumerKey)" PATCH @{ certificate = $rsa.ExportSubjectPublicKeyInfoPem(); approvedUsers = @((Invoke-OrgKnob $late apps)[0].runAsUserId) }
                $null = Invoke-OrgKnob $late clock POST @{ advanceSeconds = 720 }
                $connect = { Connect-SfJwtBearer $late.url -ClientId $late.consumerKey -Username $late.runAsUsername -PrivateKeyPath $key }
                $failure = Get-Failure $connect
                $failure.FullyQualifiedErrorId | Should -BeLike 'invalid_grant,*'
                "$failure" | Should -BeLike '*expired*clock of this machine is 12 minutes behind*'
                $failure.ErrorDetails.RecommendedAction | Should -BeLike '*timedatectl*'

                # One that is ahead does no harm.
                $null = Invoke-OrgKnob $late clock POST @{ advanceSeconds = -1440 }
                (& $connect).Flow | Should -Be 'JwtBearer'
            }
            finally { Stop-TestOrg $late }
        }
    }

    It 'with flow <Flow>, an error of the catalogue has advice for it: <Code> <Text>' -ForEach @(
        foreach ($flow in 'Password', 'JwtBearer') {
            @{ Flow = $flow; Code = 'unsupported_grant_type'; Text = 'grant type not supported' }
            @{ Flow = $flow; Code = 'unauthorized_client'; Text = 'not allowed' }
            @{ Flow = $flow; Code = 'invalid_grant'; Text = 'ip restricted' }
            @{ Flow = $flow; Code = 'invalid_grant'; Text = 'request not supported on this domain' }
            @{ Flow = $flow; Code = 'invalid_grant'; Text = 'no valid scopes defined' }
            @{ Flow = $flow; Code = 'invalid_request'; Text = 'scope parameter not supported' }
            @{ Flow = $flow; Code = 'invalid_client_id'; Text = 'client identifier invalid' }
            @{ Flow = $flow; Code = 'invalid_client'; Text = 'invalid client credentials' }
            @{ Flow = $flow; Code = 'invalid_app_access'; Text = 'user is not admin approved to access this app' }
            @{ Flow = $flow; Code = 'app_not_found'; Text = 'External client app is not installed in this org' }
            @{ Flow = $flow; Code = 'invalid_grant'; Text = 'something new' }
        }
    ) {
        $org | Set-OrgFault @{ path = '*token'; status = 400; body = @{ error = $Code; error_description = $Text } }
        $failure = if ($Flow -eq 'JwtBearer') { Get-Failure { Connect-SfJwtBearer @app -PrivateKeyPath $key } }
        else {
            $user = [pscredential]::new($org.runAsUsername, $org.Secret)
            Get-Failure { Connect-SfPassword $org.url -ClientId $org.consumerKey -ClientSecret $org.Secret -Credential $user -WarningAction SilentlyContinue }
        }

        $failure.FullyQualifiedErrorId | Should -BeLike "$Code,*"
        $failure.ErrorDetails.RecommendedAction | Should -Match 'Setup'
        $failure.ErrorDetails.RecommendedAction | Should -Not -Match 'Enable Client Credentials Flow'
    }
}
