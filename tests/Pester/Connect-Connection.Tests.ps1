# Connect-Sf* -Connection: a connection that is registered.
BeforeAll {
    Import-TestModule
    $org = Start-TestOrg
    $null = Use-TestVault
    $before = $env:SALESFORCECC_CONFIG_HOME
    $env:SALESFORCECC_CONFIG_HOME = Join-Path $TestDrive config

    $pair = Set-TestSecret pair ([pscredential]::new($org.consumerKey, $org.Secret))
    $lonely = Set-TestSecret lonely $org.Secret
    $complete = Set-TestSecret complete @{ ClientId = $org.consumerKey; ClientSecret = $org.consumerSecret; Domain = $org.url }
    $vault = Get-TestVaultName

    # The org knows the user's password and the app's key.
    $rsa = [System.Security.Cryptography.RSA]::Create(2048)
    $userId = (Invoke-OrgKnob $org apps)[0].runAsUserId
    $null = Invoke-OrgKnob $org "users/$userId/login" POST @{ password = 'pass-word'; securityToken = 'token' }
    $null = Invoke-OrgKnob $org settings POST @{ trustedNetwork = $true }
    $null = Invoke-OrgKnob $org "apps/$($org.consumerKey)" PATCH @{ certificate = $rsa.ExportSubjectPublicKeyInfoPem(); approvedUsers = @($userId) }
    Set-Content "$TestDrive/key.pem" $rsa.ExportPkcs8PrivateKeyPem()
    $keyPassword = ConvertTo-SecureString 'key-password' -AsPlainText -Force
    $encryption = [System.Security.Cryptography.PbeParameters]::new('Aes256Cbc', 'SHA256', 1000)
    Set-Content "$TestDrive/encrypted.pem" $rsa.ExportEncryptedPkcs8PrivateKeyPem('key-password'.ToCharArray(), $encryption)
    $keySecret = Set-TestSecret key $rsa.ExportPkcs8PrivateKeyPem()
    $user = [pscredential]::new($org.runAsUsername, (ConvertTo-SecureString 'pass-word' -AsPlainText -Force))

    Register-SfConnection Prod $org.url -SecretName $pair -VaultName $vault -ApiVersion 60
    Register-SfConnection second $org.url -SecretName $lonely -ClientId $org.consumerKey
    Register-SfConnection nodomain -SecretName $complete
    $jwt = @{ Flow = 'JwtBearer'; Domain = $org.url; ClientId = $org.consumerKey; Username = $org.runAsUsername }
    Register-SfConnection batch @jwt -PrivateKeyPath "$TestDrive/key.pem"
    Register-SfConnection batch-locked @jwt -PrivateKeyPath "$TestDrive/encrypted.pem"
    Register-SfConnection batch-vault @jwt -SecretName $keySecret -VaultName $vault
    Register-SfConnection batch-site @jwt -PrivateKeyPath "$TestDrive/key.pem" -Audience https://nobody.example
    Register-SfConnection legacy $org.url -Flow Password -SecretName $pair -Username $org.runAsUsername
}

AfterAll {
    $env:SALESFORCECC_CONFIG_HOME = $before
    Remove-TestVault
    Stop-TestOrg $org
}

Describe 'Connect-SfClientCredentials -Connection' {
    AfterEach { Get-SfSession | Disconnect-SfSession }

    It 'needs nothing else, is one request, and gives the session the connection''s name' {
        Clear-OrgRequest $org

        $session = Connect-SfClientCredentials -Connection PROD

        Get-OrgRequest $org | Should -HaveCount 1
        $session.Name | Should -BeExactly 'Prod'
        $session.Flow | Should -Be 'ClientCredentials'
        $session.ApiVersion | Should -Be '60.0'
        $session.ClientId | Should -Be $org.consumerKey
        $session.SecretSource | Should -Be "Vault '$vault', secret '$pair'"
        $session.IsDefault | Should -BeTrue
        (Invoke-SfQuery 'SELECT Id FROM User LIMIT 1' -Session prod).Id | Should -Not -BeNullOrEmpty
    }

    It 'takes the consumer key from the connection, or all from the vault' {
        (Connect-SfClientCredentials -Connection second).ClientId | Should -Be $org.consumerKey
        (Connect-SfClientCredentials -Connection nodomain).Domain | Should -Be "$($org.url)/"
    }

    It 'lets what is given go before what is registered' {
        (Connect-SfClientCredentials -Connection prod -ApiVersion 68.0).ApiVersion | Should -Be '68.0'
        (Connect-SfClientCredentials -Connection second).ApiVersion | Should -Be '68.0'
        (Connect-SfClientCredentials -Connection second -NoDefault -TimeoutSec 5).Name | Should -Be 'second'
        (Get-Failure { Connect-SfClientCredentials nosuch.invalid -Connection prod -MaximumRetryCount 0 }).FullyQualifiedErrorId | Should -BeLike 'HOST_NOT_FOUND,*'
        # The org is no proxy, and says so.
        (Get-Failure { Connect-SfClientCredentials https://nosuch.invalid -Connection prod -Proxy $org.url -MaximumRetryCount 0 }).FullyQualifiedErrorId | Should -BeLike 'PROXY_REFUSED,*'
    }

    It 'takes connections from the pipeline' {
        (Get-SfConnection prod, second | Connect-SfClientCredentials -NoDefault).Name | Should -Be 'Prod', 'second'
        Get-SfSession | Should -HaveCount 2
        (Get-SfSession).IsDefault | Should -Not -Contain $true
    }

    It 'says of a name that is not there which may be meant, and how to register it, and sends nothing' {
        Clear-OrgRequest $org
        $failure = Get-Failure { Connect-SfClientCredentials -Connection pord }
        $failure.FullyQualifiedErrorId | Should -BeLike 'CONNECTION_NOT_FOUND,*'
        $failure.TargetObject | Should -Be 'pord'
        "$failure" | Should -BeLike "*'pord'*There is: Prod.*"
        $failure.ErrorDetails.RecommendedAction | Should -BeLike '*Register-SfConnection*-SecretName*'
        (Get-Failure { Connect-SfClientCredentials acme -Connection zzz }).FullyQualifiedErrorId | Should -BeLike 'CONNECTION_NOT_FOUND,*'
        (Get-Failure { Connect-SfClientCredentials acme }).FullyQualifiedErrorId | Should -BeLike 'CONNECTION_NOT_FOUND,*'
        Get-OrgRequest $org | Should -BeNullOrEmpty
    }

    It 'names the command that a connection of another flow is for' {
        $failure = Get-Failure { Connect-SfClientCredentials -Connection batch }
        $failure.FullyQualifiedErrorId | Should -BeLike 'CONNECTION_FLOW_MISMATCH,*'
        "$failure" | Should -BeLike "*JwtBearer: Connect-SfJwtBearer -Connection 'batch'*"
        "$(Get-Failure { Connect-SfJwtBearer -Connection legacy })" | Should -BeLike '*Connect-SfPassword*'
        "$(Get-Failure { Connect-SfPassword -Connection prod })" | Should -BeLike '*Connect-SfClientCredentials*'
    }

    It 'is the first argument where nothing else says how to connect, and -Domain where something does' {
        (Connect-SfClientCredentials prod).Name | Should -BeExactly 'Prod'
        (Get-Failure { Connect-SfClientCredentials prod nosuch.invalid -MaximumRetryCount 0 }).FullyQualifiedErrorId | Should -BeLike 'HOST_NOT_FOUND,*'
        (Connect-SfClientCredentials $org.url -SecretName $pair).Domain | Should -Be "$($org.url)/"
        (Connect-SfClientCredentials -ClientId $org.consumerKey -ClientSecret $org.Secret $org.url).Domain | Should -Be "$($org.url)/"
    }

    It 'leaves the session''s name to -Name' {
        $session = Connect-SfClientCredentials prod -Name nightly
        $session.Name, $session.ApiVersion | Should -Be 'nightly', '60.0'
        (Get-SfSession).Name | Should -Be 'nightly'
        foreach ($with in @{ SecretName = $pair }, @{ ClientId = $org.consumerKey; ClientSecret = $org.Secret }, @{ Credential = [pscredential]::new($org.consumerKey, $org.Secret) }) {
            # Whatever is registered under that name.
            $session = Connect-SfClientCredentials $org.url -Name prod @with
            $session.Name, $session.ApiVersion | Should -BeExactly 'prod', '68.0'
        }
    }

    It 'takes <What> from the pipeline' -ForEach @(
        @{ What = 'names'; Rows = { 'prod', 'second' } }
        @{ What = 'rows of a table'; Rows = { [pscustomobject]@{ Name = 'prod'; Flow = 'x' }, [pscustomobject]@{ Name = 'second'; Flow = 'x' } } }
        @{ What = 'copies of connections'; Rows = { [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize((Get-SfConnection prod, second))) } }
        @{ What = 'a property of its name'; Rows = { [pscustomobject]@{ Connection = 'prod'; Name = 'x' }, [pscustomobject]@{ Connection = 'second'; Name = 'y' } } }
    ) {
        (& $Rows | Connect-SfClientCredentials -NoDefault -WarningVariable warnings).Name | Should -Be 'Prod', 'second'
        $warnings | Should -BeNullOrEmpty
    }

    It 'takes the object as argument' {
        (Connect-SfClientCredentials (Get-SfConnection prod)).Name | Should -Be 'Prod'
        (Connect-SfClientCredentials -Connection (Get-SfConnection prod)).Name | Should -Be 'Prod'
    }

    It 'says what to give if nothing says how to connect, and asks for the rest of what was begun' {
        $output = Invoke-FreshShell @'
            Import-Module $module
            foreach ($script in { Connect-SfClientCredentials }, { Connect-SfJwtBearer -ApiVersion 60 }, { Connect-SfPassword }, { Test-SfClientCredentials }) {
                try { & $script } catch { "$($_.FullyQualifiedErrorId.Split(',')[0]) $($_.ErrorDetails.RecommendedAction -match '-Connection .*-SecretName')" }
            }
            foreach ($script in { Connect-SfClientCredentials -VaultName v }, { Connect-SfPassword acme -SecretName x -Name y }) {
                try { & $script } catch { "$($_.Exception.ErrorId):$($_.Exception.ParameterName)" }
            }
'@
        $output.Trim() | Should -Be (@('INVALID_CONNECTION True') * 4 + 'MissingMandatoryParameter: SecretName', 'MissingMandatoryParameter: Credential')
    }

    It '-Name alone still means it, and warns what to write instead' {
        $session = Connect-SfClientCredentials -Name PROD -WarningVariable warnings -WarningAction SilentlyContinue
        $session.Name, $session.ApiVersion | Should -BeExactly 'Prod', '60.0'
        $warnings | Should -HaveCount 1
        "$warnings" | Should -BeLike "*Connect-SfClientCredentials -Connection 'PROD'*"
        (Connect-SfJwtBearer -Name batch -WarningVariable warnings -WarningAction SilentlyContinue).Name | Should -Be 'batch'
        "$warnings" | Should -BeLike "*Connect-SfJwtBearer -Connection 'batch'*"
        $null = Connect-SfClientCredentials prod -Name nightly -WarningVariable warnings
        $null = Connect-SfClientCredentials $org.url -SecretName $pair -Name nightly -WarningVariable +warnings
        $warnings | Should -BeNullOrEmpty
    }
}

Describe 'Connect-SfJwtBearer -Connection' {
    AfterEach { Get-SfSession | Disconnect-SfSession }

    It 'signs with the key in the file, or in the vault' {
        $session = Connect-SfJwtBearer -Connection batch
        $session.Name, $session.Flow, $session.SecretSource | Should -Be 'batch', 'JwtBearer', "File $((Get-SfConnection batch).PrivateKeyPath)"
        (Connect-SfJwtBearer -Connection batch-vault).SecretSource | Should -Be "Vault '$vault', secret '$keySecret'"
    }

    It 'takes -PrivateKeyPassword' {
        (Connect-SfJwtBearer -Connection batch-locked -PrivateKeyPassword $keyPassword).Name | Should -Be 'batch-locked'
        (Get-Failure { Connect-SfJwtBearer -Connection batch-locked }).FullyQualifiedErrorId | Should -BeLike 'PRIVATE_KEY_UNAVAILABLE,*'
    }

    It 'lets -Username, -ClientId and -Audience go before what is registered' {
        (Get-Failure { Connect-SfJwtBearer -Connection batch -Username nobody@example.com }).FullyQualifiedErrorId | Should -BeLike 'invalid_grant,*'
        (Get-Failure { Connect-SfJwtBearer -Connection batch -ClientId nosuch }).FullyQualifiedErrorId | Should -BeLike 'invalid_client_id,*'
        "$(Get-Failure { Connect-SfJwtBearer -Connection batch-site })" | Should -Match 'audience'
        (Connect-SfJwtBearer -Connection batch-site -Audience $org.url).Name | Should -Be 'batch-site'
    }

    It 'takes connections from the pipeline' {
        (Get-SfConnection batch, batch-vault | Connect-SfJwtBearer).Name | Should -Be 'batch', 'batch-vault'
    }
}

Describe 'Connect-SfPassword -Connection' {
    AfterEach { Get-SfSession | Disconnect-SfSession }

    It 'needs the password only' {
        $session = Connect-SfPassword -Connection legacy -Credential $user -WarningAction Ignore
        $session.Name, $session.Flow, $session.SecretSource | Should -Be 'legacy', 'Password', "Secret '$pair'"
    }

    It 'without -Credential says so where nobody can be asked' {
        $shell = [powershell]::Create()
        try {
            # A host without a user interface.
            $null = $shell.AddScript("Import-Module '$(Get-TestModulePath)'; try { Connect-SfPassword -Connection legacy -WarningAction Ignore } catch { `$_.FullyQualifiedErrorId; `"`$_`" }")
            $output = $shell.Invoke()
        }
        finally { $shell.Dispose() }
        $output[0] | Should -BeLike 'INVALID_CONNECTION,*'
        $output[1] | Should -BeLike '*-Credential*'
    }
}

Describe 'Test-SfClientCredentials -Connection' {
    It 'checks what is registered' {
        $checks = Test-SfClientCredentials -Connection prod
        Get-SfConnection prod, second | Test-SfClientCredentials -Quiet | Should -Be $true, $true
        ($checks | Where-Object Step -EQ Token).Status | Should -Be 'Pass'
        ($checks | Where-Object Step -EQ Secret).Detail | Should -BeLike "*$pair*"
        (Get-Failure { Test-SfClientCredentials -Connection batch }).FullyQualifiedErrorId | Should -BeLike 'CONNECTION_FLOW_MISMATCH,*'
    }
    It 'has no parameter that does nothing' {
        (Get-Command Test-SfClientCredentials).Parameters.Keys | Where-Object { $_ -in 'Name', 'NoDefault' } | Should -BeNullOrEmpty
    }
}
